import { visit } from 'unist-util-visit'
import type { At, Report } from '../problem/problem.ts'
import type { Check } from './check.ts'
import { linkInsecure, linkScheme as noScheme } from './problems.ts'
import { attributePlace, proseOf } from './written.ts'

/**
 * Report a link that a mail cannot follow, and warn of one that is not encrypted.
 *
 * @example ok
 *   [Read on](https://example.org), [write](mailto:hello@example.org) or [call](tel:+15555550100).
 *
 * @example not-ok
 *   [The archive](/archive) and [the guide](http://example.org/guide).
 *
 * @example problems
 *   en.md:1:1 error link_scheme
 *   en.md:1:29 warn link_insecure
 */
export const linkScheme: Check = {
  problems: [noScheme, linkInsecure],
  run({ issue, documents }, report) {
    for (const document of documents) {
      const { blocks, file } = document
      for (const block of blocks) {
        visit(proseOf(block), 'link', ({ url, position }) => checkUrl(url, { file, place: position }, report))
        const place = attributePlace(issue, document, block, 'href')
        const href = 'href' in block.attributes ? block.attributes.href : undefined
        if (href !== undefined && place) checkUrl(href, { file, place }, report)
      }
    }
  },
}

function checkUrl(url: string, at: At, report: Report): void {
  const scheme = URL.canParse(url) ? new URL(url).protocol : ''
  if (scheme === 'http:') {
    report(linkInsecure({ url, corrected: url.replace(/^http:/i, 'https:') }, at))
  } else if (!['https:', 'mailto:', 'tel:'].includes(scheme)) {
    const host = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(url)
    report(noScheme({ url, corrected: host ? `https://${url}` : undefined }, at))
  }
}
