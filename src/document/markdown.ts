import type { Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { remarkNameSlot } from './name-slot.ts'

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).use(remarkNameSlot).freeze()

/** Parse Markdown with tables, strikethrough, container directives and the `:name[friend]` slot. */
export function parseMarkdown(markdown: string): Root {
  return processor.parse(markdown)
}
