import { describe, expect, it } from 'vitest'
import type { Grouping } from '../../src/edition/edition.ts'
import { planEditions } from '../../src/edition/plan-editions.ts'
import { block, document } from './sample.ts'

const letter = block('letter', 'letter', {}, 'Hello.')
const only = (id: string, ...segments: string[]) => block('resources', id, {}, 'x', { for: segments })
const grouping = (segments: string[], readers = 100, language = 'en'): Grouping => ({ language, segments, readers })

const sketch = (plans: ReturnType<typeof planEditions>) =>
  plans.map(({ id, segments, blocks, groupings }) => ({
    id,
    segments,
    blocks: blocks.map((one) => one.id).join(' '),
    readers: groupings.reduce((sum, { readers = 0 }) => sum + readers, 0),
  }))

describe('planEditions', () => {
  it('makes one edition a language with every block where there is no list', () => {
    const blocks = [letter, only('a', 'policy'), only('b', 'legal')]
    const plans = planEditions([document(blocks), document([letter], {}, 'es')])
    expect(plans.map(({ id, blocks: { length } }) => [id, length])).toEqual([
      ['en', 3],
      ['es', 1],
    ])
  })

  it('joins readers who see the same blocks, under the name of the smallest grouping', () => {
    const plans = planEditions(
      [document([letter, only('a', 'policy', 'legal')])],
      [
        grouping(['legal', 'policy']),
        grouping(['policy']),
        grouping([]),
        grouping(['legal']),
        grouping(['organizing']),
      ],
    )
    expect(sketch(plans)).toEqual([
      { id: 'en', segments: [], blocks: 'letter', readers: 200 },
      { id: 'en+legal', segments: ['legal', 'policy'], blocks: 'letter a', readers: 300 },
    ])
  })

  it('gives the same editions whatever order the groupings come in', () => {
    const documents = [document([letter, only('a', 'policy'), only('b', 'legal', 'policy')])]
    const groupings = [grouping([]), grouping(['legal']), grouping(['policy']), grouping(['legal', 'policy'])]
    expect(planEditions(documents, [...groupings].reverse())).toEqual(planEditions(documents, groupings))
    expect(sketch(planEditions(documents, groupings)).map(({ id }) => id)).toEqual(['en', 'en+legal', 'en+policy'])
  })

  it('leaves out languages it has no document for', () => {
    expect(planEditions([document([letter])], [grouping([], 5, 'ht')])).toEqual([])
  })

  it('warns of an edition so small that its readers stand out, and names the block', () => {
    const plans = planEditions([document([letter, only('a', 'policy')])], [grouping([]), grouping(['policy'], 3)])
    const [problem] = plans[1]?.problems ?? []
    expect(problem?.code).toBe('edition_small')
    expect(problem?.reason).toContain('en+policy has 3 readers')
    expect(problem?.hint).toContain('"a"')
    expect(plans[0]?.problems).toEqual([])
  })

  it('does not blame a block for a small language', () => {
    const [plan] = planEditions([document([letter, only('a', 'policy')])], [grouping([], 3)])
    expect(plan?.problems).toEqual([])
  })

  it('warns of more editions than anybody reads, and names the block that splits most', () => {
    const names = ['s1', 's2', 's3', 's4', 's5']
    const blocks = [letter, ...names.map((name) => only(name, name)), only('again', 's5')]
    const groupings = Array.from({ length: 32 }, (_, mask) => grouping(names.filter((__, bit) => mask & (1 << bit))))
    const plans = planEditions([document(blocks)], groupings)
    const problems = plans.flatMap((plan) => plan.problems)
    expect(plans).toHaveLength(32)
    expect(problems.map(({ code }) => code)).toEqual(['edition_many'])
    expect(problems[0]?.hint).toContain('"s1" splits the most: without its for="…" there would be 16')
  })

  it('refuses an edition without a block', () => {
    const [plan] = planEditions([document([only('a', 'policy')])], [grouping([])])
    expect(plan?.problems.map(({ code }) => code)).toEqual(['edition_empty'])
  })
})
