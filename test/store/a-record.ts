import type { ConsentRecord } from '../../src/stories/record.ts'

/** What a made-up teller agreed to: everything that the tests do not say otherwise. */
export function aRecord(id: string, more: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    id,
    language: 'es',
    obtained: { by: 'R. Reader', on: '2024-01-05', how: 'in person' },
    purpose: 'to show what second chances mean',
    scope: { channels: ['email', 'web'], languages: ['en', 'es'], social: [] },
    identity: { form: 'pseudonym', shownAs: 'Marisol', face: false, voice: false, place: 'state' },
    photo: { allowed: true, blur: false },
    details: [],
    selfTerms: [],
    approved: {},
    starts: '2024-01-05',
    expires: '2025-01-05',
    emailIrrevocable: true,
    denied: [],
    history: [],
    ...more,
  }
}
