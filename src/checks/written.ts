import type { Root } from 'mdast'
import type { Position } from 'unist'
import type { Block, Document } from '../document/document.ts'
import { readFence } from '../document/fence.ts'
import type { Issue } from '../issue/issue.ts'
import { linePosition } from '../problem/positions.ts'
import type { At } from '../problem/problem.ts'

/** Where an attribute is written. Nothing where a translation inherits it: a problem belongs where somebody wrote it. */
export function attributePlace(issue: Issue, document: Document, block: Block, name: string): Position | undefined {
  const { line } = block.position.start
  const source = issue.texts.find(({ language }) => language === document.language)?.markdown ?? ''
  const text = source.split('\n')[line - 1] ?? ''
  const fence = block.kind === 'letter' ? undefined : readFence(text)
  if (fence?.type !== 'open') return undefined
  const attribute = fence.attributes.find((written) => written.name === name)
  return attribute && linePosition(line, text, attribute.column, attribute.endColumn)
}

/** The first line of a block. */
export function blockPlace(document: Document, block: Block): At {
  return { file: document.file, place: block.position.start }
}

/** A block's heading and body as one tree, for visiting. */
export function proseOf({ heading, body }: Block): Root {
  return { type: 'root', children: heading ? [{ type: 'heading', depth: 2, ...heading }, ...body] : body }
}

/** The source language's document and the others. Nothing where the source is missing, which reading reports. */
export function splitSource(documents: Document[], source: string): { source?: Document; translations: Document[] } {
  return {
    source: documents.find(({ language }) => language === source),
    translations: documents.filter(({ language }) => language !== source),
  }
}

/** `en.md` of `issues/2024-10-descheduling/en.md`, for sentences that name another file of the same issue. */
export function fileName({ file }: Document): string {
  return file.split('/').at(-1) ?? file
}
