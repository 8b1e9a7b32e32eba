import { toHtml } from 'hast-util-to-html'
import type { BlockContent } from '../edition.ts'
import { htmlClipped, htmlHeavy } from '../problems.ts'
import { countQuotedPrintable } from '../quoted-printable.ts'
import type { Inspection } from './inspection.ts'

// Gmail shows about the first 102 KB and hides the rest, the unsubscribe link with it. The figure is observed, not
// published, and counts the mail as it travels.
const clipBytes = 102 * 1024
const heavyBytes = 90 * 1024

function weigh({ heading, body }: BlockContent): number {
  return countQuotedPrintable((heading ? toHtml(heading) : '') + toHtml(body))
}

/** Size against Gmail's clip, with the blocks that weigh most. */
export const inspectHtmlSize: Inspection = ({ edition, data, html, at }) => {
  const bytes = Math.max(Buffer.byteLength(html), countQuotedPrintable(html))
  if (bytes < heavyBytes) return []
  const blocks = data.blocks
    .map((block) => ({ id: block.id, kilobytes: Math.ceil(weigh(block) / 1024) }))
    .sort((a, b) => b.kilobytes - a.kilobytes)
    .slice(0, 3)
  const values = { edition: edition.id, kilobytes: Math.ceil(bytes / 1024), blocks }
  return [bytes >= clipBytes ? htmlClipped(values, at) : htmlHeavy(values, at)]
}
