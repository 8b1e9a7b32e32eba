import { resolveLanguage } from '../audience/language.ts'
import type { PageSettings } from './page-settings.ts'

/**
 * The language of a page: the subscriber's own (with newsletter.yaml's fallbacks), else the first that their browser asks
 * for and the newsletter has, else the newsletter's first.
 *
 * @param known the subscriber's language; absent when they are gone.
 * @param asked language tags of Accept-Language (RFC 9110), the most wanted first; anybody may write anything there.
 */
export function choosePageLanguage(settings: PageSettings, known: string | undefined, asked: string[]): string {
  const available = [...settings.words.keys()]
  const own = known === undefined ? undefined : resolveLanguage(known, available, settings.newsletter.fallback)
  if (own !== undefined) return own
  for (const tag of asked) {
    const found = resolveLanguage(canonical(tag), available, {})
    if (found !== undefined) return found
  }
  return available[0] ?? settings.newsletter.languages[0]
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag
  } catch {
    return tag
  }
}
