import type { Entry, GrammaticalNumber } from './entry.ts'
import type { Guide } from './guide.ts'
import { normaliseWords } from './normalise.ts'

/** An entry with its patterns as regular expressions, macros put in. */
export interface CompiledEntry {
  entry: Entry
  patterns: { pattern: RegExp; number?: GrammaticalNumber }[]
  except: RegExp[]
}

export interface CompiledGuide {
  /** By language. */
  entries: Map<string, CompiledEntry[]>
  /** The official names, in normal form; nothing where there are none. */
  names: RegExp | undefined
}

const compiled = new WeakMap<Guide, CompiledGuide>()

/** The guide as the matcher uses it; made once for each guide. */
export function compileGuide(guide: Guide): CompiledGuide {
  const known = compiled.get(guide)
  if (known) return known
  const entries = new Map<string, CompiledEntry[]>()
  for (const entry of guide.entries) {
    const own = entries.get(entry.language) ?? []
    own.push(compileEntry(entry, guide.macros))
    entries.set(entry.language, own)
  }
  const fresh = { entries, names: compileNames(guide.names) }
  compiled.set(guide, fresh)
  return fresh
}

// What is no pattern was reported, and left out, when the guide was read.
function compileEntry(entry: Entry, macros: Guide['macros']): CompiledEntry {
  return {
    entry,
    patterns: entry.patterns.flatMap(({ source, number }) => {
      const pattern = compilePattern(source, macros, 'gimu')
      return pattern ? [{ pattern, ...(number && { number }) }] : []
    }),
    except: entry.except.flatMap((source) => compilePattern(source, macros, exceptFlags(source)) ?? []),
  }
}

/** An exception with capitals is a name, and holds for these letters only; one without holds for any. */
function exceptFlags(source: string): string {
  return /\\p\{Lu\}|\p{Lu}/u.test(source.replaceAll(/\\[a-zA-Z](?!\{)|\{\w+\}/g, '')) ? 'gmu' : 'gimu'
}

/**
 * Not at the end of a word: the letters of Latin writing. Saying it with Unicode's classes takes V8 forty times as long to
 * compile; `matchWords` looks at every other letter there is.
 */
const wordEnd = String.raw`(?![0-9A-Za-z\u{C0}-\u{24F}\u{300}-\u{36F}\u{1E00}-\u{1EFF}])`

/**
 * A pattern of the guide as a regular expression over normalised text. It ends at the end of a word; that it begins at the
 * beginning of one is for `matchWords` to see, which is faster than looking behind at every place.
 *
 * @returns nothing for what is no regular expression, or names no macro there is.
 */
export function compilePattern(source: string, macros: Guide['macros'], flags = 'gimu'): RegExp | undefined {
  const whole = expandMacros(source, macros)
  if (whole === undefined) return undefined
  try {
    return new RegExp(`(?:${joinWords(normaliseSource(whole))})${wordEnd}`, flags)
  } catch {
    return undefined
  }
}

/** Put macros in, and macros in those; nothing where one is unknown or goes round in a circle. */
export function expandMacros(
  source: string,
  macros: Guide['macros'],
  within: readonly string[] = [],
): string | undefined {
  let broken = false
  const whole = source.replaceAll(/(?<!\\[pP])\{([A-Z][A-Z0-9_]+)\}/g, (_, name: string) => {
    const value = macros[name]
    const inner =
      value === undefined || within.includes(name) ? undefined : expandMacros(value, macros, [...within, name])
    if (inner === undefined) broken = true
    return `(?:${inner ?? ''})`
  })
  return broken ? undefined : whole
}

/** Patterns are written with the quotation marks and hyphens of whoever writes them; texts have one form of each. */
function normaliseSource(source: string): string {
  return /^(?:[!-~]| (?! ))*$/.test(source) ? source : normaliseWords(`.${source}.`).slice(1, -1)
}

/** Words that go together before another are joined by hyphens: “the illegal-alien question”. */
function joinWords(source: string): string {
  return source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]| /gsu, (part) => (part === ' ' ? '[ -]' : part))
}

function compileNames(names: readonly string[]): RegExp | undefined {
  const written = names.map((name) => normaliseWords(name).trim()).filter((name) => name !== '')
  if (written.length === 0) return undefined
  const longestFirst = written.toSorted((a, b) => b.length - a.length)
  const either = longestFirst.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')
  return new RegExp(`(?:${either})${wordEnd}`, 'gu')
}
