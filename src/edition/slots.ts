import { createHash } from 'node:crypto'
import type { Compiled, SlotContext, SlotName, SlotUse } from './edition.ts'

/** Which part of a message a text is for. */
export type Part = 'html' | 'text' | 'header'

/** The slots one edition uses, and the mark by which its sentinels are told from anything an author can write. */
export interface SlotTable {
  readonly mark: string
  readonly slots: { name: SlotName; fallback: string }[]
}

const urlSlots: ReadonlySet<SlotName> = new Set<SlotName>(['unsubscribe', 'preferences'])

/** Whether a slot's value is a web address. */
export function isUrlSlot(name: SlotName): boolean {
  return urlSlots.has(name)
}

/**
 * Start a table. The mark is a digest of everything that goes into the edition, so that no text in the issue can
 * contain it: a sentinel cannot be forged, and the same input still gives the same bytes.
 */
export function createSlotTable(input: string): SlotTable {
  return { mark: createHash('sha256').update(input).digest('hex').slice(0, 12), slots: [] }
}

/**
 * Reserve a place for a value. The sentinel survives React, MJML, minifiers and JSON, and a URL slot's is itself a
 * valid URL. The same slot with the same fallback is reserved once.
 */
export function placeSlot(table: SlotTable, name: SlotName, fallback = ''): string {
  const known = table.slots.findIndex((slot) => slot.name === name && slot.fallback === fallback)
  const index = known === -1 ? table.slots.push({ name, fallback }) - 1 : known
  const sentinel = `zq9slot${table.mark}x${index}qz`
  return isUrlSlot(name) ? `https://${sentinel}.invalid/` : sentinel
}

/** Matches every sentinel of a table, a URL slot's with its wrapping; group 1 or 2 is the slot's number. */
export function sentinelPattern(table: SlotTable): RegExp {
  const core = `zq9slot${table.mark}x(\\d+)qz`
  return new RegExp(`https://${core}\\.invalid/|${core}`, 'g')
}

/** Any sentinel, whoever made it: what must never reach a reader. */
export const anySentinel = /zq9slot[0-9a-z]*/i

function contextIn(part: Part, name: SlotName): SlotContext {
  if (part !== 'html') return part
  return isUrlSlot(name) ? 'url' : 'html'
}

/** Split a rendered part at its sentinels. Where slots may stand in HTML is `checkContexts`'s to say. */
export function compile(output: string, table: SlotTable, part: Part): Compiled {
  const literals: string[] = []
  const slots: SlotUse[] = []
  let from = 0
  for (const match of output.matchAll(sentinelPattern(table))) {
    const slot = table.slots[Number(match[1] ?? match[2])]
    if (slot === undefined) continue
    literals.push(output.slice(from, match.index))
    slots.push({ name: slot.name, context: contextIn(part, slot.name), fallback: slot.fallback })
    from = match.index + match[0].length
  }
  literals.push(output.slice(from))
  return { literals, slots }
}

const htmlEscapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it stands between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => htmlEscapes[character] ?? character)
}

// Line breaks become spaces, the rest of the controls go; so do the characters that reorder the text around them.
// Joiners (U+200C, U+200D) stay: Persian names need them.
const controls = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

function cleanWords(value: string): string {
  return value
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\s+/g, ' ')
    .replace(controls, '')
    .trim()
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A Hebrew or Arabic name beside a number or a comma would drag it to the other side; first-strong isolate and pop
 * (UAX #9) keep it to itself, without markup. Not in headers, where filters distrust invisible characters.
 */
function isolate(value: string): string {
  return rightToLeft.test(value) ? `\u2068${value}\u2069` : value
}

function cleanUrl(name: SlotName, value: string | undefined): string {
  const url = value !== undefined && URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new TypeError(`The slot "${name}" needs an http(s) URL.`)
  }
  return url.href
}

/**
 * The text to splice in where a slot stands: the recipient's value, or the fallback if there is none, cleaned and
 * escaped once for its context. The result is final: nothing may scan it again.
 *
 * @throws TypeError when a URL slot has no http(s) URL, which only a bug can cause.
 */
export function escapeSlot(use: SlotUse, value: string | undefined): string {
  if (isUrlSlot(use.name)) {
    const url = cleanUrl(use.name, value)
    return use.context === 'text' || use.context === 'header' ? url : escapeHtml(url)
  }
  const words = cleanWords(value ?? '') || cleanWords(use.fallback)
  switch (use.context) {
    case 'html':
      return isolate(escapeHtml(words))
    case 'text':
      return isolate(words)
    case 'header':
      return words
    case 'attribute':
    case 'url':
      return escapeHtml(words)
  }
}

/** Put one recipient's values into a compiled part. */
export function fill(compiled: Compiled, values: Partial<Record<SlotName, string>>): string {
  let out = compiled.literals[0] ?? ''
  compiled.slots.forEach((use, index) => {
    out += escapeSlot(use, values[use.name]) + (compiled.literals[index + 1] ?? '')
  })
  return out
}
