import type { At, Report } from '../problem/problem.ts'
import * as problems from './problems.ts'

/** A colon at the beginning of a word: `10:30` and `word:name` are text. */
const slotLike = /(?<![\p{L}\p{N}:\\])(?::([\p{L}_-]+)\[([^\]\n]*)\]|:(name)(?![\p{L}\p{N}_[-]))/gu

/** Report what is nearly `:name[friend]` in a line of prose or of front matter. */
export function reportSlots(text: string, report: Report, place: (written: string) => At): void {
  for (const [written, name, word, bare] of text.matchAll(slotLike)) {
    if (bare !== undefined || (name === 'name' && word?.trim() === '')) {
      report(problems.slotFallback(undefined, place(written)))
    } else if (name !== 'name') {
      report(problems.slotUnknown({ written, corrected: `:name[${word || 'friend'}]` }, place(written)))
    }
  }
}
