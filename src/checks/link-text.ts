import type { Link } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Check } from './check.ts'
import { linkText as noWords } from './problems.ts'
import { proseOf } from './written.ts'

/** Words that say nothing alone. All languages are looked for in all files: English slips into translations. */
const empty = new Set([
  ...['click here', 'here', 'this link', 'link', 'this', 'read more', 'more', 'learn more', 'this page'],
  ...[
    'haga clic aquí',
    'haz clic aquí',
    'clic aquí',
    'aquí',
    'este enlace',
    'enlace',
    'leer más',
    'más',
    'más información',
  ],
  ...['bấm vào đây', 'nhấp vào đây', 'nhấn vào đây', 'tại đây', 'ở đây', 'đây', 'liên kết', 'liên kết này', 'xem thêm'],
])

/**
 * Warn when a link's words do not say where it leads.
 *
 * @example ok
 *   Read [the one-page guide](https://example.org/guide) or call [555-0100](tel:+15555550100).
 *
 * @example not-ok
 *   [Click here!](https://example.org/guide) or see https://example.org/guide, [tại đây](https://example.org/vi).
 *
 * @example problems
 *   en.md:1:1 warn link_text
 *   en.md:1:49 warn link_text
 *   en.md:1:76 warn link_text
 */
export const linkText: Check = {
  problems: [noWords],
  run({ issue, documents }, report) {
    for (const { blocks, file, language } of documents) {
      const lines = issue.texts.find((text) => text.language === language)?.markdown.split('\n') ?? []
      for (const block of blocks) {
        visit(proseOf(block), 'link', (link) => {
          const words = plainText(link).trim()
          if (isEmpty(words, link) && !isMiswritten(link, lines))
            report(noWords({ words }, { file, place: link.position }))
        })
      }
    }
  },
}

function isEmpty(words: string, { url }: Link): boolean {
  // An address one writes to or calls is its own best name.
  if (words === '' || /^(mailto|tel):/i.test(url)) return words === ''
  const plain = words.toLowerCase().replaceAll(/^[\s→»›.!¡]+|[\s→»›.!…]+$/g, '')
  return empty.has(plain) || /^(https?:\/\/|www\.)\S*$/i.test(words)
}

/** An address in the brackets of a link that is none for a slip, which another check reports. */
function isMiswritten({ position }: Link, lines: string[]): boolean {
  const { line = 0, column = 0 } = position?.start ?? {}
  return /\]\s*\($|\)\s?\[$/.test((lines[line - 1] ?? '').slice(0, column - 1))
}
