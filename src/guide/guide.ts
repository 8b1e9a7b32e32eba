import type { Entry } from './entry.ts'

/** The words by which the context rules of a language work: `issues/guide/context.yaml`. Each is a pattern. */
export interface Cues {
  /** Before or after a short quotation: “the label”, “la palabra”, “từ”. */
  mention: string[]
  /** Somebody says it: “said”, “dijo”, “nói”. */
  speech: string[]
  /** The sentence speaks about the frame: “narrative”, “rechazamos”, “bác bỏ”. */
  criticism: string[]
  /** A rule of who qualifies: “applicants must”, “requisito”. */
  eligibility: string[]
  /** Who acts: agencies, officers, officials: “ICE”, “the sheriff”, “la policía”. */
  actor: string[]
  /** Begins an actor in a passive: “by”, “por”, “bởi”. */
  by: string[]
  /** What follows “by” and is none: “mistake”, “nueve meses”. */
  notActor: string[]
  /** Opens a relative clause: “who”, “que”, “mà”. */
  relative: string[]
  /** The first person: “I”, “soy”, “tôi”. */
  self: string[]
  /** State violence, done: “detained”, “deportó”. For the share of such verbs that name who acts. */
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

export const emptyGuide: Guide = { entries: [], macros: {}, names: [], cues: {}, files: [] }
