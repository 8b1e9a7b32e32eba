import type { PhrasingContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'

/** One list item on one line of Markdown: `- [Title](link): summary`. */
export function writeItem(title: string, url: string, summary: PhrasingContent[]): string {
  const link: PhrasingContent = { type: 'link', url, children: [{ type: 'text', value: title }] }
  const rest: PhrasingContent[] = summary.length > 0 ? [{ type: 'text', value: ': ' }, ...summary] : []
  const written = toMarkdown(
    { type: 'paragraph', children: [link, ...rest] },
    { extensions: [gfmToMarkdown()], emphasis: '*', resourceLink: true },
  )
  return `- ${written.trim().replaceAll(/\s*\n\s*/g, ' ')}`
}
