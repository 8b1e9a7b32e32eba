import type { Cues } from '../guide.ts'
import { normaliseWords } from '../normalise.ts'

/** Stands in a sentence where the words found stand, as `…` does in a cue. For private use, so no text has it. */
export const wordsMark = '\uE000'

/** The cues of a language, each list as one pattern. An empty list matches nothing. */
export interface CompiledCues {
  /** Near a quotation. */
  mention: RegExp
  /** At the place of a quotation. */
  quoting: RegExp
  /** At the place of the words, quoted or not. */
  naming: RegExp
  speech: RegExp
  criticism: RegExp
  eligibility: RegExp
  actor: RegExp
  by: RegExp
  byKnown: RegExp
  notActor: RegExp
  otherVerb: RegExp
  clause: RegExp
  relative: RegExp
  self: RegExp
  /** At the beginning of the words. */
  selfVerb: RegExp
  passive: RegExp
  stateParticiple: RegExp
  stateVerb: RegExp
}

const compiled = new WeakMap<Cues, CompiledCues>()

/** The cues ready to use. All patterns are global: never `test` or `exec` them, which remember a place. */
export function compileCues(cues: Cues): CompiledCues {
  const known = compiled.get(cues)
  if (known) return known
  const stands = (cue: string) => cue.includes('…')
  const isQuoted = (cue: string) => cue.includes('"…"')
  const made = compileLazily({
    ...cues,
    mention: cues.mention.filter((cue) => !stands(cue)),
    quoting: cues.mention.filter(isQuoted),
    naming: cues.mention.filter((cue) => stands(cue) && !isQuoted(cue)),
    self: cues.self.filter(stands),
    selfVerb: cues.self.filter((cue) => !stands(cue)),
  })
  compiled.set(cues, made)
  return made
}

/** Most issues ask for few lists, and long patterns take their time to compile: each is made when it is first asked for. */
function compileLazily(lists: Record<keyof CompiledCues, string[]>): CompiledCues {
  const made = new Map<string, RegExp>()
  const lazy: Partial<CompiledCues> = {}
  for (const [name, list] of Object.entries(lists)) {
    Object.defineProperty(lazy, name, {
      get: () => {
        const pattern = made.get(name) ?? compileList(list, name === 'notActor' ? 'gu' : 'giu')
        made.set(name, pattern)
        return pattern
      },
    })
  }
  return lazy as CompiledCues
}

function compileList(cues: string[], flags: string): RegExp {
  if (cues.length === 0) return /(?!)/g
  const words = cues.map((cue) => normaliseWords(`.${cue.replaceAll('…', wordsMark)}.`).slice(1, -1)).join('|')
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${words})(?![\\p{L}\\p{M}\\p{N}])`, flags)
}

/** Whether a cue stands anywhere in the text. */
export function hasCue(cue: RegExp, text: string): boolean {
  return text.search(cue) >= 0
}

/** The cue that the text begins with. */
export function startsWithCue(cue: RegExp, text: string): string | undefined {
  const anchored = atBeginning.get(cue) ?? new RegExp(cue.source, cue.flags.replace('g', 'y'))
  atBeginning.set(cue, anchored)
  anchored.lastIndex = 0
  return anchored.exec(text)?.[0]
}

/** The same patterns, which look at the beginning only and not at all that follows. */
const atBeginning = new WeakMap<RegExp, RegExp>()

/** Whether the text ends with a cue. */
export function endsWithCue(cue: RegExp, text: string): boolean {
  for (const match of text.matchAll(cue)) if (match.index + match[0].length === text.length) return true
  return false
}
