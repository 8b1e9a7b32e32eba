import { visit } from 'unist-util-visit'
import type { Document } from '../../document/document.ts'
import type { Issue } from '../../issue/issue.ts'
import type { At } from '../../problem/problem.ts'
import { attributePlace, proseOf } from '../written.ts'

/** An address in an issue, where somebody wrote it. */
export interface WrittenLink {
  url: string
  at: At
}

/** Every address a document leads to: in its prose and in the attributes that it writes itself. */
export function listLinks(issue: Issue, document: Document): WrittenLink[] {
  const { blocks, file } = document
  return blocks.flatMap((block) => {
    const found: WrittenLink[] = []
    const place = attributePlace(issue, document, block, 'href')
    const href = 'href' in block.attributes ? block.attributes.href : undefined
    if (href !== undefined && place) found.push({ url: href, at: { file, place } })
    visit(proseOf(block), 'link', ({ url, position }) => {
      found.push({ url, at: { file, place: position } })
    })
    return found
  })
}
