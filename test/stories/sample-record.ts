import { createHmac } from 'node:crypto'
import type { ConsentFacts } from '../../src/checks/check.ts'
import { makeDenied } from '../../src/stories/deny-list.ts'
import type { Consent, ConsentRecord } from '../../src/stories/record.ts'

/** Keyed as a store’s is, with a key that everybody may know. */
export function hashWords(normalWords: string): string {
  return createHmac('sha256', 'a key of tests').update(normalWords).digest('hex')
}

/** A record that allows the newsletter and the web in three languages for all of 2024; nothing has been read to its teller. */
export function sampleRecord(changes: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    id: 's-001',
    language: 'es',
    obtained: { by: 'R. Reader', on: '2024-01-01', how: 'in person' },
    purpose: 'to show what second chances mean',
    scope: { channels: ['email', 'web'], languages: ['en', 'es', 'vi'], social: [] },
    identity: { form: 'pseudonym', shownAs: 'Marisol', face: false, voice: false, place: 'state' },
    photo: { allowed: false, blur: false },
    details: [],
    selfTerms: [],
    approved: {},
    starts: '2024-01-01',
    expires: '2024-12-31',
    emailIrrevocable: true,
    denied: [],
    history: [],
    ...changes,
  }
}

/** What a home knows of these records. */
export function factsOf(...consents: (ConsentRecord | Consent)[]): ConsentFacts {
  const known = consents.map((one): [string, Consent] => {
    if (!('kind' in one)) return [one.id, { kind: 'given', record: one }]
    return [one.kind === 'given' ? one.record.id : one.id, one]
  })
  return { consents: new Map(known), hashWords }
}

/** The records that the examples of checks name. */
export const exampleConsents: ConsentFacts = factsOf(
  sampleRecord({ denied: makeDenied(['Rosa Example', 'Rosa'], [], hashWords) }),
  { kind: 'withdrawn', id: 's-002', at: Date.UTC(2024, 2, 1) },
  sampleRecord({ id: 's-003', details: ['convictions'], photo: { allowed: true, blur: false } }),
)
