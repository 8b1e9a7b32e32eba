import { toMarkdown } from 'mdast-util-to-markdown'

/** Words as Markdown that shows them as they are, whatever marks they hold. */
export function writePlain(words: string): string {
  return toMarkdown({ type: 'paragraph', children: [{ type: 'text', value: words }] }).trim()
}
