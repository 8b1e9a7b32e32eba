import { visit } from 'unist-util-visit'
import type { At, Report } from '../problem/problem.ts'
import type { Check } from './check.ts'
import { linkInsecure, linkLocal, linkScheme as noScheme } from './problems.ts'
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
 *   [A draft](http://localhost:3000/act), [another](https://192.168.0.7/act), [the form](visas.pdf).
 *
 * @example problems
 *   en.md:1:1 error link_scheme
 *   en.md:1:29 warn link_insecure
 *   en.md:3:1 error link_local
 *   en.md:3:39 error link_local
 *   en.md:3:75 error link_scheme
 */
export const linkScheme: Check = {
  problems: [noScheme, linkInsecure, linkLocal],
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
  const { protocol: scheme = '', hostname = '' } = URL.canParse(url) ? new URL(url) : {}
  if (scheme.startsWith('http') && isLocal(hostname)) report(linkLocal({ url }, at))
  else if (scheme === 'http:') {
    report(linkInsecure({ url, corrected: url.replace(/^http:/i, 'https:') }, at))
  } else if (!['https:', 'mailto:', 'tel:'].includes(scheme)) {
    const host = !/\.(pdf|docx?|zip)$/i.test(url) && /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(url)
    report(noScheme({ url, corrected: host ? `https://${url}` : undefined }, at))
  }
}

/** This computer, or a network at home or in an office (RFC 1918, RFC 6761, RFC 6762). */
function isLocal(host: string): boolean {
  if (host === 'localhost' || /\.(localhost|local|internal|lan)$/.test(host) || host === '[::1]') return true
  return /^(0|10|127)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$|^169\.254\.\d+\.\d+$/.test(
    host,
  )
}
