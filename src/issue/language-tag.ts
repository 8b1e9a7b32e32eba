/**
 * Whether text is a language's tag in the form all files and headers use: `en`, `pt-BR`.
 *
 * Intl calls `english` well formed, so a language of two letters has to be one that it knows. It has no names for many
 * that have only three letters (Mam, Q’anjob’al), and readers of those are readers too.
 */
export function isLanguageTag(tag: string): boolean {
  const [language = ''] = tag.split('-')
  if (canonicalTag(tag) !== tag || language.length > 3) return false
  return language.length === 3 ? language !== 'und' : nameOf(language) !== undefined
}

/** The tag somebody most likely meant: by its name in English (`Spanish`), its longer code (`spa`) or its capitals. */
export function guessLanguageTag(text: string): string | undefined {
  const canonical = canonicalTag(text.trim().replaceAll('_', '-'))
  if (canonical !== undefined && isLanguageTag(canonical)) return canonical
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const tags = letters.flatMap((first) => letters.map((second) => first + second))
  return tags.find((tag) => nameOf(tag)?.toLowerCase() === text.trim().toLowerCase())
}

const nameOf = (tag: string): string | undefined =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag)

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
