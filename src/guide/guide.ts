import type { Entry } from './entry.ts'

/**
 * The words by which the context rules of a language work: `issues/guide/context.yaml`. Each is a pattern: whole words, as in
 * entries, without macros; upper and lower case alike except where it says so. In `mention`, `criticism`, `relative` and
 * `self`, `…` stands for the words found.
 */
export interface Cues {
  /**
   * Near a quotation: “the label”, “la palabra”, “từ”. With `"…"`: right at one, which stands there. With `…`: right at the
   * words, quoted or not.
   */
  mention: string[]
  /** Somebody says it: “said”, “dijo”, “nói”. */
  speech: string[]
  /** The sentence speaks about the frame: “narrative”, “rechazamos …”, “bác bỏ”. */
  criticism: string[]
  /** A rule of who qualifies: “applicants must”, “requisito”. */
  eligibility: string[]
  /** Who acts: agencies, officers, officials: “ICE”, “the sheriff”, “la policía”. */
  actor: string[]
  /** Begins an actor in a passive, whoever it is: “by”, “a manos de”. */
  by: string[]
  /** Begins an actor only before one of `actor` or a name; else it means something else: “por”, “do”. */
  byKnown: string[]
  /** What follows “by” and is none: “mistake”, “nueve meses”. Upper and lower case differ: “Monday”, `\p{Ll}+ing`. */
  notActor: string[]
  /** Right before “by”, another verb that takes the actor for itself: “run by”, “operado por”. */
  otherVerb: string[]
  /** Begins another clause: “and”, “because”, “cuando”. */
  clause: string[]
  /** The words stand in a relative clause: “who have …”, “que …”, “mà …”. */
  relative: string[]
  /** The first person is the subject: “I was an …”, “tôi là …”. Without `…`: the words found begin with it, “fui”. */
  self: string[]
  /** Before a participle, makes the passive: “was”, “fue”, “bị”. */
  passive: string[]
  /** State violence, suffered: “detained”, “deportada”, “bắt”. */
  stateParticiple: string[]
  /** State violence, done: “detains”, “deportó”, “bắt”. */
  stateVerb: string[]
  /** Begins a heading that tells the myth first: “Myth”, “Mito”. */
  myth: string[]
}

/** The network's language guide, read and held against its schema. */
export interface Guide {
  entries: Entry[]
  /** Reusable parts of patterns, by the name that stands in braces: `issues/guide/macros.yaml`. */
  macros: Record<string, string>
  /** Names of bills, programmes and places, exactly as written: never matched inside. `issues/guide/names.yaml`. */
  names: string[]
  cues: Record<string, Cues>
  /** What it was read from; part of what an approval names. */
  files: { name: string; bytes: Uint8Array }[]
}

/** Of a language without cues. */
export const noCues: Cues = {
  mention: [],
  speech: [],
  criticism: [],
  eligibility: [],
  actor: [],
  by: [],
  byKnown: [],
  notActor: [],
  otherVerb: [],
  clause: [],
  relative: [],
  self: [],
  passive: [],
  stateParticiple: [],
  stateVerb: [],
  myth: [],
}

export const emptyGuide: Guide = { entries: [], macros: {}, names: [], cues: {}, files: [] }
