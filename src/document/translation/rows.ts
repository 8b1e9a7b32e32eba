import type { Block, Document } from '../document.ts'
import { frontId } from './source-hash.ts'
import { writePlain } from './token-text.ts'
import { attributeKey, type Counterpart, listUnits, matchCounterpart } from './units.ts'

/** One row of a translator's table. */
export interface Row {
  /** The block's id, or `front`. */
  block: string
  /** Of the unit, within its block. */
  key: string
  /** What the row is, on top of its source cell: `story reentry 3`. */
  marker: string
  source: string
  /** The translation as it is now; empty where there is none. */
  target: string
}

export const frontKeys = ['title', 'subject', 'preheader'] as const

/** Every row of an issue in reading order. Blocks of one language only have no counterpart and no rows. */
export function listRows(source: Document, translation: Document | undefined): Row[] {
  const front = frontKeys.map((key) => ({
    block: frontId,
    key: attributeKey(key),
    marker: `${frontId} ${key}`,
    source: writePlain(source.meta[key]).text,
    target: writePlain(translation?.meta[key] ?? '').text,
  }))
  const blocks = source.blocks.filter(({ only }) => !only)
  return [...front, ...blocks.flatMap((block) => rowsOf(block, findCounterpart(block, translation)))]
}

/** A block as its translation has it. */
export function findCounterpart(block: Block, translation: Document | undefined): Counterpart | undefined {
  const translated = translation?.blocks.find(({ id }) => id === block.id)
  return translated && matchCounterpart(block, translated)
}

function rowsOf(block: Block, counterpart: Counterpart | undefined): Row[] {
  const name = block.kind === 'letter' ? 'letter' : `${block.kind} ${block.id}`
  return listUnits(block).map(({ key, label, text }, index) => ({
    block: block.id,
    key,
    marker: `${name} ${index + 1}${label === '' ? '' : ` ${label}`}`,
    source: text,
    target: counterpart?.words.get(key) ?? '',
  }))
}
