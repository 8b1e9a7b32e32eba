import type { Root } from 'hast'
import type { RootContent } from 'mdast'
import type { BlockKind } from '../document/document.ts'
import type { Problem } from '../problem/problem.ts'

/** One group of the audience: its language and which of the segments it is in. */
export interface Grouping {
  language: string
  segments: string[]
  /** How many readers; absent when built without a list. */
  readers?: number
}

/** The places in an edition that differ per recipient. `unsubscribe` and `preferences` are https URLs. */
export type SlotName = 'name' | 'unsubscribe' | 'preferences'

/** Where a slot stands, which decides how its value is escaped. */
export type SlotContext = 'html' | 'attribute' | 'url' | 'text' | 'header'

export interface SlotUse {
  name: SlotName
  context: SlotContext
  /** The word printed when the recipient has no value: `:name[friend]`. */
  fallback: string
}

/** Text with slots, split once: literals[0] slots[0] literals[1] … ; literals has one more element than slots. */
export interface Compiled {
  literals: string[]
  slots: SlotUse[]
}

/** A document as one group of subscribers sees it, rendered once. Plain data: it is stored at the freeze. */
export interface Edition {
  /** `<lang>[+segment…]` */
  id: string
  language: string
  dir: 'ltr' | 'rtl'
  /** The segments whose blocks it shows. */
  segments: string[]
  /** The groups of the audience that read it. */
  groupings: Grouping[]
  /** Block ids in order. */
  blocks: string[]
  subject: Compiled
  html: Compiled
  text: Compiled
  problems: Problem[]
}

/** An image as `build` writes it: `i/<sha256>.<ext>`. Sizes in CSS pixels of the 600 px column. */
export interface Rendition {
  /** `<sha256>.<ext>` */
  name: string
  bytes: Uint8Array
  width: number
  height: number
}

/** A line under a block's heading: a written-out date, a place, a bill. */
export interface Fact {
  label: string
  value: string
}

export interface Picture {
  /** Absolute URL, the same for every reader. */
  src: string
  width: number
  height: number
  alt: string
  /** Where a click on it goes, for a video's poster. */
  href?: string
}

/**
 * One block ready for either engine. Uniform on purpose: a template decides what to show and how, by `kind`.
 * `heading` and `body` are sanitised hast with the brand's inline styles, and MJML gets them as HTML strings.
 */
export interface BlockContent {
  kind: BlockKind
  id: string
  /** Plain words of the kind in the edition's language: “Take action”. Empty for the letter. */
  label: string
  heading?: Root
  headingText?: string
  body: Root
  /** The same body for the plain text part. */
  markdown: RootContent[]
  facts: Fact[]
  button?: { label: string; href: string }
  /** The page from which an event goes into a calendar. */
  calendar?: { label: string; href: string }
  picture?: Picture
  /** Plain text under a picture. */
  caption?: string
  /** A stat's figure: “1 in 3”. */
  figure?: string
  /** The organisation whose words these are. */
  by?: { name: string; site: string }
  /** An alert past its date, a vote's position … : a word a template may set apart. */
  mark?: string
  /** e.g. `support` | `oppose`, for colour only; the word itself is in `mark`. */
  tone?: string
}

/** Everything a template gets. Values with slots hold sentinels, which the compiler finds after rendering. */
export interface TemplateData {
  language: string
  dir: 'ltr' | 'rtl'
  title: string
  preheader: string
  /** Written out in the edition's language. */
  date: string
  kind: string
  blocks: BlockContent[]
  brand: import('./brand.ts').Brand
  logo: Picture
  /** Fixed phrases in the edition's language (footer, labels): templates/words/<lang>.yaml. */
  words: Record<string, string>
  footer: { address: string[]; why: string; unsubscribe: string; preferences: string }
}
