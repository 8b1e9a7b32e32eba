import type { Check } from './check.ts'
import { passagesOf } from './passages.ts'
import { headingWritten, linkWritten } from './problems.ts'

const address = String.raw`(?:https?:\/\/|mailto:|www\.)`

/** What people write for a link, and the link. An exclamation mark before it makes it a picture, which is another check's. */
const links: [RegExp, (words: string, url: string) => string][] = [
  [new RegExp(String.raw`(?<!!)\[([^\]\n]+)\]\s+\((${address}[^\s)]+)\)`, 'g'), link],
  [new RegExp(String.raw`(?<!!)\[([^\]\n]+)\]\((${address}[^)\n"'<]*[ \t][^)\n"'<]*)\)`, 'g'), link],
  [new RegExp(String.raw`(?<!!)\(([^)\n]+)\)\s?\[(${address}[^\]\s]+)\]`, 'g'), link],
]

/**
 * Report a link or a heading that Markdown takes for words, because of a space too many or too few.
 *
 * @example ok
 *   Call [the office](https://example.org/call) (https://example.org), `[x] (https://example.org)`, [1] (see below).
 *
 *   #NotOneMore is what we say.
 *
 * @example not-ok
 *   Read [the page] (https://example.org/page), [the guide](https://example.org/my guide).
 *
 *   See (the form)[https://example.org/form] and [our page][visas].
 *
 *   ##Small steps
 *
 * @example problems
 *   en.md:1:6 error link_written
 *   en.md:1:45 error link_written
 *   en.md:3:5 error link_written
 *   en.md:3:46 error link_written
 *   en.md:5:1 error heading_written
 */
export const writtenMarkup: Check = {
  problems: [linkWritten, headingWritten],
  run(context, report) {
    for (const { text, at } of passagesOf(context)) {
      for (const [form, write] of links) {
        for (const { 0: written, 1: words = '', 2: url = '', index } of text.matchAll(form)) {
          report(linkWritten({ written, corrected: write(words, url) }, at(index, written.length)))
        }
      }
      for (const { 0: written, index } of text.matchAll(/(?<!!)\[[^\]\n]+\]\[[\p{L}\p{N} _-]*\]/gu)) {
        // What has an address somewhere in the file was made a link when the file was read.
        if (
          !isDefined(
            written,
            context.issue.texts.map(({ markdown }) => markdown),
          )
        ) {
          report(linkWritten({ written, corrected: undefined }, at(index, written.length)))
        }
      }
      const [heading, marks = '', words = ''] = /^(#{2,6})([^\s#].*)/.exec(text) ?? []
      if (heading !== undefined) {
        report(headingWritten({ written: heading, corrected: `${marks} ${words}` }, at(0, heading.length)))
      }
    }
  },
}

function link(words: string, url: string): string {
  const whole = url.startsWith('www.') ? `https://${url}` : url
  return `[${words}](${whole.trim().replaceAll(/\s/g, '%20')})`
}

function isDefined(written: string, sources: string[]): boolean {
  const [, words = '', reference = ''] = /\[([^\]]+)\]\[([^\]]*)\]$/.exec(written) ?? []
  const name = (reference || words).toLowerCase()
  return sources.some((source) =>
    source.split('\n').some((line) => line.trimStart().toLowerCase().startsWith(`[${name}]:`)),
  )
}
