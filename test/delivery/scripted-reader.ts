import type { ProviderReader, SeenEmail } from '../../src/delivery/provider-reader.ts'
import type { ScriptedProvider } from './scripted-provider.ts'

/**
 * A listing over what a ScriptedProvider accepted, newest first, 100 a page. What a test hides is missing from it, and it can
 * fail from a page on.
 */
export function readerOf(
  provider: ScriptedProvider,
  options: { failFromPage?: number; hide?: (to: string) => boolean } = {},
) {
  const asked = { pages: 0, tags: 0 }
  const listed = () => provider.mails.filter(({ to }) => !options.hide?.(to)).reverse()
  const reader: ProviderReader = {
    async emails(after) {
      asked.pages += 1
      if (options.failFromPage !== undefined && asked.pages >= options.failFromPage) {
        return { kind: 'failed', reason: 'Resend answered 500.' }
      }
      const all = listed()
      const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
      const emails = all
        .slice(from, from + 100)
        .map(({ id, at, to, subject }): SeenEmail => ({ id, at, to: [to], subject }))
      return { kind: 'read', value: { emails, more: from + 100 < all.length } }
    },
    async tags(id) {
      asked.tags += 1
      const found = provider.mails.find((mail) => mail.id === id)
      if (!found) return { kind: 'failed', reason: 'Resend answered 404.' }
      return { kind: 'read', value: Object.fromEntries(found.tags.map(({ name, value }) => [name, value])) }
    },
    async domain() {
      return { kind: 'read', value: null }
    },
    async quota() {
      return { kind: 'read', value: {} }
    },
  }
  return { reader, asked }
}
