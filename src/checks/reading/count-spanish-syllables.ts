// Vowels as Spanish writes them. A final y is one; a u between g or q and e or i is silent.
const strong = /[aeoáéíóúàèìòùâêô]/
const weak = /[iuüy]/

/**
 * Count the syllables of a Spanish word by the rules of its spelling (Real Academia Española, Ortografía, 2010): two
 * strong vowels part, a weak one joins its neighbour, an accent on a weak one parts it again.
 */
export function countSpanishSyllables(word: string): number {
  const letters = word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/qu(?=[eiéí])/g, 'q')
    .replaceAll(/gu(?=[eiéí])/g, 'g')
    // A y is a vowel only at the end of a word or alone: rey, y; not in ya, mayo.
    .replaceAll(/y(?=[aeiouáéíóúü])/g, 'j')
    // An h between vowels is not heard, and parts nothing but before a glide: prohi-bir, a-hí, ca-ca-hue-te.
    .replaceAll(/(?<=[aeiouáéíóúü])h(?![ui][aeioáéíó])(?=[aeiouáéíóúü])/g, '')
  let syllables = 0
  let before: 'strong' | 'weak' | 'closing' | undefined
  for (const letter of letters) {
    // An accented i or u is as strong as an a.
    const kind = strong.test(letter) ? 'strong' : weak.test(letter) ? 'weak' : undefined
    const begins = kind === 'strong' ? before !== 'weak' : kind === 'weak' && before === undefined
    if (begins) syllables += 1
    // A weak vowel after a strong one closes the syllable, so that the next strong one begins another: pa-ra-noi-a.
    before = kind === 'weak' && (before === 'strong' || before === 'closing') ? 'closing' : kind
  }
  return Math.max(1, syllables)
}
