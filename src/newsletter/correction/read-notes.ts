import { correctNoteEmpty, correctNoteLanguage } from './problems.ts'

/**
 * Notes as they are given on a command line: `es=…` is in Spanish, words without a language are in the source language.
 *
 * @param languages of the newsletter, the source language first.
 * @throws Problem correct_note_language, correct_note_empty
 */
export function readNotes(given: readonly string[], languages: readonly [string, ...string[]]): Record<string, string> {
  const notes: Record<string, string> = {}
  for (const written of given) {
    const [, tag, words] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)=([\s\S]*)$/.exec(written) ?? []
    const language =
      tag === undefined ? languages[0] : languages.find((known) => known.toLowerCase() === tag.toLowerCase())
    if (language === undefined || language in notes) {
      throw correctNoteLanguage({ language: tag ?? languages[0], known: [...languages] })
    }
    const note = (words ?? written).trim().normalize('NFC')
    if (note === '' || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(note)) throw correctNoteEmpty({ language })
    notes[language] = note
  }
  return notes
}
