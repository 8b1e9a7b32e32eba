import { describe, expect, test } from 'vitest'
import { matchesRule } from '../../src/audience/rule.ts'
import { readSegments } from '../../src/audience/segment.ts'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import { newsletterWith } from './newsletter.ts'

const someone: Subscriber = {
  address: 'reader@example.org',
  language: 'es',
  region: 'CA',
  topics: ['policy', 'legal'],
  consent: { at: '2024-04-02T02:00:00.000Z', source: 'Teach-in sign-up sheet' },
}

function problemsOf(rule: string) {
  return readSegments(newsletterWith({ some: rule })).problems
}

function isIn(rule: string, subscriber: Partial<Subscriber> = {}): boolean {
  const { segments, problems } = readSegments(newsletterWith({ some: rule }))
  expect(problems).toEqual([])
  const read = segments.get('some')
  if (!read) throw new Error('no rule')
  return matchesRule(read, { ...someone, ...subscriber })
}

describe('a segment finds', () => {
  test.each([
    ['topic:policy', true],
    ['topic:organizing', false],
    ['topic:policy AND topic:legal', true],
    ['topic:policy AND NOT region:CA', false],
    ['topic:policy AND -region:TX', true],
    ['topic:organizing OR region:CA', true],
    ['NOT (topic:organizing OR region:TX)', true],
    ['region:ca', true],
    ['region:C*', true],
    ['region:*', true],
    ['region:null', false],
    ['language:es', true],
    ['source:"teach-in sign-up sheet"', true],
    ['source:"*sign-up*"', true],
    ['source:*sheet*form', false],
  ])('%s: %s', (rule, found) => {
    expect(isIn(rule)).toBe(found)
  })

  test('with AND before OR, as SQL and most people read it', () => {
    expect(isIn('topic:policy OR topic:legal AND region:TX')).toBe(true)
    expect(isIn('region:TX AND topic:legal OR topic:policy')).toBe(true)
    expect(isIn('(topic:policy OR topic:legal) AND region:TX')).toBe(false)
  })

  test('people without a region when it asks for those not in one', () => {
    expect(isIn('region:CA', { region: undefined })).toBe(false)
    expect(isIn('NOT region:CA', { region: undefined })).toBe(true)
    expect(isIn('NOT region:*', { region: undefined })).toBe(true)
  })

  test.each([
    // 2 April 02:00 UTC is still 1 April in New York.
    ['consented:2024-04-01', true],
    ['consented:2024-04-02', false],
    ['consented:2024-04', true],
    ['consented:2024', true],
    ['consented:2023', false],
    ['consented:>=2024-04-01', true],
    ['consented:>2024-04-01', false],
    ['consented:<2024-04-01', false],
    ['consented:<=2024-04-01', true],
    ['consented:[2024-03-01 TO 2024-04-01]', true],
    ['consented:[2024-03-01 TO 2024-04-01}', false],
    ['consented:{2024-04-01 TO 2024-05]', false],
  ])('by the day of consent in the newsletter’s own zone: %s: %s', (rule, found) => {
    expect(isIn(rule)).toBe(found)
  })
})

describe('a rule that cannot be read is a problem', () => {
  test.each([
    ['age:>30', 'segment_unknown_field'],
    ['regoin:CA', 'segment_unknown_field'],
    ['__proto__:x', 'segment_unknown_field'],
    ['topic.policy:x', 'segment_unknown_field'],
    ['policy', 'segment_bare_word'],
    ['topic:policy AND "legal"', 'segment_bare_word'],
    ['region:/C.*/', 'segment_pattern'],
    ['topic:>policy', 'segment_bad_value'],
    ['region:[1 TO 5]', 'segment_bad_value'],
    ['consented:yesterday', 'segment_bad_value'],
    ['consented:2024-02-30', 'segment_bad_value'],
    ['consented:04/02/2024', 'segment_bad_value'],
    ['topic:', 'segment_unfinished'],
    ['topic:policy AND', 'segment_unfinished'],
    ['AND topic:policy', 'segment_unfinished'],
    ['(topic:policy', 'segment_unfinished'],
    ['topic:policy)', 'segment_unfinished'],
    ['topic:"policy', 'segment_unfinished'],
    ['()', 'segment_unfinished'],
    ['NOT', 'segment_unfinished'],
    ['topic:policy region:CA', 'segment_no_operator'],
    ['topic:policy NOT region:CA', 'segment_no_operator'],
    ['topic:policy (region:CA)', 'segment_no_operator'],
    ['topic:policy and region:CA', 'segment_syntax'],
    ['not topic:policy', 'segment_syntax'],
    ['NOT NOT topic:policy', 'segment_syntax'],
    ['topic: policy', 'segment_syntax'],
    ['topic:(policy OR legal)', 'segment_syntax'],
    ['topic:“policy”', 'segment_syntax'],
    ['topic:policy && region:CA', 'segment_no_operator'],
    [`topic:${'x'.repeat(4000)}`, 'segment_too_long'],
    [Array(201).fill('topic:policy').join(' OR '), 'segment_too_long'],
    [`${'('.repeat(60)}topic:policy${')'.repeat(60)}`, 'segment_too_long'],
  ])('%.60s: %s', (rule, code) => {
    expect(problemsOf(rule).map((problem) => problem.code)).toEqual([code])
  })

  test('at its place in the file, with the nearest field and all the others', () => {
    const [problem] = problemsOf('topic:policy AND regoin:CA')
    expect(problem).toMatchObject({ file: 'issues/newsletter.yaml', line: 10, column: 27 })
    expect(problem?.place).toMatchObject({ end: { line: 10, column: 36 } })
    expect(problem?.hint).toMatch(/Did you mean “region”.*topic, language, region, source/)
  })

  test('and the other segments are still read', () => {
    const { segments, problems } = readSegments(newsletterWith({ bad: 'nothing', good: 'topic:legal' }))
    expect([...segments.keys()]).toEqual(['good'])
    expect(problems).toHaveLength(1)
  })

  test('a warning when it asks for a topic nobody can ask for', () => {
    const { segments, problems } = readSegments(newsletterWith({ some: 'topic:polcy' }))
    expect(segments.has('some')).toBe(true)
    expect(problems[0]?.toJSON()).toMatchObject({ code: 'segment_unknown_topic', severity: 'warn' })
    expect(problems[0]?.hint).toMatch(/“policy”/)
  })

  test('in good time, even where the parser alone would exhaust the memory', () => {
    const before = performance.now()
    expect(problemsOf(Array(150).fill('(topic:policy)').join(' '))).toHaveLength(1)
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
