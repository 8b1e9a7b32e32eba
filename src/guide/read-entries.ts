import { z } from 'zod'
import { checkYaml, type KeyPath, type ReadYaml } from '../issue/read-yaml.ts'
import type { At, Problem, Severity } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import type { Entry, EntryPattern, GrammaticalNumber, Replacements } from './entry.ts'
import { entriesFileSchema, entrySamples, entrySchemaFor, listLines, type WrittenEntry } from './entry-schema.ts'
import { findMacroFaults } from './macros.ts'
import { judgePattern, readPattern } from './pattern.ts'
import { guideFixUnsure, guideLanguageDiffers, guideUseNumber } from './problems.ts'
import { checkQuickly, type QuickYaml } from './quick-yaml.ts'

/** The entries of one language's file; what is broken is left out, with a problem at its line. */
export function readEntries(
  yaml: QuickYaml,
  language: string,
  macros: Record<string, string>,
): { entries: Entry[]; problems: Problem[] } {
  const samples = { language: `language: ${language}`, entries: 'entries: []' }
  const { value: file, problems } = checkQuickly(yaml, entriesFileSchema, samples)
  if (!file) return { entries: [], problems }
  if (file.language !== language) {
    const at = { file: yaml.file, place: yaml.whole().placeOf(['language']) }
    const differs = guideLanguageDiffers({ language: file.language, expected: language }, at)
    return { entries: [], problems: [...problems, differs] }
  }
  const lines = findLines(yaml, file.entries.length)
  const read = file.entries.map((value, index) =>
    readEntry(value, {
      file: yaml.file,
      quick: yaml.value !== undefined,
      whole: () => narrow(yaml.whole(), index),
      line: () => lines?.[index] ?? yaml.whole().placeOf(['entries', index, 'id'], 'key').start.line,
      language,
      atMost: file.unreviewedAtMost,
      macros,
    }),
  )
  return {
    entries: read.flatMap(({ entry }) => entry ?? []),
    problems: [...problems, ...read.flatMap((each) => each.problems)],
  }
}

/** On which line each entry's id stands, where all of them are written in the usual way. */
function findLines({ text }: QuickYaml, count: number): number[] | undefined {
  const lines = text.split('\n').flatMap((line, index) => (/^\s*- id:/.test(line) ? [index + 1] : []))
  return lines.length === count ? lines : undefined
}

/** An entry as if it were the whole of a YAML file, at its own lines. */
function narrow(yaml: ReadYaml, index: number): ReadYaml {
  const read = z.looseObject({ entries: z.array(z.unknown()) }).safeParse(yaml.value)
  const value = listLines(read.data?.entries[index])
  // An entry that is empty has nothing to read; as `{}` its lines are missing, which is what to say.
  return { ...yaml, value: value ?? {}, placeOf: (inner, part) => yaml.placeOf(['entries', index, ...inner], part) }
}

interface EntryContext {
  file: string
  /** Whether nothing in the file hides from the quick way. */
  quick: boolean
  whole(): ReadYaml
  line(): number
  language: string
  atMost: Severity
  macros: Record<string, string>
}

function readEntry(written: unknown, context: EntryContext): { entry?: Entry; problems: Problem[] } {
  const { file, language, atMost, macros } = context
  const listed = listLines(written)
  const schema = entrySchemaFor(listed)
  const quick = context.quick ? schema.safeParse(listed) : undefined
  const { value, problems }: { value?: WrittenEntry; problems: Problem[] } = quick?.success
    ? { value: quick.data, problems: [] }
    : checkYaml(context.whole(), schema, entrySamples)
  if (!value) return { problems }
  const at = (...path: KeyPath): At => ({ file, place: context.whole().placeOf(path) })
  const found = [...judgePatterns(value, macros, at), ...judgeUse(value, at)]
  if (hasErrors(found)) return { problems: [...problems, ...found] }
  const { patterns, use, reviewed, except, ...rest } = value
  const entry: Entry = {
    ...rest,
    language,
    level: reviewed ? value.severity : milder(value.severity, atMost),
    patterns: listPatterns(patterns).map(({ written, number }): EntryPattern => {
      return { source: readPattern(written), ...(number && { number }) }
    }),
    use: readUse(use),
    except: except.map(readPattern),
    reviewed,
    file,
    line: context.line(),
  }
  return { entry, problems: [...problems, ...found] }
}

const ranks: Record<Severity, number> = { error: 2, warn: 1, suggest: 0 }
const milder = (a: Severity, b: Severity): Severity => (ranks[a] <= ranks[b] ? a : b)

interface WrittenPattern {
  written: string
  number?: GrammaticalNumber
  path: KeyPath
}

function listPatterns(patterns: WrittenEntry['patterns']): WrittenPattern[] {
  if (Array.isArray(patterns)) return patterns.map((written, index) => ({ written, path: ['patterns', index] }))
  return (['one', 'many'] as const).flatMap((number) =>
    (patterns[number] ?? []).map((written, index) => ({ written, number, path: ['patterns', number, index] })),
  )
}

function judgePatterns(entry: WrittenEntry, macros: Record<string, string>, at: (...path: KeyPath) => At): Problem[] {
  const excepted = entry.except.map((written, index) => ({ written, path: ['except', index] }))
  return [...listPatterns(entry.patterns), ...excepted].flatMap(({ written, path }) => {
    const faults = findMacroFaults(written, macros, () => at(...path))
    return faults.length > 0 ? faults : (judgePattern(written, macros)?.(at(...path)) ?? [])
  })
}

function readUse(use: WrittenEntry['use']): Replacements {
  return Array.isArray(use) ? { any: use, one: [], many: [] } : { any: [], one: use.one ?? [], many: use.many ?? [] }
}

function judgeUse(entry: WrittenEntry, at: (...path: KeyPath) => At): Problem[] {
  const { any, one, many } = readUse(entry.use)
  const numbers = new Set(listPatterns(entry.patterns).flatMap(({ number }) => number ?? []))
  const short = [...numbers].filter((number) => any.length === 0 && (number === 'one' ? one : many).length === 0)
  const missing = short.map((number) => guideUseNumber({ number }, at('use')))
  const unsure = [any, one, many].some((words) => words.length > 1 || words.some((word) => word.startsWith('(')))
  return entry.fix && unsure ? [...missing, guideFixUnsure(undefined, at('fix'))] : missing
}
