import type { Entry } from '../../src/guide/entry.ts'
import { type Guide, noCues } from '../../src/guide/guide.ts'

/** A guide of a few entries, for checks that need one and for tests that no editor’s change of words may break. */
function makeEntry(id: string, language: string, own: Partial<Entry> & Pick<Entry, 'patterns' | 'use'>): Entry {
  return {
    id,
    language,
    category: 'criminal-label',
    severity: 'error',
    level: 'error',
    why: 'Nobody is only the worst thing they have done.',
    source: ['A style guide'],
    except: [],
    silent: [],
    fix: false,
    examples: { bad: '', good: '' },
    reviewed: false,
    file: `issues/guide/${language}.yaml`,
    line: 1,
    ...own,
  }
}

const entries: Entry[] = [
  makeEntry('felon', 'en', {
    patterns: [
      { source: 'felon', number: 'one' },
      { source: 'felons', number: 'many' },
    ],
    use: { any: [], one: ['person with a felony conviction'], many: ['people with felony convictions'] },
    fix: true,
  }),
  makeEntry('illegal-alien', 'en', {
    category: 'dehumanizing',
    patterns: [
      { source: 'illegal alien', number: 'one' },
      { source: 'illegal aliens', number: 'many' },
    ],
    use: { any: [], one: ['undocumented immigrant'], many: ['undocumented immigrants'] },
    level: 'warn',
    severity: 'warn',
    fix: true,
  }),
  makeEntry('alien', 'en', {
    category: 'dehumanizing',
    patterns: [{ source: 'aliens?' }],
    use: { any: ['noncitizen', 'immigrant'], one: [], many: [] },
    level: 'warn',
    severity: 'warn',
  }),
  makeEntry('detention-center', 'en', {
    category: 'carceral-euphemism',
    patterns: [
      { source: 'detention center', number: 'one' },
      { source: 'detention centers', number: 'many' },
    ],
    use: { any: ['(say what is behind the walls)'], one: ['immigration jail'], many: ['immigration jails'] },
    level: 'suggest',
    severity: 'suggest',
  }),
  makeEntry('es-convicto', 'es', {
    patterns: [{ source: 'convict[oa]', number: 'one' }],
    use: { any: [], one: ['persona con una condena'], many: [] },
    why: 'Nadie es solo lo peor que ha hecho.',
  }),
]

export const smallGuide: Guide = {
  entries,
  macros: {},
  names: [],
  cues: {
    en: {
      ...noCues,
      speech: ['said', 'says'],
      actor: ['ICE', 'the sheriff', 'Congress'],
      by: ['by'],
      passive: ['was', 'were', 'been'],
      stateParticiple: ['detained', 'arrested', 'deported', 'jailed'],
      stateVerb: ['detained', 'arrested', 'deported', 'jailed'],
      myth: ['myths?', 'fiction'],
    },
  },
  files: [],
}
