import type { List, RootContent } from 'mdast'
import { writeInline } from './inline.ts'
import { writeTable } from './table.ts'
import { countColumns, textWidth, wrap } from './wrap.ts'

/** Authored Markdown as lines of plain text, one empty line between blocks. */
export function writeProse(nodes: readonly RootContent[], words: { picture: string }, width = textWidth): string[] {
  const blocks = nodes.map((node) => writeBlock(node, words, width)).filter((lines) => lines.length > 0)
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function writeBlock(node: RootContent, words: { picture: string }, width: number): string[] {
  switch (node.type) {
    case 'paragraph': {
      const text = writeInline(node.children, words).trim()
      return text === '' ? [] : wrap(text, { width })
    }
    case 'heading':
      return wrap(writeInline(node.children, words), { width })
    case 'list':
      return writeList(node, words, width)
    case 'blockquote':
      return writeProse(node.children, words, width - 2).map((line) => `> ${line}`.trimEnd())
    case 'code':
      return node.value.split('\n').map((line) => `    ${line}`.trimEnd())
    case 'thematicBreak':
      return ['* * *']
    case 'table':
      return writeTable(node, words, width)
    default:
      return []
  }
}

function writeList(list: List, words: { picture: string }, width: number): string[] {
  const from = list.start ?? 1
  const spread = list.spread === true || list.children.some((item) => item.spread === true)
  return list.children.flatMap((item, index) => {
    const bullet = list.ordered === true ? `${from + index}. ` : '- '
    const indent = ' '.repeat(countColumns(bullet))
    const lines = item.children
      .map((child) => writeBlock(child, words, width - indent.length))
      .filter((block) => block.length > 0)
      .flatMap((block, part) => (spread && part > 0 ? ['', ...block] : block))
    const written = lines.map((line, row) => ((row === 0 ? bullet : indent) + line).trimEnd())
    return spread && index > 0 ? ['', ...written] : written
  })
}
