import type { Judged } from '../checks/judged.ts'
import type { Silence } from '../guide/finding.ts'
import { positionIn } from '../guide/position-in.ts'

/** Words that go against the guide and are not reported, and why. */
export interface SilencedWords {
  file: string
  line: number
  column: number
  endLine: number
  endColumn: number
  /** As they stand there, on one line. */
  words: string
  entry: string
  silence: Silence
  /** Whose word holds them, where it is a waiver. */
  waiver?: { because: string; by: string; until: string }
}

/** What the guide found and the context or a waiver speaks for, in all languages of an issue. */
export function listSilenced(judged: readonly Judged[]): SilencedWords[] {
  return judged.flatMap(({ document, text, findings }) => {
    const lines = text.source.split('\n')
    return findings.flatMap(({ silence, entry, source, waiver }) => {
      if (!silence) return []
      const { start, end } = positionIn(lines, source)
      return {
        file: document.file,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        words: text.source.slice(source.start, source.end).replaceAll(/\s+/g, ' '),
        entry: entry.id,
        silence,
        ...(waiver && { waiver: { because: waiver.because, by: waiver.by, until: waiver.until } }),
      }
    })
  })
}
