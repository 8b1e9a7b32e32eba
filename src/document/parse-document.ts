import type { IssueText } from '../issue/issue.ts'
import type { Problem, Report } from '../problem/problem.ts'
import { buildBlock } from './build-block.ts'
import { removeControls, reportControls } from './control-characters.ts'
import type { Block, Document } from './document.ts'
import { reportFaults } from './fence-faults.ts'
import { readBlocks, type WrittenBlock, type WrittenDocument } from './read-blocks.ts'
import { reportSlots } from './slots.ts'

interface ParsedDocument {
  /** Whatever could be read. With an error among the problems, parts of the file may be missing from it. */
  document: Document
  problems: Problem[]
}

/**
 * Parse one language's file by itself.
 *
 * A translation inherits attributes from the source language: read a whole issue with `parseIssue` instead, or this
 * reports them as missing.
 */
export function parseDocument(text: IssueText): ParsedDocument {
  return buildDocument(text, readBlocks(text), new Map())
}

/** Make a document of a file that was read; `sources` holds the source language's blocks by id. */
export function buildDocument(
  text: IssueText,
  written: WrittenDocument,
  sources: ReadonlyMap<string, WrittenBlock>,
): ParsedDocument {
  const { language, file, places } = text
  const meta = {
    ...text.meta,
    title: removeControls(text.meta.title),
    subject: removeControls(text.meta.subject),
    preheader: removeControls(text.meta.preheader),
  }
  const found = [...written.problems]
  const report: Report = (problem) => found.push(problem)
  reportControls(text.source.split('\n'), file, report)
  for (const key of ['title', 'subject', 'preheader'] as const) {
    reportSlots(meta[key], report, () => ({ file, place: places[key] }))
  }
  const blocks: Block[] = []
  if (written.letter) blocks.push({ kind: 'letter', id: 'letter', for: [], attributes: {}, ...written.letter })
  for (const block of written.blocks) {
    const built = buildBlock(block, sources.get(block.id), text, report)
    if (built) blocks.push(built)
  }
  for (const opening of written.openings) reportFaults(opening, file, report)
  return { document: { language, file, meta, places, blocks }, problems: found }
}
