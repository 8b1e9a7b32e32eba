import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { findWords } from '../problem/positions.ts'
import type { At } from '../problem/problem.ts'
import type { Check } from './check.ts'
import { passagesOf } from './passages.ts'
import { placeholder as leftOpen } from './problems.ts'
import { proseOf } from './written.ts'

const open = [
  /\b(?:TK)+\b/u,
  /\blorem ipsum\b/iu,
  /(?<![\p{L}\p{N}])(?:XXX+|TBD|TBC|FIXME)(?![\p{L}\p{N}])/u,
  // “Todo” is Spanish for “everything”, so only the note with its colon counts.
  /(?<![\p{L}\p{N}])TODO(?=:)/u,
  /\?{3,}/u,
]

/** Merge tags of other systems, and words in brackets that stand for other words; `[sic]` and `[the law]` are prose. */
const tags = [
  /\{\{.*?\}\}|%%?[A-Z_]{3,}%%?/u,
  /(?<!:\p{L}*)\[(?:(?:your|insert|add|first|last|nombre|tu|su|inserte?|tên|chèn)\b[^\]]*|name|city|date|link|url|phone|fecha|enlace|ciudad|ngày|họ tên)\]/iu,
]

/** The same where Markdown reads their signs as emphasis or HTML, so that they are no longer in the words. */
const markedTags = /\*\|[^|\n]+\|\*|\{%.*?%\}|<%.*?%>|<<[\p{L}_ ]+>>|«\s*(?:[A-Z]+_[A-Z_]+)\s*»/gu

/** A note to oneself, first or last in a line. In the Romance languages it is a word like any other. */
const bareTodo = /^TODO\b(?!:)|\bTODO(?=[.!…)\]]*$)/u
const romance = /^(es|pt|gl|ca|it)\b/

/**
 * Report places left open for words that never came.
 *
 * @example ok
 *   Hello :name[friend], “they [the council] voted”: TODO lo que sabemos.
 *
 * @example not-ok
 *   Hello [name], the vote is on TK, at {{time}}.
 *
 *   ![Lorem ipsum](images/steps.png)
 *
 *   Dear *|FNAME|*, {% if member %} and so on: TODO
 *
 * @example problems
 *   en.md:1:7 error placeholder
 *   en.md:1:30 error placeholder
 *   en.md:1:37 error placeholder
 *   en.md:3:3 error placeholder
 *   en.md:5:6 error placeholder
 *   en.md:5:17 error placeholder
 *   en.md:5:44 error placeholder
 */
export const placeholder: Check = {
  problems: [leftOpen],
  run(context, report) {
    const { issue, documents } = context
    for (const { text, language, at } of passagesOf(context)) {
      for (const { 0: words, index } of text.matchAll(markedTags)) {
        report(leftOpen({ words, tag: true }, at(index, words.length)))
      }
      const todo = romance.test(language) ? null : bareTodo.exec(text)
      if (todo) report(leftOpen({ words: todo[0], tag: false }, at(todo.index, todo[0].length)))
    }
    const search = (text: string, at: At, lines: string[] = []) => {
      for (const [patterns, tag] of [
        [open, false],
        [tags, true],
      ] as const) {
        for (const pattern of patterns) {
          const words = pattern.exec(text)?.[0]
          if (words === undefined) continue
          const within = at.place && 'end' in at.place ? findWords(lines, at.place, words) : at.place
          report(leftOpen({ words, tag }, { ...at, place: within }))
        }
      }
    }
    for (const { blocks, file, language, meta, places } of documents) {
      const lines = issue.texts.find((text) => text.language === language)?.source.split('\n')
      for (const key of ['title', 'subject', 'preheader'] as const) {
        search(meta[key], { file, place: places[key] }, lines)
        const [words] = meta[key].match(markedTags) ?? []
        if (words !== undefined) report(leftOpen({ words, tag: true }, { file, place: places[key] }))
      }
      for (const block of blocks) {
        for (const value of Object.values(block.attributes)) {
          if (typeof value === 'string') search(value, { file, place: block.position.start })
        }
        visit(proseOf(block), (node) => {
          for (const text of wordsOf(node)) search(text, { file, place: node.position }, lines)
        })
      }
    }
  },
}

function wordsOf(node: Nodes): string[] {
  if (node.type === 'text') return [node.value]
  if (node.type === 'image') return [node.alt ?? '']
  return node.type === 'link' ? [node.url] : []
}
