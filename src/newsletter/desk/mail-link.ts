import { randomUUID } from 'node:crypto'
import { resolveLanguage } from '../../audience/language.ts'
import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import { listIssues } from '../../issue/find-issue.ts'
import { createSignInStore } from '../../store/sign-in-store.ts'
import type { HeldList } from '../held-list.ts'
import { resolveOrigin } from '../origin.ts'
import type { PageSettings } from '../page-settings.ts'
import { sendNotices } from '../send-notices.ts'
import type { DeskWords } from './desk-words.ts'
import type { LinkLimit } from './link-limit.ts'
import { composeLinkMail } from './link-mail.ts'
import { listOf } from './served-list.ts'
import { hashToken, makeToken } from './tokens.ts'

const linkMs = 15 * 60 * 1000

export interface LinkMailing {
  config: Config
  door: HeldList
  settings: PageSettings
  words: ReadonlyMap<string, DeskWords>
  limit: LinkLimit
  clock: Clock
  signal: AbortSignal
  /** Told without an address. */
  warn: (message: string) => void
}

/**
 * Mail a sign-in link, if the address is an editor's, the issue is there, and not too many were mailed in this hour. Says
 * nothing of which it was.
 *
 * @param address in its normal form.
 * @throws Problem of the store, the origin and the provider
 */
export async function mailLink(mailing: LinkMailing, issue: string, address: string): Promise<void> {
  const { config, door, settings, limit, clock, signal, warn } = mailing
  const now = clock.now()
  const issues = await listIssues(config.issuesFolder)
  if (!issues.includes(issue)) return
  const origin = resolveOrigin(config, 'outbox')
  const notice = await door.use(async (served) => {
    const editor = await listOf(served).editors.find(address)
    if (!editor || !limit.take(editor.id, now)) return undefined
    const token = makeToken()
    const tokenHash = hashToken(token)
    const { language, words } = wordsFor(mailing, editor.languages)
    if (!tokenHash) throw new Error('a token of ours has another form')
    const signIns = createSignInStore(served.db)
    await signIns.forgetExpired(now)
    await signIns.addLink(tokenHash, { editor: editor.id, issue, expiresAt: now + linkMs })
    const href = `${origin}/approve/${encodeURIComponent(issue)}/in/${token}`
    return composeLinkMail({ settings, language, words, editor, issue, href, number: randomUUID() })
  })
  if (!notice) return
  const { failed } = await door.use((served) => sendNotices(config, listOf(served), [notice], { clock, signal, warn }))
  if (failed.some(({ key }) => key === notice.key)) warn('The provider refused a mail with a sign-in link.')
}

/** The first of an editor's languages that has words, else the first that has. */
function wordsFor(
  { words, settings }: Pick<LinkMailing, 'words' | 'settings'>,
  languages: readonly string[],
): { language: string; words: DeskWords } {
  const available = [...words.keys()]
  const own = languages.map((language) => resolveLanguage(language, available, {})).find((found) => found !== undefined)
  const language = own ?? available[0] ?? settings.newsletter.languages[0]
  const found = words.get(language)
  if (!found) throw new Error(`no words for ${language}`)
  return { language, words: found }
}
