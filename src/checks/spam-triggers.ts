import type { Document } from '../document/document.ts'
import type { At, Problem } from '../problem/problem.ts'
import type { Check } from './check.ts'
import { listLinks } from './links/list-links.ts'
import { acronyms, bait, shorteners } from './spam/bait.ts'
import { lineBaits, lineExclaims, lineShouts, linkShortened, subjectPretends } from './spam/problems.ts'

/**
 * Report what makes filters and readers take a mail for spam: shouting, bait and pretences in the lines that an inbox
 * shows, and links through shorteners.
 *
 * @example ok
 *   ---
 *   title: Free them all!
 *   subject: "Act now: ICE, DHS and USCIS must answer"
 *   preheader: "Urgent: your free guide to rights at work, and TPS news"
 *   ---
 *   Read [the guide](https://example.org/guide).
 *
 * @example not-ok
 *   ---
 *   title: Act now!!! Free them all!
 *   subject: "RE: OPEN IMMEDIATELY please"
 *   preheader: "Win $$$ with a guaranteed green card, 100% free"
 *   ---
 *   Read [the guide](https://bit.ly/guide).
 *
 * @example problems
 *   en.md:2:8 suggest line_exclaims
 *   en.md:3:10 warn line_baits
 *   en.md:3:10 warn line_shouts
 *   en.md:3:10 warn subject_pretends
 *   en.md:4:12 warn line_baits
 *   en.md:4:12 warn line_baits
 *   en.md:4:12 warn line_baits
 *   en.md:6:6 warn link_shortened
 */
export const spamTriggers: Check = {
  problems: [lineShouts, lineExclaims, lineBaits, subjectPretends, linkShortened],
  run({ issue, documents }, report) {
    for (const document of documents) {
      for (const line of ['title', 'subject', 'preheader'] as const) {
        const at = { file: document.file, place: document.places[line] }
        for (const problem of inspectLine(line, document, at)) report(problem)
      }
      for (const { url, at } of listLinks(issue, document)) {
        const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase().replace(/^www\./, '') : ''
        if (shorteners.has(host)) report(linkShortened({ host }, at))
      }
    }
  },
}

function inspectLine(line: 'title' | 'subject' | 'preheader', { meta, language }: Document, at: At): Problem[] {
  const text = meta[line].replaceAll(/:name\[([^\]]*)\]/g, '$1')
  const shouted = findShouting(text)
  const marks = [...text.matchAll(/!/g)].length
  const pretence =
    line === 'subject' ? /^\s*(re|fwd?|rv|tr|aw|wg|trả lời|chuyển tiếp)\s*(\[\d+\])?:(?=\s)/iu.exec(text) : null
  return [
    ...(shouted === undefined ? [] : [lineShouts({ line, words: shouted }, at)]),
    ...(marks > 1 ? [lineExclaims({ line, count: marks }, at)] : []),
    ...findBait(text, language).map((words) => lineBaits({ line, words }, at)),
    ...(pretence ? [subjectPretends({ words: pretence[0].trim() }, at)] : []),
  ]
}

/** Two or more words in capitals side by side that are no names, or a single one with most of the line. */
function findShouting(text: string): string | undefined {
  const runs = text.matchAll(
    /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{M}'’-]*(?:\s+\p{Lu}[\p{Lu}\p{M}'’-]*)*(?![\p{L}\p{N}])/gu,
  )
  for (const [run] of runs) {
    const words = run.split(/\s+/).filter((word) => word.length > 1 && !acronyms.has(word))
    const letters = words.join('').length
    if ((words.length > 1 && letters >= 7) || letters >= 12) return run
  }
  return undefined
}

/** English slips into translations, so its phrases are looked for in all of them. */
function findBait(text: string, language: string): string[] {
  const own = language.split('-')[0] ?? language
  const phrases = [...new Set([...(bait[own] ?? []), ...(bait.en ?? [])])]
  const plain = text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ')
  const found = phrases.filter((phrase) => holdsWhole(plain, phrase))
  const money = /[$€£]{2,}/.exec(text)?.[0]
  return money === undefined ? found : [...found, money]
}

function holdsWhole(text: string, phrase: string): boolean {
  const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
  for (let index = text.indexOf(phrase); index >= 0; index = text.indexOf(phrase, index + 1)) {
    if (!isLetter(text[index - 1]) && !isLetter(text[index + phrase.length])) return true
  }
  return false
}
