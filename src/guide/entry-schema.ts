import { z } from 'zod'
import { isCalendarDate } from '../issue/calendar-date.ts'
import { defineText } from '../issue/schema-text.ts'
import { entrySilences } from './entry.ts'

const severity = z.enum(['error', 'warn', 'suggest'] as const, 'error, warn or suggest')

/** A name in small letters, digits and hyphens. */
const name = (expected: string) => z.string(expected).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected)

const lines = (expected: string) => z.array(defineText(expected), expected).min(1, expected)

const byNumber = (expected: string) =>
  z.strictObject({ one: lines(expected).optional(), many: lines(expected).optional() }, expected)

/** A file of entries, as far as it holds for all of them; each entry is held against its own schema. */
export const entriesFileSchema = z.strictObject({
  language: z.string('the language of this file, such as en'),
  unreviewedAtMost: severity.default('error'),
  entries: z.array(z.unknown(), 'a list of entries, each beginning with “- id:”'),
})

const date = 'the day on which they read it, such as 2026-11-23'
const reviewed = z.strictObject(
  { by: defineText('the name of who read it'), on: z.string(date).refine((text) => isCalendarDate(text), date) },
  'false, or who read the entry and when: {by: a name, on: 2026-11-23}',
)

const parts = {
  id: name('a name in small letters, digits and hyphens, such as anchor-baby'),
  category: name('a category in small letters and hyphens, such as criminal-label'),
  severity,
  why: defineText('one plain sentence that says why'),
  source: lines('a list of who says so'),
  except: lines('a list of words that are all right, or left out').default([]),
  silent: z
    .array(z.enum(entrySilences, `one of ${entrySilences.join(', ')}`), `a list of ${entrySilences.join(', ')}`)
    .default([]),
  fix: z.boolean('true, or left out').default(false),
  examples: z.strictObject(
    {
      bad: defineText('a sentence that the entry finds'),
      good: defineText('a sentence that the entry does not find'),
    },
    'the two lines bad and good',
  ),
}

const patterns = 'words to find: a list, or one list under one: and another under many:'
const use = 'what to write instead: a list, or one list under one: and another under many:'
const notReviewed = z.literal(false, 'false, or who read the entry and when: {by: a name, on: 2026-11-23}')

type Lines = string[]
type ByNumber = { one?: string[] | undefined; many?: string[] | undefined }

export type WrittenEntry = z.infer<z.ZodObject<typeof parts>> & {
  patterns: Lines | ByNumber
  use: Lines | ByNumber
  reviewed: false | { by: string; on: string }
}

/**
 * The schema of an entry of this shape: which of two forms it takes for its patterns, its replacements and its review. One
 * schema for both would say of a slip in either only that it is neither.
 */
export function entrySchemaFor(value: unknown): z.ZodType<WrittenEntry> {
  const has = (key: string) => isGroup(isGroup(value) ? value[key] : undefined)
  const shape = { patterns: has('patterns'), use: has('use'), reviewed: has('reviewed') }
  const key = JSON.stringify(shape)
  const schema = schemas.get(key) ?? makeSchema(shape)
  schemas.set(key, schema)
  return schema
}

const schemas = new Map<string, z.ZodType<WrittenEntry>>()

function makeSchema(group: { patterns: boolean; use: boolean; reviewed: boolean }): z.ZodType<WrittenEntry> {
  return z.strictObject(
    {
      ...parts,
      patterns: group.patterns ? byNumber(patterns) : lines(patterns),
      use: group.use ? byNumber(use) : lines(use),
      reviewed: group.reviewed ? reviewed : notReviewed,
    },
    'an entry, beginning with “- id:”',
  )
}

/** One line stands for a list of one. */
export function listLines(entry: unknown): unknown {
  if (!isGroup(entry)) return entry
  const listed = ['patterns', 'use', 'source', 'except', 'silent'].flatMap((key) =>
    typeof entry[key] === 'string' && entry[key] !== '' ? [[key, [entry[key]]]] : [],
  )
  return { ...entry, ...Object.fromEntries(listed) }
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** For what is missing. */
export const entrySamples = {
  id: 'id: anchor-baby',
  category: 'category: dehumanizing',
  severity: 'severity: warn',
  patterns: 'patterns: [anchor bab(y|ies)]',
  use: 'use: [U.S.-citizen child]',
  why: 'why: The slur says that a child was born as a trick.',
  source: 'source: [Race Forward]',
  examples: 'examples: {bad: A sentence with the words., good: The sentence without them.}',
  'examples.bad': '  bad: A sentence with the words.',
  'examples.good': '  good: The sentence without them.',
  reviewed: 'reviewed: false',
}
