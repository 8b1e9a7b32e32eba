import {
  type ErrorCode,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
  YAMLParseError,
  type Document as Yaml,
} from 'yaml'
import { quoteValue } from './quote-value.ts'

/** A line YAML cannot read, in words that follow “This cannot be read as YAML:”. */
export interface BrokenLine {
  line: number
  column: number
  what: string
  /** The line as it should stand. With all corrections of a file in place, YAML reads the whole of it. */
  corrected?: string
  /** The other line of two with one name. */
  firstLine?: number
  cause: YAMLError
}

interface Candidate {
  line: number
  text: string
  what?: string
}

interface Found {
  error: YAMLError
  line: number
  column: number
}

/** What YAML's own words for its commonest errors mean to somebody who writes newsletters. */
const plainWords: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a colon inside a value needs quotes around the value',
  UNEXPECTED_TOKEN: 'something follows where the value has already ended',
  MISSING_CHAR: 'a quote, a bracket or a colon is missing',
  BAD_INDENT: 'the spaces before these lines do not fit together',
  TAB_AS_INDENT: 'there is a tab before a name, where only spaces may stand',
  BAD_SCALAR_START: 'the value begins with a sign that needs quotes around the value',
  BAD_ALIAS: 'a value that begins with * needs quotes around it',
  MULTILINE_IMPLICIT_KEY: 'a line without a colon stands between the others',
  MULTIPLE_DOCS: 'a line of three hyphens stands in the middle',
}

/** How many lines are corrected at once; a file with more says only where the first is. */
const mostRepairs = 4

/**
 * Say which lines of YAML are broken, and how each would be right.
 *
 * A correction is tried on the whole file and not given while any error stays: wrong advice is worse than none.
 */
export function findBrokenLines(lines: string[]): BrokenLine[] {
  const first = firstError(lines)
  if (!first) return []
  const repairs = first.error.code === 'DUPLICATE_KEY' ? undefined : search(lines, mostRepairs)
  return repairs ? dropNeedless(lines, repairs) : [describeError(lines, first)]
}

/** An earlier guess may turn out to have been none of the slips. */
function dropNeedless(lines: string[], repairs: BrokenLine[]): BrokenLine[] {
  return repairs.reduce((kept, repair) => {
    const others = kept.filter((other) => other !== repair)
    const mended = others.reduce((text, { line, corrected = '' }) => text.with(line - 1, corrected), lines)
    return firstError(mended) ? kept : others
  }, repairs)
}

function firstError(lines: string[]): Found | undefined {
  const counter = new LineCounter()
  const document = parseDocument(lines.join('\n'), { lineCounter: counter, prettyErrors: false, version: '1.2' })
  const error = document.errors[0] ?? looseAlias(document)
  if (!error) return undefined
  const { line, col } = counter.linePos(error.pos[0])
  return { error, line, column: col }
}

/** `*words*` means emphasis to whoever writes it, and to YAML the name of something written elsewhere. */
function looseAlias(document: Yaml): YAMLError | undefined {
  let found: YAMLError | undefined
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      const [start = 0, end = start] = alias.range ?? []
      found = new YAMLParseError([start, end], 'BAD_ALIAS', 'Unresolved alias')
      return visit.BREAK
    },
  })
  return found
}

function search(lines: string[], left: number): BrokenLine[] | undefined {
  const found = firstError(lines)
  if (!found) return []
  if (left === 0) return undefined
  const tried = listCandidates(lines, found).map((candidate) => {
    const mended = lines.with(candidate.line - 1, candidate.text)
    return { candidate, mended, next: firstError(mended) }
  })
  const whole = tried.find(({ next }) => !next)
  if (whole) return [describeRepair(whole.candidate, found, lines)]
  for (const { candidate, mended, next } of tried) {
    if (!next || next.line <= Math.max(found.line, candidate.line)) continue
    const rest = search(mended, left - 1)
    if (rest) return [describeRepair(candidate, found, lines), ...rest]
  }
  return undefined
}

/** The likeliest slips in the lines around an error: YAML often notices one only on the next line. */
function listCandidates(lines: string[], { line }: Found): Candidate[] {
  const unclosed = lines.findIndex((text) => /:\s+(?:"[^"]*|'[^']*)$/.test(text)) + 1
  const around = [...new Set([unclosed, line, line + 1, previousLine(lines, line)])].filter(
    (number) => lines[number - 1] !== undefined,
  )
  return around.flatMap((number) => mendLine(lines, number)).filter(({ line, text }) => text !== lines[line - 1])
}

function mendLine(lines: string[], line: number): Candidate[] {
  const text = lines[line - 1] ?? ''
  const found: Candidate[] = []
  const [, dash, item = ''] = /^(\s*- +)([^\s-].*?)\s*$/.exec(text) ?? []
  if (dash !== undefined && !/^[\w-]+:( |$)/.test(item)) found.push({ line, text: dash + quoteValue(item) })
  const [, name = '', colon = '', gap = '', value = ''] = /^(\s*[\w-]+)(\s*:)(\s*)(.*?)\s*$/.exec(text) ?? []
  if (name === '') return found
  const indents = [lines[previousLine(lines, line) - 1], lines.slice(line).find((other) => other.trim() !== '')]
  for (const indent of new Set(indents.map((other) => /^ */.exec(other ?? '')?.[0] ?? ''))) {
    const what = 'the spaces before this line do not fit the lines around it'
    found.push({ line, text: indent + text.trim(), what: text.startsWith('\t') ? undefined : what } as Candidate)
  }
  if (gap === '' && value !== '') {
    found.push({ line, text: `${name}: ${value}`, what: 'there is no space after the colon' })
  }
  if (/^[{[]/.test(value)) {
    const quoted = value.replaceAll(/(:\s+)(#[^\s,}\]]+)/g, '$1"$2"')
    found.push({ line, text: `${name}${colon} ${quoted}`, what: 'a value that begins with # needs quotes around it' })
    if (/^\[[\w-]+(, *[\w-]+)*$/.test(value)) found.push({ line, text: `${name}${colon} ${value}]` })
  } else if (value !== '') {
    found.push({ line, text: `${name}${colon} ${quoteValue(value)}` })
  }
  return found
}

function previousLine(lines: string[], line: number): number {
  return lines.slice(0, line - 1).findLastIndex((text) => text.trim() !== '' && !/^\s*#/.test(text)) + 1
}

function describeRepair({ line, text, what }: Candidate, found: Found, lines: string[]): BrokenLine {
  const same = line === found.line
  const column = same && what === undefined ? found.column : (lines[line - 1] ?? '').search(/\S/) + 1
  return { line, column, what: what ?? inWords(found.error), corrected: text, cause: found.error }
}

function describeError(lines: string[], { error, line, column }: Found): BrokenLine {
  const text = lines[line - 1] ?? ''
  const [, name] = /^(\s*[\w-]+)\s*:/.exec(text) ?? []
  const firstLine =
    error.code === 'DUPLICATE_KEY' && name !== undefined
      ? lines
          .slice(0, line - 1)
          .findLastIndex((other) => other.startsWith(name) && /^\s*:/.test(other.slice(name.length))) + 1
      : 0
  if (firstLine > 0) {
    const what = `“${name?.trim()}” stands there twice, on line ${firstLine} and on line ${line}, and only one can count`
    return { line, column, what, firstLine, cause: error }
  }
  return { line, column, what: inWords(error), cause: error }
}

function inWords({ code, message }: YAMLError): string {
  if (/end with a [\]}]/.test(message)) return plainWords.MISSING_CHAR ?? ''
  if (code === 'DUPLICATE_KEY') return 'a name stands there twice, and only one of the two can count'
  const own = message.replace(/[.:\n].*$/s, '')
  return plainWords[code] ?? own.slice(0, 1).toLowerCase() + own.slice(1)
}
