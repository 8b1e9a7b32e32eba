import type { Fallback } from '../issue/newsletter.ts'

/**
 * The language whose document somebody reads: their own, else the same one without its region (`es-MX` reads `es`,
 * RFC 4647 lookup), else what the newsletter's fallbacks lead to. Undefined: they wait.
 */
export function resolveLanguage(
  language: string,
  available: readonly string[],
  fallback: Readonly<Record<string, Fallback>>,
): string | undefined {
  const tried = new Set<string>()
  let wanted: string | undefined = language
  while (wanted !== undefined && wanted !== 'wait' && !tried.has(wanted)) {
    tried.add(wanted)
    const names = truncations(wanted)
    const found = names.find((name) => available.includes(name))
    if (found !== undefined) return found
    const next = names.find((name) => Object.hasOwn(fallback, name))
    wanted = next === undefined ? undefined : fallback[next]
  }
  return undefined
}

function truncations(language: string): string[] {
  const parts = language.split('-')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

/** The tag of a language somebody wrote: a BCP 47 tag, or a name (“Spanish”, “español”) of one of `languages`. */
export function readLanguage(text: string, languages: readonly string[]): string | undefined {
  const wanted = text.trim().normalize('NFC')
  for (const language of languages) {
    if (namesOf(language).includes(wanted.toLowerCase())) return language
  }
  return canonicalTag(wanted)
}

/** The tag in its usual spelling, if it is one of a language that exists. */
function canonicalTag(text: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(text.replaceAll('_', '-'))
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    return tag !== undefined && names.of(new Intl.Locale(tag).language) !== undefined ? tag : undefined
  } catch {
    return undefined
  }
}

/** What people call a language: in English, in itself, in the languages of the lists we know. */
function namesOf(language: string): string[] {
  return ['en', 'es', 'vi', language].flatMap((speaker) => {
    const name = new Intl.DisplayNames(speaker, { type: 'language', fallback: 'none' }).of(language)
    return name === undefined ? [] : [name.toLowerCase(), name.toLowerCase().replace(/^tiếng /, '')]
  })
}
