import type { Issue, IssueText } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { nearest } from '../problem/nearest.ts'
import type { Problem } from '../problem/problem.ts'
import { blockSpecs, commonAttributes } from './blocks/index.ts'
import type { Document } from './document.ts'
import { setAttribute } from './fence-faults.ts'
import { buildDocument } from './parse-document.ts'
import * as problems from './problems.ts'
import { attributePlace, readBlocks, type WrittenBlock } from './read-blocks.ts'

interface ParsedIssue {
  /** In the newsletter's order of languages. */
  documents: Document[]
  problems: Problem[]
}

/** Parse all languages of an issue; a translation's blocks inherit the attributes they do not restate. */
export function parseIssue(issue: Issue, newsletter: Newsletter): ParsedIssue {
  const [sourceLanguage] = newsletter.languages
  const source = issue.texts.find(({ language }) => language === sourceLanguage)
  const sourceRead = source && readBlocks(source)
  const sourceBlocks = new Map(sourceRead?.blocks.map((block) => [block.id, block]))
  const found: Problem[] = []
  const documents = issue.texts.map((text) => {
    const written = text === source && sourceRead ? sourceRead : readBlocks(text, sourceRead?.blocks)
    if (source && text !== source) {
      matchBlocks(written.blocks, sourceBlocks, text, source.file.split('/').at(-1) ?? source.file)
    }
    const parsed = buildDocument(text, written, text === source ? new Map() : sourceBlocks)
    found.push(...parsed.problems)
    return parsed.document
  })
  return { documents, problems: found }
}

/**
 * Report a translation's blocks that translate nothing, or something of another kind. Each goes on as the block it was
 * most likely meant to be, so that its attributes are not reported as missing on top.
 */
function matchBlocks(
  blocks: WrittenBlock[],
  sources: ReadonlyMap<string, WrittenBlock>,
  { file }: IssueText,
  source: string,
): void {
  const translated = new Set(blocks.map(({ id }) => id))
  for (const block of blocks) {
    const { opening, kind, id } = block
    const counterpart = sources.get(id)
    if (counterpart && counterpart.kind !== kind) {
      const known = [...Object.keys(blockSpecs[counterpart.kind].attributes.shape), ...commonAttributes]
      const values = { id, kind, sourceKind: counterpart.kind, source }
      opening.kind = counterpart.kind
      opening.meant = opening.meant.filter((attribute) => known.includes(attribute.name))
      opening.faults.push({
        settled: 'yes',
        make: (corrected) =>
          problems.blockKindDiffers({ ...values, corrected }, { file, place: attributePlace(opening, '') }),
      })
      block.kind = counterpart.kind
      block.attributes = Object.fromEntries(Object.entries(block.attributes).filter(([name]) => known.includes(name)))
    } else if (!counterpart && block.attributes.only === undefined) {
      const free = [...sources.values()].filter(
        (other) => other.kind === kind && !other.attributes.only && !translated.has(other.id),
      )
      const meant =
        nearest(
          id,
          free.map((other) => other.id),
        ) ?? (free.length === 1 ? free[0]?.id : undefined)
      const problem = problems.blockWithoutSource(
        { id, source, meant, kind },
        { file, place: attributePlace(opening, 'id') },
      )
      opening.faults.push({ settled: meant === undefined ? 'no' : 'yes', make: () => problem })
      if (meant !== undefined) {
        setAttribute(opening, 'id', meant)
        block.id = meant
      }
      translated.add(block.id)
    }
  }
}
