/** A first sentence shorter than this says too little to stand alone. */
const wordsLeast = 40

/** Ends of “sentences” that are none: initials (H.R., U.S., J.) and titles before a name or number. */
const abbreviation =
  /(?:^|[\s(“"])(?:(?:\p{Lu}\.)+|Dr|Mr|Mrs|Ms|St|No|Sec|Rep|Sen|Gov|Inc|vs|Sr|Sra|Srta|Dra|Lic|Núm|Art|Ud|Uds|EE\.? ?UU|TP|ThS|TS|GS|ông|bà)\.?$/u

/**
 * Where to cut a text that breaks off, or is too long: after the last whole sentence, if that says enough; else after the
 * last whole word, and `…` is to follow.
 *
 * @param text broken off at its end, or longer than `most`.
 * @returns how many characters of it stay.
 */
export function endSentence(text: string, language: string, most: number): { length: number; open: boolean } {
  const limit = Math.min(text.length, most)
  let whole = 0
  let at = 0
  for (const { segment } of segmenterOf(language).segment(text.slice(0, most + 1))) {
    at += segment.length
    const sentence = segment.trimEnd()
    const end = at - (segment.length - sentence.length)
    const ends =
      /[.!?。！？][”»"')\]]*$/u.test(sentence) &&
      !abbreviation.test(sentence.replace(/[”»"')\]]+$/u, '').replace(/\.$/, ''))
    if (ends && end <= limit && !isInitials(sentence)) whole = end
  }
  if (whole >= wordsLeast) return { length: whole, open: false }
  const cut = text.length > most ? text.slice(0, most + 1).replace(/\s*\S*$/u, '') : text
  const trimmed = cut.replace(/[\s\p{Pd},;:.(“«"‘]+$/u, '')
  return { length: trimmed.length, open: true }
}

const isInitials = (sentence: string): boolean => /(?:^|[\s(])(?:\p{Lu}\.)+$/u.test(sentence)

function segmenterOf(language: string): Intl.Segmenter {
  return new Intl.Segmenter(language, { granularity: 'sentence' })
}
