import type { Block, Document } from '../document/document.ts'
import type { Problem } from '../problem/problem.ts'
import type { Grouping } from './edition.ts'
import { editionEmpty, editionMany, editionSmall } from './problems.ts'

/** An edition to render: what it shows and who reads it. */
export interface EditionPlan {
  /** `<lang>[+segment…]` */
  id: string
  language: string
  document: Document
  /** The segments named by the blocks it shows that its readers are in. */
  segments: string[]
  groupings: Grouping[]
  /** The blocks it shows, in order. */
  blocks: Block[]
  problems: Problem[]
}

/** More than this is more than editors can read before they approve. */
const mostEditions = 24
/** Fewer readers than this in an edition, and what they do with it points at persons. */
const fewestReaders = 10

interface Reader extends Grouping {
  /** Of its segments, those the document asks for, in alphabetical order. */
  asked: string[]
}

/**
 * Discover the editions: readers of one language who see the same blocks read the same edition. It is named for the
 * grouping that is in the fewest segments, so that a name is short and stays while the list grows.
 *
 * @param groupings the audience's; without them, one edition a language with every block.
 */
export function planEditions(documents: readonly Document[], groupings?: readonly Grouping[]): EditionPlan[] {
  const plans = documents.flatMap((document) => {
    const asked = segmentsAsked(document.blocks)
    if (groupings === undefined) return [wholeEdition(document, asked)]
    const readers = groupings
      .filter(({ language }) => language === document.language)
      .map((grouping): Reader => ({ ...grouping, asked: asked.filter((name) => grouping.segments.includes(name)) }))
    return planDocument(document, readers)
  })
  const [first] = plans
  if (first !== undefined && plans.length > mostEditions) first.problems.push(tooMany(plans))
  return plans
}

function segmentsAsked(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap((block) => block.for))].sort()
}

function visible(document: Document, segments: readonly string[]): Block[] {
  return document.blocks.filter((block) => block.for.length === 0 || block.for.some((name) => segments.includes(name)))
}

function wholeEdition(document: Document, asked: string[]): EditionPlan {
  const { language, blocks } = document
  const groupings = [{ language, segments: asked }]
  return {
    id: language,
    language,
    document,
    segments: asked,
    groupings,
    blocks,
    problems: emptyProblems(document, blocks, []),
  }
}

function planDocument(document: Document, readers: readonly Reader[]): EditionPlan[] {
  const groups = new Map<string, { blocks: Block[]; readers: Reader[] }>()
  for (const reader of readers) {
    const blocks = visible(document, reader.asked)
    const key = blocks.map(({ id }) => id).join(' ')
    const group = groups.get(key)
    if (group) group.readers.push(reader)
    else groups.set(key, { blocks, readers: [reader] })
  }
  const plans = [...groups.values()].map((group) => planGroup(document, group.blocks, group.readers))
  plans.sort((a, b) => compare(a.id, b.id))
  for (const plan of plans) {
    const small = tooSmall(plan, plans)
    if (small) plan.problems.push(small)
  }
  return plans
}

function planGroup(document: Document, blocks: Block[], readers: Reader[]): EditionPlan {
  const sorted = [...readers].sort(
    (a, b) => a.asked.length - b.asked.length || compare(a.asked.join('+'), b.asked.join('+')),
  )
  const smallest = sorted[0]?.asked ?? []
  const shown = segmentsAsked(blocks)
  return {
    id: [document.language, ...smallest].join('+'),
    language: document.language,
    document,
    segments: shown.filter((name) => readers.some(({ asked }) => asked.includes(name))),
    groupings: sorted.map(({ asked: _, ...grouping }) => grouping),
    blocks,
    problems: emptyProblems(document, blocks, smallest),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function emptyProblems(document: Document, blocks: readonly Block[], segments: readonly string[]): Problem[] {
  if (blocks.length > 0) return []
  return [editionEmpty({ language: document.language, segments: [...segments] }, { file: document.file })]
}

/** How many readers an edition has, if the audience is known. */
export function countReaders(groupings: readonly Grouping[]): number | undefined {
  return groupings.reduce<number | undefined>(
    (sum, { readers }) => (sum === undefined || readers === undefined ? undefined : sum + readers),
    0,
  )
}

function splitters(plans: readonly EditionPlan[]): Block[] {
  const seen = new Map<string, Block>()
  for (const block of plans.flatMap(({ document }) => document.blocks)) {
    if (block.for.length > 0 && !seen.has(block.id)) seen.set(block.id, block)
  }
  return [...seen.values()]
}

/** Which editions there would be if everyone saw a block: by language, the blocks shown without it. */
function keyWithout(plan: EditionPlan, id: string): string {
  return [plan.language, ...plan.blocks.map((block) => block.id).filter((other) => other !== id)].join(' ')
}

function tooMany(plans: readonly EditionPlan[]): Problem {
  const ranked = splitters(plans)
    .map((block) => ({ block, left: new Set(plans.map((plan) => keyWithout(plan, block.id))).size }))
    .sort((a, b) => a.left - b.left)
  const [worst] = ranked
  const file = plans.find(({ document }) => worst && document.blocks.includes(worst.block))?.document.file
  return editionMany(
    { count: plans.length, most: mostEditions, block: worst?.block.id, left: worst?.left ?? plans.length },
    { file, place: worst?.block.position },
  )
}

/** A small edition that one block keeps apart from another. A small language is the coverage report's to name. */
function tooSmall(plan: EditionPlan, plans: readonly EditionPlan[]): Problem | undefined {
  const readers = countReaders(plan.groupings)
  if (readers === undefined || readers >= fewestReaders) return undefined
  const others = plans.filter((other) => other !== plan && other.language === plan.language)
  const differing = (other: EditionPlan): Block[] =>
    plan.document.blocks.filter((block) => plan.blocks.includes(block) !== other.blocks.includes(block))
  const nearest = others.map(differing).sort((a, b) => a.length - b.length)[0]
  if (nearest === undefined) return undefined
  return editionSmall(
    { id: plan.id, readers, fewest: fewestReaders, blocks: nearest.map((block) => block.id) },
    { file: plan.document.file, place: nearest[0]?.position },
  )
}
