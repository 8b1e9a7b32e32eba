import matter from 'gray-matter'
import type { Position } from 'unist'
import { z } from 'zod'
import { linePosition } from '../problem/positions.ts'
import type { Problem } from '../problem/problem.ts'
import { guessDate, isCalendarDate, isLocalTime } from './calendar-date.ts'
import type { IssueKind, IssueMeta, LanguageMeta } from './issue.ts'
import * as problems from './problems.ts'
import { checkYaml, type ReadYaml, readYaml } from './read-yaml.ts'
import { defineText } from './schema-text.ts'

const kinds = ['monthly', 'alert', 'correction'] as const satisfies readonly IssueKind[]

const day = (expected: string) =>
  z.string(expected).refine(isCalendarDate, 'a day that exists, written year-month-day, such as 2024-12-31')

const ownKeys = {
  title: defineText('the title of the issue, on one line'),
  subject: defineText('the subject of the mail, on one line'),
  preheader: defineText('the line shown beside the subject, on one line'),
  reviewed: z
    .union(
      [z.literal(false), defineText('who')],
      'false, or who read the translation and when, such as "R. Reader, 2024-03-28"',
    )
    .default(false),
  translated: z
    .record(
      z.string(),
      z.string('the hash that `translate` wrote').regex(/^[0-9a-f]{12}$/, 'the hash that `translate` wrote'),
      'lines that `translate` wrote',
    )
    .default({}),
  waivers: z
    .array(
      z.strictObject(
        {
          entry: defineText('the name of an entry of the guide, such as felon'),
          because: defineText('the reason, in a sentence'),
          by: defineText('who decided it'),
          until: day('the last day it holds, such as 2024-12-31'),
        },
        'a waiver: entry, because, by and until',
      ),
      'a list of waivers, each with entry, because, by and until',
    )
    .default([]),
  frame: z
    .strictObject(
      {
        value: defineText('the words of this file that name the value').optional(),
        problem: defineText('the words of this file that name the problem').optional(),
        actor: defineText('who makes the problem, as those words name them').optional(),
        solution: defineText('the words of this file that name the solution').optional(),
        action: defineText('the words, the link or the date of what a reader can do').optional(),
      },
      'a group of lines: value, problem, actor, solution and action, each with words of this file',
    )
    .optional(),
}

const sharedKeys = {
  date: z
    .string('a date such as 2024-04-02')
    .refine(isCalendarDate, 'a day that exists, written year-month-day, such as 2024-04-02'),
  kind: z.enum(kinds, `one of ${kinds.join(', ')}`),
  template: z
    .string('the name of a template, such as monthly')
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'the name of a template without its ending, such as monthly'),
  sendAt: z
    .string('a date and time such as 2024-11-05T18:00')
    .refine(isLocalTime, 'a date and time that exists, with a T between them, such as 2024-11-05T18:00')
    .optional(),
  corrects: defineText('the folder of the issue that is corrected').optional(),
  editions: z.array(defineText('the id of an edition'), 'a list of editions: [es, es+policy]').optional(),
}

const sourceSchema = z.strictObject({ ...ownKeys, ...sharedKeys })
const translationSchema = z.strictObject({
  ...ownKeys,
  ...z.object(sharedKeys).pick({ date: true, kind: true, template: true }).partial().shape,
})

const samples: Record<string, string> = {
  title: 'title: Second chances are for everyone',
  subject: 'subject: "Second chances: three things to do this month"',
  preheader: 'preheader: What the record leaves out, and two calls that help',
  date: 'date: 2024-04-02',
  kind: 'kind: monthly',
  template: 'template: monthly',
  reviewed: 'reviewed: false',
}

/** Front matter for a hint, indented as hints are. */
export function exampleFrontMatter(isSource: boolean): string {
  const keys = isSource
    ? Object.keys(sourceSchema.shape).filter((key) => key in samples && key !== 'reviewed')
    : Object.keys(ownKeys).filter((key) => key in samples)
  return ['---', ...keys.map((key) => samples[key] ?? key), '---'].join('\n')
}

interface FrontMatter {
  meta: LanguageMeta
  /** What the file says of the whole issue: all of it in the source language, perhaps nothing in a translation. */
  shared: Partial<IssueMeta>
  places: Partial<Record<string, Position>>
  /** The source with the front matter turned to blanks, so that places in it are places in the file. */
  markdown: string
  problems: Problem[]
}

/**
 * Read a file's front matter. What is wrong is left out (words become empty), so that the rest of the file can still
 * be checked in the same run.
 */
export function readFrontMatter(source: string, file: string, isSource: boolean): FrontMatter {
  const fence = checkFences(source, file, isSource)
  const nothing = {
    title: '',
    subject: '',
    preheader: '',
    reviewed: false,
    translated: {},
    waivers: [],
  } satisfies LanguageMeta
  const { markdown, head } = fence
  if (!head) return { meta: nothing, shared: {}, places: {}, markdown, problems: fence.problems }

  let yaml: ReadYaml = readYaml('', file)
  const parse = (text: string): object => {
    // So that line 1 of the YAML is line 1 of the file.
    yaml = readYaml('\n'.repeat(head.start) + text.replace(/^\n/, ''), file)
    return typeof yaml.value === 'object' && yaml.value !== null ? yaml.value : {}
  }
  // Options also switch off gray-matter's cache, which would give one file's result for another with the same text.
  matter(['---', ...head.lines, '---'].join('\n'), {
    engines: { yaml: { parse, stringify: String } },
    language: 'yaml',
  })

  const schema: z.ZodType<Partial<z.output<typeof sourceSchema>>> = isSource ? sourceSchema : translationSchema
  const guess = ([key]: readonly PropertyKey[], value: string) => (key === 'date' ? guessDate(value) : undefined)
  const checked = checkYaml(yaml, schema, samples, guess)
  const values = checked.value ?? salvage(yaml, schema)
  const {
    title = '',
    subject = '',
    preheader = '',
    reviewed = false,
    translated = {},
    waivers = [],
    frame,
    ...shared
  } = values
  const places: FrontMatter['places'] = Object.fromEntries(
    Object.keys(sourceSchema.shape).flatMap((key) => (key in Object(yaml.value) ? [[key, yaml.placeOf([key])]] : [])),
  )
  for (const [index] of waivers.entries()) places[`waivers.${index}`] = yaml.placeOf(['waivers', index])
  for (const part of Object.keys(frame ?? {})) places[`frame.${part}`] = yaml.placeOf(['frame', part])
  const meta = { title, subject, preheader, reviewed, translated, waivers, ...(frame && { frame }) }
  return { meta, shared, places, markdown, problems: [...fence.problems, ...checked.problems] }
}

/** Of front matter with something wrong in it, the keys that are right. */
function salvage(yaml: ReadYaml, schema: z.ZodType<Partial<z.output<typeof sourceSchema>>>) {
  const wrong = new Set(schema.safeParse(yaml.value ?? {}).error?.issues.map(({ path }) => String(path[0])))
  const right = Object.entries(Object(yaml.value)).filter(([key]) => !wrong.has(key) && key in sourceSchema.shape)
  return sourceSchema.partial().safeParse(Object.fromEntries(right)).data ?? {}
}

interface Fences {
  markdown: string
  /** The lines between the fences, and the index of the first. Nothing where they cannot be told. */
  head?: { lines: string[]; start: number }
  problems: Problem[]
}

// gray-matter takes `---js` for code to run and a missing end for “all of it”; neither may get that far.
function checkFences(source: string, file: string, isSource: boolean): Fences {
  const lines = source.split('\n')
  const top = lines.findIndex((line) => line.trim() !== '')
  const first = lines[top] ?? ''
  const at = (index: number) => {
    const line = lines[index] ?? ''
    return { file, place: linePosition(index + 1, line, Math.max(0, line.search(/\S/)) + 1) }
  }
  const blank = (count: number) =>
    lines.map((line, index) => (index < count ? ' '.repeat(line.length) : line)).join('\n')
  const unopened = isKey(first)
  if (!unopened && !isFenceLike(first)) {
    const missing = problems.frontMatterMissing({ example: exampleFrontMatter(isSource) }, at(top))
    const language = problems.frontMatterLanguage({ written: first.trim() }, at(top))
    if (!first.startsWith('---')) return { markdown: source, problems: [missing] }
    return {
      markdown: blank(lines.findIndex((line, index) => index > top && line.startsWith('---')) + 1),
      problems: [language],
    }
  }
  const start = unopened ? top : top + 1
  const end = findEnd(lines, start)
  if (end === undefined) {
    const problem = unopened
      ? problems.frontMatterMissing({ example: exampleFrontMatter(isSource) }, at(top))
      : problems.frontMatterUnclosed(undefined, at(top))
    return { markdown: blank(lines.length), problems: [problem] }
  }
  const head = { lines: lines.slice(start, end), start }
  const found = [top, end].filter((index) => !isFence(lines[index] ?? ''))
  return {
    markdown: blank(end + 1),
    head,
    problems: found.map((index) => {
      const written = index === top && unopened ? '' : (lines[index] ?? '').trimEnd()
      return problems.frontMatterFence({ written, end: index === end }, at(index))
    }),
  }
}

/** The line that ends front matter, or was meant to: one that only looks like it may not stand below prose. */
function findEnd(lines: string[], start: number): number | undefined {
  const exact = lines.findIndex((line, index) => index >= start && isFence(line))
  const prose = lines.findIndex(
    (line, index) => index >= start && !isFenceLike(line) && !/^(\s|#|$|[\w-]+\s*:)/.test(line),
  )
  const near = lines.findIndex((line, index) => index >= start && isFenceLike(line))
  if (near >= 0 && (prose < 0 || near < prose)) return near
  return exact < 0 ? undefined : exact
}

const isFence = (line: string): boolean => line.trimEnd() === '---'

/** `----`, `—`, ` ---`, `+++`: what people, and word processors, make of three hyphens. */
const isFenceLike = (line: string): boolean =>
  /^\s*([-‐‑‒–—―−]{2,}|[–—―]|\+{3,}|={3,}|\*{3,}|_{3,}|~{3,}|- - ?-)\s*$/.test(line)

const isKey = (line: string): boolean => {
  const name = /^\s*([\w-]+)\s*:/.exec(line)?.[1]?.toLowerCase()
  return name !== undefined && Object.keys(samples).includes(name)
}
