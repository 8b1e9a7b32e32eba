import type { BlockFacts, IssueFacts, LinkFacts } from './issue-facts.ts'
import { countChangedWords } from './words-of.ts'

/** One block of the source language. */
export interface BlockSummary {
  id: string
  kind: string
  heading: string
  words: number
}

/** A block both issues have that is not the same in both. */
export interface ChangedBlock extends BlockSummary {
  newWords: number
  goneWords: number
  /** Its links, pictures, dates or readers differ. */
  detailsChanged: boolean
}

/** What a language's file came to; null where an issue has no such file. */
interface LanguageSide {
  subject: string
  words: number
  /** To read, at 200 words a minute. */
  minutes: number
  htmlBytes: number | null
}

export interface LanguageDiff {
  language: string
  now: LanguageSide | null
  before: LanguageSide | null
}

/** How two issues differ in what is written. */
export interface TextDiff {
  languages: LanguageDiff[]
  blocks: { added: BlockSummary[]; removed: BlockSummary[]; changed: ChangedBlock[]; same: number }
  links: { added: LinkFacts[]; removed: LinkFacts[] }
  segments: { now: string[]; added: string[]; removed: string[] }
}

const wordsAMinute = 200

/** Compare what is written in two issues. Pure. */
export function compareIssues(now: IssueFacts, before: IssueFacts): TextDiff {
  const tags = [...new Set([...now.languages, ...before.languages].map(({ language }) => language))]
  return {
    languages: tags.map((language) => ({ language, now: sideOf(now, language), before: sideOf(before, language) })),
    blocks: compareBlocks(now.blocks, before.blocks),
    links: {
      added: without(now.links, before.links),
      removed: without(before.links, now.links),
    },
    segments: {
      now: now.segments,
      added: now.segments.filter((name) => !before.segments.includes(name)),
      removed: before.segments.filter((name) => !now.segments.includes(name)),
    },
  }
}

function sideOf({ languages }: IssueFacts, language: string): LanguageSide | null {
  const found = languages.find((facts) => facts.language === language)
  if (!found) return null
  const { subject, words, htmlBytes } = found
  return { subject, words, minutes: Math.max(1, Math.round(words / wordsAMinute)), htmlBytes }
}

function compareBlocks(now: readonly BlockFacts[], before: readonly BlockFacts[]): TextDiff['blocks'] {
  const earlier = new Map(before.map((block) => [block.id, block]))
  const present = new Set(now.map(({ id }) => id))
  const changed = now.flatMap((block): ChangedBlock[] => {
    const other = earlier.get(block.id)
    if (!other) return []
    const { added, gone } = countChangedWords(block.words, other.words)
    const detailsChanged = block.kind !== other.kind || block.details !== other.details
    if (added === 0 && gone === 0 && !detailsChanged) return []
    return [{ ...summarise(block), newWords: added, goneWords: gone, detailsChanged }]
  })
  const added = now.filter(({ id }) => !earlier.has(id)).map(summarise)
  return {
    added,
    removed: before.filter(({ id }) => !present.has(id)).map(summarise),
    changed,
    same: now.length - added.length - changed.length,
  }
}

function summarise({ id, kind, heading, words }: BlockFacts): BlockSummary {
  return { id, kind, heading, words: words.length }
}

function without(links: readonly LinkFacts[], others: readonly LinkFacts[]): LinkFacts[] {
  const known = new Set(others.map(({ href }) => href))
  return links.filter(({ href }) => !known.has(href))
}
