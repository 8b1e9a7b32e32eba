/** A stretch of a text, by index: from `start` to just before `end`. */
export interface Span {
  start: number
  end: number
}

/** Where a text stands: what a person reads as running words, and what else is read aloud or shown. */
export type TextKind = 'prose' | 'heading' | 'cell' | 'alt' | 'link-title' | 'front' | 'attribute'

/**
 * One paragraph, heading, table cell, alt text … made ready for matching. Normalised: NFC; soft hyphens and zero-width
 * characters gone; U+2010 and U+2011 are `-`; curly quotation marks and apostrophes are straight (`"` and `'`); every run of
 * white space, no-break spaces and line ends included, is one space; emphasis and link marks are gone. Code, HTML, slots and
 * link labels that are addresses are U+FFFC, which no pattern matches. Case is kept. All spans are indices into `text`.
 */
export interface ReadyText {
  text: string
  /** For each character of `text`, where in the source what it stands for begins and ends (UTF-16 offsets). */
  starts: number[]
  ends: number[]
  kind: TextKind
  /** Sentences, in order, without the space between them. */
  sentences: Span[]
  /** Link labels. */
  labels: Span[]
  /** Stands in a blockquote or a quote block: with somebody named whose words they are, or not. */
  quotation?: 'attributed' | 'unattributed'
  /** The words of a storyteller: of a block whose speaker is a consent record. */
  ofTeller: boolean
  /** Of an issue: the block's id, or the front matter's key. */
  block?: string
}
