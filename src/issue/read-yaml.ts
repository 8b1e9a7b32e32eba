import type { Position } from 'unist'
import {
  type ErrorCode,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Document as Yaml,
} from 'yaml'
import { z } from 'zod'
import { nearest } from '../problem/nearest.ts'
import { linePosition } from '../problem/positions.ts'
import type { At, Problem } from '../problem/problem.ts'
import * as problems from './problems.ts'

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
  const broken = document.errors.slice(0, 1).map((error) => {
    const code = /end with a [\]}]/.test(error.message) ? 'MISSING_CHAR' : error.code
    // A quote that is never closed is noticed at the end of the file; the person needs its beginning.
    const unclosed = code === 'MISSING_CHAR' ? lines.findIndex((text) => /:\s+(?:"[^"]*|'[^']*)$/.test(text)) + 1 : 0
    const { line, col } = unclosed > 0 ? { line: unclosed, col: 1 } : counter.linePos(error.pos[0])
    const text = lines[line - 1] ?? ''
    const what = plainWords[code] ?? lowerFirst(error.message.replace(/[.:\n].*$/s, ''))
    const corrected = error.code === 'DUPLICATE_KEY' ? undefined : quoteValue(text)
    return problems.yamlBroken({ what, corrected }, { file, place: linePosition(line, text, col), cause: error })
  })
  return {
    file,
    lines,
    value: broken.length > 0 ? undefined : toPlain(document),
    problems: broken,
    placeOf(path, part = 'value') {
      const range = rangeOf(document, path, part)
      return range ? position(...range) : whole
    },
  }
}

/** What YAML's own words for its commonest errors mean to somebody who writes newsletters. */
const plainWords: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a colon inside a value needs quotes around the value',
  DUPLICATE_KEY: 'this name stands there twice, and only one of the two can count',
  UNEXPECTED_TOKEN: 'something follows where the value has already ended',
  MISSING_CHAR: 'a quote, a bracket or a colon is missing',
  BAD_INDENT: 'the spaces before these lines do not fit together',
  TAB_AS_INDENT: 'there is a tab before a name, where only spaces may stand',
  BAD_SCALAR_START: 'the value begins with a sign that needs quotes around the value',
  BAD_ALIAS: 'a value that begins with * needs quotes around it',
  MULTILINE_IMPLICIT_KEY: 'a line without a colon stands between the others',
  MULTIPLE_DOCS: 'a line of three hyphens stands in the middle',
}

// toJS() throws for an alias without an anchor and for "billion laughs"; both are YAML nobody writes here.
function toPlain(document: Yaml): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    return undefined
  }
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

/** The line with its value in quotes, which mends nearly all broken lines: a colon, a bracket or an @ in plain words. */
function quoteValue(line: string): string | undefined {
  const match = /^(\s*[\w-]+:\s+)(.+?)\s*$/.exec(line)
  const [, name = '', value = ''] = match ?? []
  const bare = value.replace(/^(["'])(.*)\1$/, '$2').replace(/^["']/, '')
  const corrected = `${name}"${bare.replaceAll('\\', '').replaceAll('"', '\\"')}"`
  return bare !== '' && corrected !== line && parseDocument(corrected).errors.length === 0 ? corrected : undefined
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

/** Sample lines by dotted path, for what is missing: `{ 'sender.name': 'name: Way Forward' }`. */
export type Samples = Record<string, string>

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
  if (result.success) return { value: result.data, problems: [] }
  const found = result.error.issues.flatMap((issue) => describe(issue, yaml, schema, samples, guess))
  const misspelt = new Set(found.flatMap(({ meant }) => meant ?? []))
  // A misspelt name also makes the right one missing, which is not worth a second problem.
  return { problems: found.flatMap(({ problem, missing }) => (missing && misspelt.has(missing) ? [] : [problem])) }
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
  guess: (path: KeyPath, value: string) => string | undefined,
): Described[] {
  const key = issue.path.join('.')
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
    const values = { key: issue.path.slice(0, -1).join('.'), value: `“${name}”`, expected, corrected: undefined }
    return [{ problem: problems.keyInvalid(values, at('key')) }]
  }
  const value = valueAt(yaml.value, issue.path)
  const expected = issue.message
  if (value === undefined || value === null || value === '') {
    const problem = problems.keyMissing({ key: key || 'The file', expected, example: samples[key] }, at('key'))
    return [{ problem, missing: key }]
  }
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : []
  const better =
    typeof value === 'object' ? undefined : (nearest(String(value), choices) ?? guess(issue.path, String(value)))
  const name = String(issue.path.at(-1))
  const needsQuotes = ['number', 'boolean'].includes(typeof value) && issue.code === 'invalid_type' && key in samples
  const corrected =
    better !== undefined ? `${name}: ${better}` : needsQuotes ? `${name}: "${String(value)}"` : undefined
  const shown = typeof value === 'object' ? 'a list or a group of lines' : `“${String(value)}”`
  // An entry of a list is named for the list.
  const values = { key: key.replace(/\.\d+$/, ''), value: shown, expected, corrected }
  return [{ problem: problems.keyInvalid(values, at('value')) }]
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}

function knownKeys(schema: z.core.$ZodType, path: KeyPath): string[] {
  let at: z.core.$ZodType | undefined = schema
  for (const key of path) {
    at = at instanceof z.ZodOptional || at instanceof z.ZodDefault ? at.unwrap() : at
    at = at instanceof z.ZodObject ? at.shape[String(key)] : at instanceof z.ZodRecord ? at.valueType : undefined
  }
  at = at instanceof z.ZodOptional || at instanceof z.ZodDefault ? at.unwrap() : at
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}
