/**
 * Make a feed's words readable. Only spaces are put in or taken out: no letter, digit or mark is ever made up, so a place
 * where two words ran together that could just as well be one (`priormemos`) stays as it came.
 */
export function mendText(text: string): string {
  const plain = text.normalize('NFC').replaceAll('\ufeff', '').replaceAll(/\s+/gu, ' ').replaceAll(invisible, '')
  return plain.split(' ').map(mendWord).join(' ')
}

/** Controls, soft hyphens, zero-width characters, marks that turn the direction of writing round, and what was lost. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\ufffd]/gu

/** Words that begin no name: what follows them in capitals is a word of its own (`forSanctuary`, but `LinkedIn`). */
const joiners = ['for', 'of', 'and', 'with', 'from', 'that', 'which', 'para', 'por', 'con', 'que', 'los', 'las']

/** Where a space is missing: what stands before it (`$1`), and what follows. */
const rules: readonly RegExp[] = [
  // immigration“enforcement, las“prioridades, hola¿qué
  /([\p{L}\p{N},;:.!?)])(?=[“«¿¡])/gu,
  // priorities”that
  /([”»])(?=\p{L})/gu,
  // arrest,detention: between letters only, as 1,000 is a number
  /((?<=\p{L}[”»)]?)[,;])(?=\p{L})/gu,
  // ended.The; not example.Org, U.S.A or Ph.D
  /((?<=\p{Ll}{3}[”»)]?)\.)(?!(?:Org|Com|Net|Gov|Edu|Us|Io|Js)\b)(?=\p{Lu}\p{Ll})/gu,
  /((?<=\p{L}[”»)]?)[!?])(?=\p{Lu})/gu,
  // Network(IJN)issued; not (un)documented or person(s)
  /(\p{Ll})(?=\([\p{Lu}\p{N}]{2,}\))/gu,
  /(\([\p{Lu}\p{N}]{2,}\))(?=\p{Ll})/gu,
  new RegExp(`(?<![\\p{L}\\p{N}])(${joiners.join('|')})(?=\\p{Lu}\\p{Ll})`, 'gu'),
  // What would be a slot of ours, :name[friend], or nearly one.
  /(?<![\p{L}\p{N}:])(:)(?=[\p{L}_-]+\[|name(?![\p{L}\p{N}_[-]))/gu,
]

function mendWord(word: string): string {
  // An address has its own rules.
  if (/:\/\/|@|^www\.|^[\w-]+(\.[\w-]+)+\//.test(word)) return word
  return rules.reduce((mended, pattern) => mended.replaceAll(pattern, '$1 '), word)
}
