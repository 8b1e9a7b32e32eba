import type { SilencedWords } from '../newsletter/list-silenced.ts'
import { plural } from './print.ts'

const inWords: Record<SilencedWords['silence'], string> = {
  quotation: 'quoted',
  blockquote: 'in a quotation set apart',
  headline: 'the headline of a linked page',
  mention: 'named as words',
  criticism: 'in a sentence that criticises them',
  eligibility: 'in a rule of who qualifies',
  actor: 'beside the name of who acts',
  relative: 'in a relative clause',
  self: 'what somebody calls themself',
  waiver: 'waived',
}

/** “3 findings are silent: 2 quoted, 1 waived.” Nothing where there are none. */
export function summariseSilenced(silenced: readonly SilencedWords[]): string {
  if (silenced.length === 0) return ''
  const counts = Object.entries(inWords).flatMap(([silence, words]) => {
    const count = silenced.filter((one) => one.silence === silence).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return `${plural(silenced.length, 'finding is silent', 'findings are silent')}: ${counts.join(', ')}.`
}

/** One line for each: where, which words, of which entry, and why they may stay. */
export function listSilencedLines(silenced: readonly SilencedWords[]): string {
  return silenced
    .map(({ file, line, column, words, entry, silence, waiver }) => {
      const why = waiver ? `waived by ${waiver.by} until ${waiver.until}: ${waiver.because}` : inWords[silence]
      return `${file}:${line}:${column} silent “${words}” (${entry}): ${why}`
    })
    .join('\n')
}
