import { z } from 'zod'
import type { Problem } from '../problem/problem.ts'
import type { Cues } from './guide.ts'
import { judgePattern } from './pattern.ts'
import { checkQuickly, type QuickYaml } from './quick-yaml.ts'

const patterns = z
  .array(z.string('a pattern').trim().min(1, 'a pattern'), 'a list of patterns, one on each line')
  .default([])

/** Every list may be left out: then its rule never applies. */
const cuesSchema: z.ZodType<Cues> = z.strictObject(
  {
    mention: patterns,
    speech: patterns,
    criticism: patterns,
    eligibility: patterns,
    actor: patterns,
    by: patterns,
    byKnown: patterns,
    notActor: patterns,
    otherVerb: patterns,
    clause: patterns,
    relative: patterns,
    self: patterns,
    passive: patterns,
    stateParticiple: patterns,
    stateVerb: patterns,
    myth: patterns,
  },
  'lists of patterns by name, such as speech:',
)

const schema = z.record(z.string(), cuesSchema, 'the languages, each with its lists')

/** Read `context.yaml`. A pattern that is none is a problem and left out. */
export function readCues(yaml: QuickYaml): { cues: Record<string, Cues>; problems: Problem[] } {
  const { value, problems } = checkQuickly(yaml, schema, {})
  if (!value) return { cues: {}, problems }
  const found = [...problems]
  const cues = Object.fromEntries(
    Object.entries(value).map(([language, lists]) => {
      const kept = Object.entries(lists).map(([name, list]) => {
        const right = list.filter((pattern: string, index: number) => {
          const problem = judgePattern(pattern, {})
          if (problem) found.push(problem({ file: yaml.file, place: yaml.whole().placeOf([language, name, index]) }))
          return !problem
        })
        return [name, right]
      })
      return [language, { ...lists, ...Object.fromEntries(kept) }]
    }),
  )
  return { cues, problems: found }
}
