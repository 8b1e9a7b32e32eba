import type { Edition, SlotName } from './edition.ts'
import { countReaders } from './plan-editions.ts'
import { countQuotedPrintable } from './quoted-printable.ts'
import { fill } from './slots.ts'

/** What manifest.json says of an edition. An interface: fields are never renamed. */
export interface EditionSummary {
  id: string
  language: string
  segments: string[]
  /** Block ids in order. */
  blocks: string[]
  /** File names beside the manifest. */
  html: string
  text: string
  /** Of the HTML, filled with sample values, in UTF-8. */
  bytes: number
  quotedPrintableBytes: number
  /** Absent when built without a list. */
  readers?: number
}

/**
 * Values for an edition nobody in particular reads: previews, proofs, sizes. The addresses are as long as real ones,
 * and lead nowhere.
 */
export function sampleValues(origin: string): Partial<Record<SlotName, string>> {
  const token = 'sample'.padEnd(68, '-')
  return { unsubscribe: `${origin}/u/${token}`, preferences: `${origin}/p/${token}` }
}

/** Describe an edition for the manifest. */
export function describeEdition(edition: Edition, origin: string): EditionSummary {
  const html = fill(edition.html, sampleValues(origin))
  const readers = countReaders(edition.groupings)
  return {
    id: edition.id,
    language: edition.language,
    segments: edition.segments,
    blocks: edition.blocks,
    html: `${edition.id}.html`,
    text: `${edition.id}.txt`,
    bytes: Buffer.byteLength(html),
    quotedPrintableBytes: countQuotedPrintable(html),
    ...(readers === undefined ? {} : { readers }),
  }
}
