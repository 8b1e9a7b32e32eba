import { describe, expect, it } from 'vitest'
import { judgeTellings } from '../../src/checks/judge-tellings.ts'
import { makeDenied } from '../../src/stories/deny-list.ts'
import type { ConsentRecord } from '../../src/stories/record.ts'
import { listTellings } from '../../src/stories/tellings.ts'
import { makeIssue } from '../stories/sample-issue.ts'
import { factsOf, hashWords, sampleRecord } from '../stories/sample-record.ts'

const written = (body: string) => `Hi\n\n:::story{#reentry speaker="s-001"}\n${body}\n:::`

/** What is said against a story whose teller approved exactly this text. */
function judge(
  body: string,
  changes: Partial<ConsentRecord> = {},
  channel: 'email' | 'web' = 'email',
  date = '2024-04-02',
) {
  const { issue, documents } = makeIssue({ texts: { en: written(body) } })
  const tellings = listTellings(issue, documents)
  const hash = tellings[0]?.textHash ?? ''
  const approved = {
    en: [{ hash, at: Date.UTC(2024, 1, 3), by: 'R. Reader', how: 'read', issue: '2024-04', block: 'a' }],
  }
  return judgeTellings(tellings, factsOf(sampleRecord({ approved, ...changes })), channel, date)
}

const codes = (...given: Parameters<typeof judge>) => judge(...given).map(({ code }) => code)

describe('a story its teller agreed to', () => {
  it('passes', () => {
    expect(judge('I open the door.')).toEqual([])
  })

  it('passes with a detail they agreed to and an attorney read', () => {
    const attorneyReview = { by: 'A. Attorney', on: '2024-01-02', pendingCase: false }
    expect(judge('I crossed the border.', { details: ['entry'], attorneyReview })).toEqual([])
  })

  it('of an organisation needs no record', () => {
    const { issue, documents } = makeIssue({ texts: { en: written('I crossed.').replace('s-001', 'org:ilrc') } })
    expect(judgeTellings(listTellings(issue, documents), undefined, 'email', '2024-04-02')).toEqual([])
  })

  it('may name relatives where it is made of several people’s, but no address', () => {
    const identity = { form: 'composite', face: false, voice: false, place: 'none' } as const
    expect(codes('My wife waits at 12 Oak Street.', { identity })).toEqual(['consent_details'])
  })
})

describe('each thing a record says against it has a problem of its own', () => {
  it.each<[string, Partial<ConsentRecord>, string[]]>([
    ['an end', { expires: '2024-03-31' }, ['consent_expired']],
    ['a beginning', { starts: '2024-05-01' }, ['consent_not_begun']],
    ['a channel', { scope: { channels: ['web'], languages: ['en'], social: [] } }, ['consent_channel']],
    ['a language', { scope: { channels: ['email'], languages: ['es'], social: [] } }, ['consent_language']],
    ['no reading', { approved: {} }, ['consent_text_unapproved']],
    ['mail', { emailIrrevocable: false }, ['consent_email_irrevocable']],
    [
      'a pseudonym that nobody told',
      { identity: { form: 'pseudonym', face: false, voice: false, place: 'none' } },
      ['consent_shown_as'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(codes('I open the door.', changes)).toEqual(expected)
  })

  it('an edit after the reading', () => {
    const approval = { hash: 'of other words', at: Date.UTC(2024, 1, 3), by: 'R. Reader', how: 'read aloud' }
    const approved = { en: [{ ...approval, issue: '2024-04', block: 'a' }] }
    const [problem] = judge('I open the door.', { approved })
    expect(problem).toMatchObject({
      code: 'consent_text_changed',
      severity: 'error',
      file: 'issues/2024-04-example/en.md',
      line: 8,
    })
    expect(problem?.reason).toContain('2024-02-03')
    expect(problem?.hint).toContain('Read them again to the teller: npx wayforward stories approve s-001 --language en')
  })

  it('the same story on another day, on the web', () => {
    expect(codes('I open the door.', {}, 'web', '2025-01-01')).toEqual(['consent_expired'])
    expect(codes('I open the door.', { emailIrrevocable: false }, 'web')).toEqual([])
  })

  it('pictures', () => {
    const body = '![A pier.](images/pier.png)'
    expect(codes(body)).toEqual(['consent_photo'])
    expect(codes(body, { photo: { allowed: true, blur: false } })).toEqual(['consent_face'])
    const identity = { form: 'own', shownAs: 'Rosa Example', face: true, voice: true, place: 'city' } as const
    expect(codes(body, { photo: { allowed: true, blur: false }, identity })).toEqual([])
    expect(codes(body, { photo: { allowed: true, blur: true }, identity })).toEqual(['consent_face'])
  })

  it('details, each where its words stand', () => {
    const problems = judge('I crossed the border.\nMy wife waits.', { details: ['family'] })
    expect(problems.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['consent_details', 9, 3],
      ['consent_attorney', 10, 1],
    ])
    expect(problems[0]?.reason).toContain('“crossed the border”')
  })
})

it('a workspace without the list says so, and stops nobody from writing', () => {
  const { issue, documents } = makeIssue({ texts: { en: written('I crossed the border.') } })
  const problems = judgeTellings(listTellings(issue, documents), undefined, 'email', '2024-04-02')
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['consent_unverified', 'warn']])
})

it('no problem of a record repeats what it keeps out', () => {
  const denied = makeDenied(['Rosa Example'], [], hashWords)
  const problems = judge('I open the door.', { denied, expires: '2024-03-01', approved: {} })
  expect(JSON.stringify(problems)).not.toMatch(/rosa/i)
})
