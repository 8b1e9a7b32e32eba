import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayTell } from '../../src/stories/may-tell.ts'
import { type Channel, type Consent, type ConsentRecord, channels } from '../../src/stories/record.ts'
import { sampleRecord } from './sample-record.ts'

const approval = { hash: 'as-read', at: 1, by: 'R. Reader', how: 'read aloud', issue: '2024-04', block: 'a' }
const ready = (changes: Partial<ConsentRecord> = {}): Consent => ({
  kind: 'given',
  record: sampleRecord({ approved: { en: [approval] }, ...changes }),
})
const why = (
  consent: Consent | undefined,
  channel: Channel = 'email',
  language = 'en',
  date = '2024-06-01',
  hash = 'as-read',
) => mayTell(consent, channel, language, date, hash).map((refusal) => refusal.why)

describe('a story may be told', () => {
  it('on the channel, in the language, on the day and in the words agreed to', () => {
    expect(why(ready())).toEqual([])
  })

  it('in words agreed to earlier, whatever was read to them since', () => {
    const later = { ...approval, hash: 'as-read-later', at: 2, block: 'b' }
    const both = ready({ approved: { en: [approval, later] } })
    expect(why(both)).toEqual([])
    expect(why(both, 'email', 'en', '2024-06-01', 'as-read-later')).toEqual([])
    expect(mayTell(both, 'email', 'en', '2024-06-01', 'edited')).toEqual([{ why: 'text_changed', approvedAt: 2 }])
    expect(why(ready({ approved: { en: [] } }))).toEqual(['text_unapproved'])
  })

  it('on the first day and the last', () => {
    expect([why(ready(), 'email', 'en', '2024-01-01'), why(ready(), 'email', 'en', '2024-12-31')]).toEqual([[], []])
  })
})

describe('it may not', () => {
  it.each<[string, string[], string[]]>([
    ['without a record', why(undefined), ['missing']],
    ['once withdrawn, whatever else holds', why({ kind: 'withdrawn', id: 's-001', at: 5 }), ['withdrawn']],
    ['the day before', why(ready(), 'email', 'en', '2023-12-31'), ['not_begun']],
    ['the day after', why(ready(), 'email', 'en', '2025-01-01'), ['expired']],
    ['on another channel', why(ready(), 'share'), ['channel']],
    [
      'in a language not agreed to',
      why(ready({ scope: { channels: ['email'], languages: ['es'], social: [] } })),
      ['language'],
    ],
    ['in a translation nobody read to them', why(ready(), 'email', 'es'), ['text_unapproved']],
    ['in other words', why(ready(), 'email', 'en', '2024-06-01', 'edited'), ['text_changed']],
    ['by mail, unless they know that mail stays', why(ready({ emailIrrevocable: false })), ['email_irrevocable']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('the word about mail matters to mail alone', () => {
    expect(why(ready({ emailIrrevocable: false }), 'web')).toEqual([])
  })

  it('whatever one thing is wrong, however much else is right', () => {
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(
        fc.constantFrom(...channels),
        fc.subarray([...channels]),
        day,
        day,
        day,
        (channel, allowed, a, b, date) => {
          const [starts = '', expires = ''] = [a, b].sort()
          const found = why(
            ready({ scope: { channels: allowed, languages: ['en'], social: [] }, starts, expires }),
            channel,
            'en',
            date,
          )
          expect(found.length === 0).toBe(allowed.includes(channel) && date >= starts && date <= expires)
        },
      ),
    )
  })
})
