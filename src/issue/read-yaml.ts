import type { Position } from 'unist'
import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document as Yaml } from 'yaml'
import { z } from 'zod'
import { nearest } from '../problem/nearest.ts'
import { linePosition } from '../problem/positions.ts'
import type { At, Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import * as problems from './problems.ts'
import { findBrokenLines } from './repair-yaml.ts'
import { schemaAt } from './schema-at.ts'
import { isWords } from './schema-text.ts'
import { findWordsSlip, listPaths } from './words-slip.ts'

export type KeyPath = readonly PropertyKey[]

/** YAML that knows where its keys and values stand. */
export interface ReadYaml {
  file: string
  lines: string[]
  value: unknown
  problems: Problem[]
  /** The value at a path, or the key itself, or what is nearest above where there is neither. */
  placeOf(path: KeyPath, part?: 'key' | 'value'): Position
}

/**
 * Read YAML 1.2, in which dates stay text and `no` is no boolean.
 *
 * @param source its line 1 has to be line 1 of the file, or places are wrong.
 */
export function readYaml(source: string, file: string): ReadYaml {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, version: '1.2' })
  const lines = source.split('\n')
  const position = (from: number, to: number): Position => {
    const [start, end] = [counter.linePos(from), counter.linePos(to)]
    return { start: { line: start.line, column: start.col }, end: { line: end.line, column: end.col } }
  }
  const whole = linePosition(Math.max(1, lines.findIndex((line) => /[^\s-]/.test(line)) + 1), '')
  // Looking for what is broken reads all of it once more, which is slow for a file as long as the guide's.
  const plain = toPlain(document)
  const slips = document.errors.length === 0 && !plain.failed ? [] : findBrokenLines(lines)
  const broken = slips.map(({ line, column, cause, ...values }) =>
    problems.yamlBroken({ ...values, line }, { file, place: linePosition(line, lines[line - 1] ?? '', column), cause }),
  )
  return {
    file,
    lines,
    value: broken.length > 0 ? undefined : plain.value,
    problems: broken,
    placeOf(path, part = 'value') {
      const range = rangeOf(document, path, part)
      return range ? position(...range) : whole
    },
  }
}

// toJS() throws for an alias without an anchor and for "billion laughs"; both are YAML nobody writes here.
function toPlain(document: Yaml): { value?: unknown; failed?: true } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) }
  } catch {
    return { failed: true }
  }
}

function rangeOf(document: Yaml, path: KeyPath, part: 'key' | 'value'): [number, number] | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const name = String(path[length - 1])
    const found = isCollection(parent)
      ? parent.items.find((item, index) =>
          isMap(parent)
            ? isPair(item) && isScalar(item.key) && String(item.key.value) === name
            : String(index) === name,
        )
      : undefined
    if (found === undefined) continue
    const key = isPair(found) ? found.key : found
    const value = isPair(found) && part === 'value' && length === path.length ? found.value : key
    const node = hasRange(value) && value.range[1] > value.range[0] ? value : key
    if (hasRange(node)) return [node.range[0], node.range[1]]
  }
  return undefined
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}

/**
 * Sample lines by dotted path, for what is missing: `{ 'sender.name': 'name: Way Forward' }`; or what to do, where a line to
 * copy would be an answer that only the person can give.
 */
export type Samples = Record<string, string | { advice: string }>

/**
 * Hold YAML against a schema whose messages complete “It has to be …”.
 *
 * @returns the value, where there is no problem.
 */
export function checkYaml<T>(
  yaml: ReadYaml,
  schema: z.ZodType<T>,
  samples: Samples,
  guess: (path: KeyPath, value: string) => string | undefined = () => undefined,
): { value?: T; problems: Problem[] } {
  if (yaml.problems.length > 0) return { problems: yaml.problems }
  const result = schema.safeParse(yaml.value ?? {})
  const words = reportWords(yaml, schema)
  if (result.success) return { ...(!hasErrors(words) && { value: result.data }), problems: words }
  const cut = new Set(words.map(({ line }) => line))
  const replacements = result.error.issues.flatMap((issue) => findReplacement(issue, yaml, samples, guess) ?? [])
  const found = result.error.issues
    .flatMap((issue) => describe(issue, yaml, schema, samples, replacements))
    // A value that is all comment is empty as well.
    .filter(({ problem }) => problem.code !== problems.keyEmpty.code || !cut.has(problem.line))
  const misspelt = new Set(found.flatMap(({ meant }) => meant ?? []))
  // A misspelt name also makes the right one missing, which is not worth a second problem.
  const rest = found.flatMap(({ problem, missing }) => (missing && misspelt.has(missing) ? [] : [problem]))
  return { problems: [...words, ...rest] }
}

/** Words that YAML reads without complaint and not as their author meant them. */
function reportWords({ lines, value, placeOf, file }: ReadYaml, schema: z.ZodType): Problem[] {
  return listPaths(value).flatMap((path) => {
    if (!isWords(schemaAt(schema, path))) return []
    const slip = findWordsSlip(lines, placeOf(path, 'key'), placeOf(path))
    if (!slip) return []
    const make = slip.kind === 'cut' ? problems.valueCut : problems.valueCurly
    return [make({ key: keyInWords(path), ...slip }, { file, place: placeOf(path) })]
  })
}

interface Described {
  problem: Problem
  /** The dotted path of what is missing, or of what a misspelt name was meant to be. */
  missing?: string
  meant?: string
}

function describe(
  issue: z.core.$ZodIssue,
  yaml: ReadYaml,
  schema: z.ZodType,
  samples: Samples,
  replacements: Replacement[],
): Described[] {
  const key = issue.path.join('.')
  const named = keyInWords(issue.path)
  const sample = samples[key]
  const help = typeof sample === 'object' ? { ...sample, example: undefined } : { example: sample }
  const at = (part: 'key' | 'value', path: KeyPath = issue.path): At => ({
    file: yaml.file,
    place: yaml.placeOf(path, part),
  })
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path)
    return issue.keys.map((name) => {
      const meant = nearest(name, known)
      const problem = problems.keyUnknown({ key: name, meant, known }, at('key', [...issue.path, name]))
      return { problem, ...(meant && { meant: [...issue.path, meant].join('.') }) }
    })
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? issue.message
    const name = String(issue.path.at(-1))
    const values = { key: keyInWords(issue.path.slice(0, -1)), value: `“${name}”`, expected, corrected: undefined }
    return [{ problem: problems.keyInvalid(values, at('key')) }]
  }
  const value = valueAt(yaml.value, issue.path)
  const expected = issue.message
  const name = String(issue.path.at(-1) ?? 'The file')
  if (value === undefined) {
    const problem = problems.keyMissing({ key: named || name, expected, ...help }, at('key'))
    return [{ problem, missing: key }]
  }
  if (value === null || value === '') {
    return [{ problem: problems.keyEmpty({ key: named, expected, ...help }, at('key')) }]
  }
  const example = listLines(issue, value, yaml, schema)
  if (example !== undefined) return [{ problem: problems.hyphenMissing({ key: named, example }, at('key')) }]
  const corrected = correctLine(yaml, yaml.placeOf(issue.path), replacements)
  // An entry of a list is named for the list.
  const list = typeof issue.path.at(-1) === 'number' ? issue.path.slice(0, -1) : issue.path
  const advice = typeof sample === 'object' ? sample.advice : undefined
  const values = { key: keyInWords(list) || name, value: shorten(value), expected, corrected, advice }
  return [{ problem: problems.keyInvalid(values, at('value')) }]
}

/** What a value was most likely meant to be, and where it stands. */
interface Replacement {
  place: Position
  text: string
}

function findReplacement(
  issue: z.core.$ZodIssue,
  yaml: ReadYaml,
  samples: Samples,
  guess: (path: KeyPath, value: string) => string | undefined,
): Replacement | undefined {
  const value = valueAt(yaml.value, issue.path)
  if (value === undefined || value === null || value === '') return undefined
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const better =
    nearest(String(value), choices) ?? guess(issue.path, Array.isArray(value) ? value.join() : String(value))
  const needsQuotes =
    ['number', 'boolean'].includes(typeof value) && issue.code === 'invalid_type' && issue.path.join('.') in samples
  const text = better ?? (needsQuotes ? `"${String(value)}"` : undefined)
  // What is wrong for another reason than how it is written is no correction of itself.
  return text === undefined || text === String(value) ? undefined : { place: yaml.placeOf(issue.path), text }
}

/**
 * The line of a value with all in it corrected that can be, or nothing where this value cannot, or YAML would then not
 * read the file.
 */
function correctLine({ lines }: ReadYaml, { start, end }: Position, replacements: Replacement[]): string | undefined {
  const line = lines[start.line - 1]
  const own = replacements.filter(({ place }) => place.start.line === start.line && place.end.line === start.line)
  const holds = (outer: Position, inner: Position) =>
    outer.start.column <= inner.start.column && outer.end.column >= inner.end.column
  if (line === undefined || !own.some(({ place }) => holds(place, { start, end }))) return undefined
  const corrected = own
    // A list that is replaced as a whole takes what stands in it along.
    .filter(({ place }) => !own.some((other) => other.place !== place && holds(other.place, place)))
    .sort((a, b) => b.place.start.column - a.place.start.column)
    .reduce((text, { place, text: value }) => {
      return text.slice(0, place.start.column - 1) + value + text.slice(place.end.column - 1)
    }, line)
  return findBrokenLines(lines.with(start.line - 1, corrected)).length === 0 ? corrected.trim() : undefined
}

/** What is written as one group where a list of such groups has to be: its lines with the hyphen. */
function listLines(issue: z.core.$ZodIssue, value: unknown, yaml: ReadYaml, schema: z.ZodType): string | undefined {
  const list = schemaAt(schema, issue.path)
  const isOne = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isOne || !(list instanceof z.ZodArray) || !(list.element instanceof z.ZodObject)) return undefined
  const known = Object.keys(list.element.shape)
  if (!Object.keys(value).every((name) => known.includes(name))) return undefined
  const [key, { start, end }] = [yaml.placeOf(issue.path, 'key'), yaml.placeOf(issue.path)]
  if (start.line === key.start.line) return undefined
  const indent = start.column - 1
  const lines = yaml.lines.slice(start.line - 1, end.column === 1 ? end.line - 1 : end.line)
  const items = lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line.slice(indent)}`.trimEnd())
  return [`${String(issue.path.at(-1))}:`, ...items].join('\n').trimEnd()
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** A path as people count: `waivers.1.until` is “the second of waivers: until”. */
function keyInWords(path: KeyPath): string {
  const index = path.findIndex((key) => typeof key === 'number' || /^\d+$/.test(String(key)))
  if (index < 0) return path.join('.')
  const number = Number(path[index])
  const list = path.slice(0, index).join('.') || 'the list'
  const rest = keyInWords(path.slice(index + 1))
  const which = ordinals[number] ? `the ${ordinals[number]}` : `number ${number + 1}`
  return `${which} of ${list}${rest && `: ${rest}`}`
}

/** A value as a sentence can show it, on one line. */
function shorten(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'an empty list'
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return `“[${value.join(', ')}]”`
  if (typeof value === 'object') return 'a list or a group of lines'
  const text = String(value).trim().replaceAll(/\s+/g, ' ')
  return `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}

function knownKeys(schema: z.core.$ZodType, path: KeyPath): string[] {
  const at = schemaAt(schema, path)
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}
