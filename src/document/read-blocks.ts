import type { Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Position } from 'unist'
import { SKIP, visit } from 'unist-util-visit'
import type { IssueText } from '../issue/issue.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem, Report } from '../problem/problem.ts'
import type { DirectiveKind } from './blocks/index.ts'
import { reportProse, resolveReferences, type SplitBody, splitHeading } from './body.ts'
import { isComment } from './comment.ts'
import { removeControls } from './control-characters.ts'
import { writeFence } from './fence.ts'
import { setAttribute } from './fence-faults.ts'
import { parseMarkdown } from './markdown.ts'
import * as problems from './problems.ts'
import { type Opening, scanFences } from './scan-fences.ts'
import { suggestId } from './suggest-id.ts'

type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>

/** A block as it is written: its attributes are still strings, and nothing is inherited yet. */
export interface WrittenBlock extends SplitBody {
  kind: DirectiveKind
  id: string
  /** Without the id. */
  attributes: Record<string, string>
  opening: Opening
  position: Position
}

/** One language's file, read on its own. */
export interface WrittenDocument {
  letter: (SplitBody & { position: Position }) | undefined
  blocks: WrittenBlock[]
  /** Every block's first line, whose faults are reported once all of them are known. */
  openings: Opening[]
  problems: Problem[]
}

/** Where an attribute stands; the whole line where it does not, or stood on another line. */
export function attributePlace(opening: Opening, name: string): Position {
  const found = opening.fence.attributes.find((attribute) => attribute.name === name)
  return found && found.column > 0
    ? linePosition(opening.line, opening.text, found.column, found.endColumn)
    : linePosition(opening.line, opening.text, opening.text.search(/\S/) + 1)
}

/**
 * Read a file into its letter and blocks.
 *
 * @param sources the source language's blocks when this is a translation: ids are suggested from them.
 */
export function readBlocks({ markdown, file }: IssueText, sources: readonly WrittenBlock[] = []): WrittenDocument {
  const fences = scanFences(markdown, file)
  const found = [...fences.problems]
  const report: Report = (problem) => found.push(problem)
  const root = parseMarkdown(removeControls(fences.markdown))
  resolveReferences(root)
  reportProse(root, markdown, file, report)

  const containers = takeContainers(root, new Set(fences.openings.map(({ line }) => line)), file, report)
  const first = fences.openings[0]?.line ?? Number.POSITIVE_INFINITY
  const isLetter = (node: RootContent) => (node.position?.start.line ?? 0) < first
  const letterNodes = root.children.filter((node) => isLetter(node))
  reportStrayProse(
    root.children.filter((node) => !isLetter(node)),
    fences.openings,
    file,
    report,
  )

  const blocks: WrittenBlock[] = []
  for (const opening of fences.openings) {
    const container = containers.get(opening.line)
    if (!container) {
      const corrected = writeFence(opening.fence)
      report(problems.fenceUnreadable({ corrected }, { file, place: attributePlace(opening, '') }))
    } else if (opening.kind !== undefined) {
      blocks.push(readBlock(opening, opening.kind, container))
    }
  }
  const letter = letterNodes.some((node) => !isComment(node)) ? readLetter(letterNodes) : undefined
  if (!letter && fences.openings.length === 0 && found.length === 0) {
    const line = markdown.split('\n').length
    report(problems.issueEmpty(undefined, { file, place: linePosition(line, '') }))
  }
  return { letter, blocks: nameBlocks(blocks, sources, file), openings: fences.openings, problems: found }
}

/** Every container by its line, taken out of wherever it stands: at the root, or inside a block that was not closed. */
function takeContainers(root: Root, known: Set<number>, file: string, report: Report): Map<number, ContainerDirective> {
  const containers = new Map<number, ContainerDirective>()
  visit(root, 'containerDirective', (node, index, parent) => {
    const line = node.position?.start.line
    if (line === undefined || index === undefined || !parent) return undefined
    if (known.has(line)) containers.set(line, node)
    else
      report(problems.blockNested({ name: node.name, outer: 'a quotation or a list' }, { file, place: node.position }))
    return known.has(line) ? undefined : SKIP
  })
  const detach = (parent: { children: RootContent[] }) => {
    parent.children = parent.children.filter((node) => node.type !== 'containerDirective')
    for (const child of parent.children) if ('children' in child) detach(child as { children: RootContent[] })
  }
  detach(root)
  for (const container of containers.values()) detach(container)
  return containers
}

function reportStrayProse(nodes: RootContent[], openings: Opening[], file: string, report: Report): void {
  let previous: Opening | undefined
  for (const node of nodes) {
    const line = node.position?.start.line ?? 1
    const above = openings.findLast((opening) => opening.line < line)
    if (isComment(node) || node.type === 'footnoteDefinition' || !above || above === previous) continue
    previous = above
    const name = above.fence.attributes.find((attribute) => attribute.name === 'id')?.value ?? above.fence.name
    report(problems.proseBetweenBlocks({ block: name }, { file, place: node.position }))
  }
}

function readLetter(nodes: RootContent[]): (SplitBody & { position: Position }) | undefined {
  const [start, end] = [nodes[0]?.position?.start, nodes.at(-1)?.position?.end]
  return start && end ? { ...splitHeading(nodes), position: { start, end } } : undefined
}

function readBlock(opening: Opening, kind: DirectiveKind, container: ContainerDirective): WrittenBlock {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(container.attributes ?? {})) attributes[name] = value ?? ''
  const { id = '', ...others } = attributes
  const position = container.position ?? linePosition(opening.line, opening.text)
  return { kind, id, attributes: others, opening, position, ...splitHeading(container.children) }
}

/** Report ids that are missing, wrong or taken. A block goes on with the id that is suggested; a second one goes. */
function nameBlocks(blocks: WrittenBlock[], sources: readonly WrittenBlock[], file: string): WrittenBlock[] {
  const lines = new Map<string, number>()
  const taken = () => [...lines.keys(), ...blocks.map(({ id }) => id)]
  return blocks.filter((block) => {
    const { opening, kind } = block
    const at = { file, place: attributePlace(opening, 'id') }
    const fault = (id: string, make: (corrected: string) => Problem) => {
      setAttribute(opening, 'id', id)
      opening.faults.push({ settled: 'yes', make })
    }
    const words = block.heading ? plainText({ type: 'paragraph', children: block.heading.children }) : ''
    if (block.id === '') {
      const counterpart = sources.find((source) => source.kind === kind && !taken().includes(source.id))
      block.id = counterpart?.id ?? suggestId(words, taken()) ?? suggestId(kind, taken()) ?? kind
      fault(block.id, (corrected) => problems.idMissing({ corrected }, at))
    } else if (!/^[a-z][a-z0-9-]*$/.test(block.id) || block.id === 'letter') {
      const id =
        (block.id === 'letter' ? undefined : suggestId(block.id, taken())) ??
        suggestId(words, taken()) ??
        suggestId(kind, taken()) ??
        kind
      const written = block.id
      fault(id, (corrected) => problems.idInvalid({ id: written, corrected }, at))
      block.id = id
    }
    const line = lines.get(block.id)
    if (line !== undefined) {
      const id = suggestId(words, taken()) ?? suggestId(block.id, taken()) ?? kind
      fault(id, (corrected) => problems.idDuplicate({ id: block.id, line, corrected }, at))
      return false
    }
    lines.set(block.id, opening.line)
    return true
  })
}
