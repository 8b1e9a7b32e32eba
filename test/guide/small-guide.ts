import { parseMarkdown } from '../../src/document/markdown.ts'
import type { Entry, EntrySilence } from '../../src/guide/entry.ts'
import { findIn } from '../../src/guide/find.ts'
import type { Finding } from '../../src/guide/finding.ts'
import { emptyGuide, type Guide } from '../../src/guide/guide.ts'
import { readTexts } from '../../src/guide/read-texts.ts'

interface Written extends Partial<Omit<Entry, 'patterns' | 'silent'>> {
  id: string
  patterns: (string | Entry['patterns'][number])[]
  silent?: readonly EntrySilence[]
}

function makeEntry({ patterns, silent = [], ...entry }: Written): Entry {
  return {
    language: 'en',
    category: 'criminal-label',
    severity: 'error',
    level: 'error',
    use: { any: ['other words'], one: [], many: [] },
    why: 'A reason.',
    source: [],
    except: [],
    silent: [...silent],
    fix: false,
    examples: { bad: '', good: '' },
    reviewed: false,
    file: 'issues/guide/en.yaml',
    line: 1,
    ...entry,
    patterns: patterns.map((pattern) => (typeof pattern === 'string' ? { source: pattern } : pattern)),
  }
}

export function makeGuide(entries: Written[], parts: Partial<Guide> = {}): Guide {
  return { ...emptyGuide, entries: entries.map(makeEntry), ...parts }
}

/** The words of a guide that other tests look for in all sorts of surroundings. */
const smallGuide = makeGuide(
  [
    {
      id: 'felon',
      patterns: [
        { source: '(?:convicted )?felon', number: 'one' },
        { source: 'felons', number: 'many' },
      ],
    },
    { id: 'law-abiding', category: 'binary-deserving', level: 'warn', patterns: ['law[- ]abiding'] },
    { id: 'illegal-person', category: 'dehumanizing', patterns: ['illegal {PERSON}'] },
    { id: 'no-fault', category: 'binary-deserving', level: 'warn', patterns: ['through no fault of their own'] },
    { id: 'jobs', category: 'binary-deserving', level: 'warn', patterns: ['jobs Americans won’t do'] },
    {
      id: 'es-avalancha',
      language: 'es',
      category: 'threat-metaphor',
      patterns: ['(?:avalancha|éxodo)s? de migrantes'],
    },
    { id: 'vi-lau', language: 'vi', category: 'dehumanizing', patterns: ['dân lậu', 'nhập cư bất hợp pháp'] },
    { id: 'vi-o-at', language: 'vi', category: 'threat-metaphor', level: 'warn', patterns: ['ồ ạt'] },
  ],
  { macros: { PERSON: '(?:immigrants?|{OTHER})', OTHER: '(?:workers?|students?)' } },
)

/** What a guide finds in a piece of Markdown, silenced or not. */
export function find(markdown: string, language = 'en', guide: Guide = smallGuide): Finding[] {
  return findIn(readTexts(parseMarkdown(markdown), markdown, language), language, guide)
}

/** `felon: Felons`, one for each finding. */
export function findWords(markdown: string, language = 'en', guide: Guide = smallGuide): string[] {
  return find(markdown, language, guide).map(({ entry, words }) => `${entry.id}: ${words}`)
}
