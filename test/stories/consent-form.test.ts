import { describe, expect, it } from 'vitest'
import { blankForm } from '../../src/stories/blank-form.ts'
import { makeRecord, readConsentForm } from '../../src/stories/consent-form.ts'
import { findDenied } from '../../src/stories/deny-list.ts'
import { hashWords } from './sample-record.ts'

const answers: Record<string, string> = {
  language: 'es',
  by: 'R. Reader',
  on: '2024-02-29',
  how: 'in person, in Spanish',
  minor: 'no',
  purpose: 'to show what second chances mean',
  channels: '[email, web]',
  languages: '[en, es]',
  emailIrrevocable: 'yes',
  form: 'pseudonym',
  shownAs: 'Marisol',
  face: 'no',
  voice: 'no',
  place: 'state',
  names: '["Rosa Example"]',
  allowed: 'no',
}

/** The blank form as somebody fills it in: one answer behind each key, the first time it comes. */
function fill(changes: Record<string, string> = {}): string {
  const left = new Map(Object.entries({ ...answers, ...changes }))
  return blankForm()
    .split('\n')
    .map((line) => {
      const key = /^ *(\w+):/.exec(line)?.[1] ?? ''
      const answer = left.get(key)
      left.delete(key)
      return answer === undefined ? line : line.replace(/:.*/, `: ${answer}`)
    })
    .join('\n')
}

const today = '2024-12-31'
const read = (changes?: Record<string, string>) => readConsentForm(fill(changes), 'form.yaml', { today })

const reasons = (changes: Record<string, string>) => read(changes).problems.map(({ reason }) => reason)

describe('the blank form', () => {
  it('can be read once it is filled in, with everything else left empty', () => {
    const { form, problems } = read()
    expect(problems).toEqual([])
    expect(form).toMatchObject({
      language: 'es',
      minor: false,
      emailIrrevocable: true,
      identity: { form: 'pseudonym' },
    })
  })

  it('unfilled, says of every line that is needed what it has to be', () => {
    const { form, problems } = readConsentForm(blankForm(), 'form.yaml', { today })
    expect(form).toBeUndefined()
    expect(problems.every(({ reason, line }) => reason.includes('It has to be ') && line !== undefined)).toBe(true)
    expect(problems.length).toBeGreaterThan(10)
  })

  it('has every answer that a form may give', () => {
    const keys = [...blankForm().matchAll(/^ *(\w+):/gm)].map(([, key]) => key)
    for (const key of ['interpreter', 'guardian', 'social', 'others', 'credit', 'blur', 'details', 'pendingCase']) {
      expect(keys).toContain(key)
    }
    for (const key of ['selfTerms', 'starts', 'expires', 'compensation', 'reach']) expect(keys).toContain(key)
  })

  it('says in plain words that a mail cannot be taken back', () => {
    expect(blankForm()).toContain('a mail that has been sent stays in')
  })
})

describe('a record', () => {
  it('holds for twelve months from the day it was agreed to, where nothing else stands', () => {
    const { form } = read()
    const record = form && makeRecord(form, 's-014', 5, hashWords)
    expect(record).toMatchObject({
      id: 's-014',
      starts: '2024-02-29',
      expires: '2025-02-28',
      approved: {},
      history: [{ at: 5, what: 'added', by: 'R. Reader' }],
    })
  })

  it('keeps of the words to keep out only what finds them', () => {
    const { form } = read({ names: '["Rosa Example", Rosita]', others: '[Springfield]' })
    const record = form && makeRecord(form, 's-014', 5, hashWords)
    expect(JSON.stringify(record)).not.toMatch(/rosa|rosita|springfield/i)
    expect(findDenied('rosita-in-springfield.jpg', record?.denied ?? [], hashWords)).toHaveLength(2)
  })
})

describe('what does not go together is refused with what to write', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a minor without a guardian', { minor: 'yes' }, /guardian.*because the teller is a minor/],
    ['a pseudonym without a name to keep out', { names: '[]' }, /keepOut\.names.*real name/],
    [
      'no name, without a name to keep out',
      { form: 'unnamed', shownAs: '', names: '[""]' },
      /keepOut\.names.*real name/,
    ],
    ['a pseudonym that is not told', { shownAs: '' }, /shownAs.*name to be printed/],
    ['social media without platforms', { channels: '[web, social]' }, /scope\.social.*platforms/],
    ['mail without the word about mail', { emailIrrevocable: 'no' }, /emailIrrevocable.*cannot be taken back/],
    ['an end before the beginning', { expires: '2024-02-01' }, /expires.*a day after 2024-02-29/],
    ['more than five years', { expires: '2029-03-01' }, /expires.*2029-02-28 at the latest/],
    ['a day that does not exist', { starts: '2024-02-30' }, /starts.*a day that exists/],
    ['a detail there is not', { details: '[secrets]' }, /one of entry, convictions/],
    ['no channel', { channels: '[]' }, /at least one of email/],
    ['a day still to come', { on: '2025-01-01' }, /obtained\.on.*today \(2024-12-31\) or an earlier day/],
    ['maybe', { face: 'maybe' }, /yes or no: may their face be seen\?/],
  ])('%s', (_, changes, expected) => {
    expect(reasons(changes)).toEqual([expect.stringMatching(expected)])
  })

  it('five years to the day are fine, and so is a guardian', () => {
    expect(reasons({ expires: '2029-02-28', minor: 'yes', guardian: 'their mother' })).toEqual([])
  })

  it('no hint shows as right what is wrong', () => {
    for (const expires of ['2024-02-01', '2029-03-01']) {
      const hints = read({ expires }).problems.map(({ hint }) => hint)
      expect(hints).toEqual([expect.not.stringContaining(expires)])
    }
  })

  it('no hint answers a question of yes or no, and no sentence ends twice', () => {
    const { problems } = readConsentForm(blankForm(), 'form.yaml', { today })
    expect(problems.map(({ hint }) => hint).join('\n')).not.toMatch(/: (yes|no)$/m)
    expect(problems.map(({ reason }) => reason).join('\n')).not.toMatch(/[?.!]\./)
    const [unsure] = read({ emailIrrevocable: 'perhaps' }).problems
    expect(unsure?.reason).toMatch(/cannot be taken back\?$/)
    expect(unsure?.hint).toBe('Write yes or no behind the colon.')
    const [missing] = readConsentForm(fill().replace(/^minor:.*\n/m, ''), 'form.yaml', { today }).problems
    expect(missing?.hint).toMatch(/Write yes or no/)
  })

  it.each<[string, Record<string, string>]>([
    ['the real name itself', { names: '[Rosita]', shownAs: 'ROSITA' }],
    ['the real name among other words', { names: '["Rosa Example"]', shownAs: 'Rosa Éxample of Ohio' }],
    ['a town that would give the teller away', { others: '[Springfield]', shownAs: 'Marisol of Springfield' }],
  ])('a name to be printed that is kept out is refused and not repeated: %s', (_, changes) => {
    const { form, problems } = read(changes)
    expect([form, problems.map(({ code }) => code)]).toEqual([undefined, ['consent_form_shown_as']])
    expect(JSON.stringify(problems)).not.toMatch(/rosa|rosita|springfield/i)
  })

  it('a first name that is printed may be a part of the real name', () => {
    expect(reasons({ form: 'first-name', shownAs: 'Rosa' })).toEqual([])
  })

  it('a language that the newsletter does not have is a warning', () => {
    const given = fill({ languages: '[en, vi]' })
    const { form, problems } = readConsentForm(given, 'form.yaml', { today, languages: ['en', 'es'] })
    expect(form).toBeDefined()
    expect(problems).toMatchObject([{ code: 'consent_form_language', severity: 'warn' }])
    expect(problems[0]?.reason).toContain('“vi”')
  })

  it('a misspelt line is told from the right one', () => {
    const { problems } = readConsentForm(fill().replace('purpose:', 'purpos:'), 'form.yaml', { today })
    expect(problems.map(({ reason, hint }) => reason + hint)).toEqual([expect.stringContaining('purpose')])
  })
})

it('no problem repeats a name, however the lines that hold it are written', () => {
  const kept = fill().replace(/^keepOut:[\s\S]*?(?=^photo:)/m, '')
  for (const lines of [
    'keepout:\n  names: Rosa: x',
    '"keepOut":\n  names: {"Rosa": 1}',
    'keepOut:\nnames: Rosa: x\nothers: []',
    'keep out:\n  - Rosa: x: y',
    'nicknames: Rosa: x',
    'keepOut: *Rosa',
    'reach: call: Rosa: x',
  ]) {
    const { form: read, problems } = readConsentForm(`${kept}\n${lines}\n`, 'form.yaml', { today })
    expect([read, problems.length > 0], lines).toEqual([undefined, true])
    expect(JSON.stringify(problems.map((problem) => problem.toJSON())), lines).not.toMatch(/rosa/i)
  }
  for (const other of ['- Rosa', 'Rosa', '[Rosa, {Rosa: x}]', '', 'a: *Rosa']) {
    const { problems } = readConsentForm(other, 'form.yaml', { today })
    expect(
      problems.map(({ code }) => code),
      other,
    ).toEqual(['consent_form_else'])
    expect(JSON.stringify(problems.map((problem) => problem.toJSON())), other).not.toMatch(/rosa/i)
  }
})

it('no problem repeats a name to keep out', () => {
  for (const names of ['{Rosa: Example}', '"Rosa', '[Rosa, {a: b}]', 'Rosa Example']) {
    const { problems } = readConsentForm(fill({ names, minor: 'perhaps' }), 'form.yaml', { today })
    expect(JSON.stringify(problems.map((problem) => problem.toJSON())), names).not.toMatch(/rosa/i)
  }
})
