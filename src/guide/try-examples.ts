import { parseMarkdown } from '../document/markdown.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem } from '../problem/problem.ts'
import type { Entry } from './entry.ts'
import { findIn } from './find.ts'
import type { Finding } from './finding.ts'
import type { Guide } from './guide.ts'
import { guideExampleFlagged, guideExampleUnfound } from './problems.ts'
import { readTexts } from './read-texts.ts'

/** Hold every entry against its own examples, as an issue would be: the bad one has to be found, the good one not. */
export function tryExamples(guide: Guide): Problem[] {
  return guide.entries.flatMap((entry) => {
    const { id, file, line, examples } = entry
    const at = { file, place: linePosition(line, '') }
    const [flagged] = report(examples.good, entry, guide)
    return [
      ...(report(examples.bad, entry, guide).length === 0 ? [guideExampleUnfound({ id, text: examples.bad }, at)] : []),
      ...(flagged ? [guideExampleFlagged({ id, text: examples.good, words: flagged.words }, at)] : []),
    ]
  })
}

/** What an entry reports in a sentence; what the context silences is not reported. */
function report(sentence: string, entry: Entry, guide: Guide): Finding[] {
  const texts = readTexts(parseMarkdown(sentence), sentence, entry.language)
  const found = findIn(texts, entry.language, guide)
  return found.filter((finding) => finding.entry.id === entry.id && finding.silence === undefined)
}
