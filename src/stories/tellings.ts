import type { Position } from 'unist'
import type { Block, Document } from '../document/document.ts'
import type { Issue } from '../issue/issue.ts'
import { findWords } from '../problem/positions.ts'
import type { RiskDetail } from './record.ts'
import { findDetails } from './risk-details/find-details.ts'
import { hashTold, picturesOf } from './text-hash.ts'
import { listPassages } from './told-text.ts'

/** Something that puts a teller at risk, in the words that say it. */
export interface ToldDetail {
  detail: RiskDetail
  words: string
  place?: Position
}

/** A story as one language of an issue tells it: a block whose speaker is a consent record. */
export interface Telling {
  record: string
  language: string
  /** The block's id. */
  block: string
  file: string
  /** Of the block's first line. */
  place: Position
  textHash: string
  /** Paths of the pictures it shows, as Markdown names them. */
  pictures: string[]
  /** What its words give away, in order, each words once. */
  details: ToldDetail[]
}

/** The consent record a block tells of; an organisation's words need none. */
export function recordOf({ attributes }: Block): string | undefined {
  if (!('speaker' in attributes)) return undefined
  return attributes.speaker.kind === 'story' ? attributes.speaker.record : undefined
}

/** Every story of an issue, in every language that tells it. */
export function listTellings(issue: Issue, documents: readonly Document[]): Telling[] {
  return documents.flatMap(({ language, file, blocks }) => {
    const lines = issue.texts.find((text) => text.language === language)?.source.split('\n') ?? []
    return blocks.flatMap((block) => {
      const record = recordOf(block)
      if (record === undefined) return []
      const { start } = block.position
      const end = { line: start.line, column: (lines[start.line - 1]?.length ?? 0) + 1 }
      return {
        record,
        language,
        block: block.id,
        file,
        place: { start, end },
        textHash: hashTold(block, issue.images),
        pictures: picturesOf(block),
        details: detailsOf(block, lines),
      }
    })
  })
}

function detailsOf(block: Block, lines: readonly string[]): ToldDetail[] {
  const found = listPassages(block).flatMap(({ text, place }) =>
    findDetails(text).map(({ detail, words }) => {
      const at = findWords(lines, place, words) ?? place
      return { detail, words, ...(at && { place: at }) }
    }),
  )
  return [...new Map(found.map((detail) => [`${detail.detail} ${detail.words.toLowerCase()}`, detail])).values()]
}
