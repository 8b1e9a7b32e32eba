import { z } from 'zod'
import type { Problem } from '../problem/problem.ts'
import { scoreCaseBroken, scoreEmpty } from './score-problems.ts'

const caseSchema = z.object({
  text: z.string('text: the sentence, as Markdown').min(1, 'text: the sentence, as Markdown'),
  lang: z.string('lang: the language, such as "en"').min(2, 'lang: the language, such as "en"'),
  context: z.string('context: where it stands, such as "prose"').default('prose'),
  expect: z.array(
    z.object(
      {
        category: z.string('category: one of the guide’s categories, such as "criminal-label"'),
        severity: z.enum(['error', 'warn', 'suggest'], 'severity: error, warn or suggest').optional(),
        phrase: z.string('phrase: the words that should be found').min(1, 'phrase: the words that should be found'),
      },
      'expect: a list of labels, each {"category", "severity", "phrase"}',
    ),
    'expect: a list of labels, empty where nothing should be found',
  ),
})

/** A sentence that people have labelled: what the guide should find in it. */
export interface LabelledCase extends z.output<typeof caseSchema> {
  /** In its file, from 1. */
  line: number
}

export type Label = LabelledCase['expect'][number]

/** Read labelled sentences, one JSON object a line. What is none is a problem with its line, and left out. */
export function readCases(source: string, file: string): { cases: LabelledCase[]; problems: Problem[] } {
  const cases: LabelledCase[] = []
  const problems: Problem[] = []
  for (const [index, written] of source.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue
    const line = index + 1
    const at = { file, place: { start: { line, column: 1 }, end: { line, column: written.length + 1 } } }
    const value = parseJson(written)
    const read = caseSchema.safeParse(value)
    if (read.success) cases.push({ ...read.data, line })
    else {
      const what = value === undefined ? undefined : read.error.issues[0]?.message
      problems.push(scoreCaseBroken({ what }, at))
    }
  }
  if (cases.length === 0 && problems.length === 0) problems.push(scoreEmpty(undefined, { file }))
  return { cases, problems }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
