import matter from 'gray-matter'
import type { z } from 'zod'
import { checkYaml, type ReadYaml, readYaml, type Samples } from '../issue/read-yaml.ts'
import type { Problem } from '../problem/problem.ts'

/**
 * YAML whose places are worked out only where there is something to say. The guide is large and nearly always right, and
 * every command reads it: knowing where each value stands takes ten times as long as knowing the values.
 */
export interface QuickYaml {
  file: string
  text: string
  /** Undefined where only the slow way can say what it holds, or what is wrong with it. */
  value: unknown
  /** The slow way, gone once. */
  whole(): ReadYaml
}

export function openYaml(text: string, file: string): QuickYaml {
  let whole: ReadYaml | undefined
  return {
    file,
    text,
    value: parseQuickly(text),
    whole: () => {
      whole ??= readYaml(text, file)
      return whole
    },
  }
}

/** `checkYaml`, with places only for problems. */
export function checkQuickly<T>(
  yaml: QuickYaml,
  schema: z.ZodType<T>,
  samples: Samples,
): { value?: T; problems: Problem[] } {
  if (yaml.value !== undefined) {
    const result = schema.safeParse(yaml.value)
    if (result.success) return { value: result.data, problems: [] }
  }
  return checkYaml(yaml.whole(), schema, samples)
}

/**
 * The parser under gray-matter reads the same YAML, without places. What it takes for something else than `readYaml` does
 * (a time, a hexadecimal number) fits no line of words, and so ends in the slow way as well.
 */
function parseQuickly(text: string): unknown {
  if (mayHideWords(text)) return undefined
  try {
    // Options also switch off gray-matter's cache.
    return matter(`---\n${quoteDates(text)}\n---\n`, {}).data
  } catch {
    return undefined
  }
}

/** It would make a date of one, and of 30 February the second of March. */
function quoteDates(text: string): string {
  return text.replaceAll(/(: +)(\d{4}-\d{2}-\d{2})(?=\s*(?:[,}]|$))/gm, '$1"$2"')
}

/** A `#` behind words, which ends them; words in curly quotes; a second document. `checkYaml` has problems for these. */
function mayHideWords(text: string): boolean {
  return /^(?![ \t]*(?:- +)?(?:\w+: +)?["'#[{]).*[ \t]#|^[ \t]*(?:- +)?(?:\w+: +)?[“”„«‘’]|^---/m.test(text)
}
