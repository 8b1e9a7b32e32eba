import {
  segmentBadValue,
  segmentBareWord,
  segmentNoOperator,
  segmentPattern,
  segmentSyntax,
  segmentTooLong,
  segmentUnfinished,
} from './problems.ts'
import { notADate, type RuleContext } from './rule-terms.ts'

const maxCharacters = 4000
const maxTerms = 200
const maxDepth = 50

const token = /\(|\)|(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[[{][^\]}]*[\]}]|[^\s()"'])+|["']/gs

/**
 * Refuse what the parser would refuse without saying why, or would take too long over: two conditions side by side with
 * brackets (`(a:b) (c:d)`) are ambiguous to it, and a dozen of them exhaust the memory.
 */
export function scanRule(text: string, context: RuleContext): void {
  const { segment } = context
  const whole = context.at(0, text.length)
  if (text.length > maxCharacters) {
    throw segmentTooLong(
      { segment, limit: `it has ${text.length} characters, and ${maxCharacters} is the most` },
      whole,
    )
  }
  let terms = 0
  let depth = 0
  /** What the next token may be: a condition, or something that joins conditions. */
  let wants: 'condition' | 'joint' = 'condition'
  let previous = ''
  for (const match of text.matchAll(token)) {
    const word = match[0]
    const at = context.at(match.index, match.index + word.length)
    if (word === '"' || word === "'") throw segmentUnfinished({ segment, why: 'a quote is opened and not closed' }, at)
    if (/^(and|or|not)$/i.test(word) && word !== word.toUpperCase()) {
      const what = `“${word}” is written small, and would be taken for a word to look for`
      throw segmentSyntax({ segment, what, hint: `Write ${word.toUpperCase()} in capitals.` }, at)
    }
    if (word === 'AND' || word === 'OR') {
      if (wants === 'condition') throw segmentUnfinished({ segment, why: `nothing stands before this ${word}` }, at)
      wants = 'condition'
    } else if (word === ')') {
      depth -= 1
      if (depth < 0) throw segmentUnfinished({ segment, why: 'a bracket is closed that was not opened' }, at)
      if (wants === 'condition') throw segmentUnfinished({ segment, why: 'nothing stands before this bracket' }, at)
    } else {
      if (wants === 'joint') refuseNeighbour(segment, previous, word, at)
      if (word === 'NOT') {
        if (previous === 'NOT') throw segmentSyntax({ segment, what: 'NOT follows NOT', hint: 'Leave both out.' }, at)
      } else if (word === '(') {
        depth += 1
      } else {
        checkTerm(word, context, at)
        terms += 1
        wants = 'joint'
      }
    }
    previous = word
  }
  if (depth > 0) throw segmentUnfinished({ segment, why: 'a bracket is opened and not closed' }, whole)
  if (previous === '') throw segmentUnfinished({ segment, why: 'it is empty' }, whole)
  if (wants === 'condition') throw segmentUnfinished({ segment, why: `nothing follows ${previous}` }, whole)
  if (terms > maxTerms) {
    throw segmentTooLong({ segment, limit: `it has ${terms} conditions, and ${maxTerms} is the most` }, whole)
  }
  if (maxNesting(text) > maxDepth) {
    throw segmentTooLong({ segment, limit: `its brackets are over ${maxDepth} deep` }, whole)
  }
}

function refuseNeighbour(segment: string, previous: string, word: string, at: ReturnType<RuleContext['at']>): never {
  if (previous.endsWith(':') && word !== '(') {
    const what = 'there is a space after the colon'
    throw segmentSyntax({ segment, what, hint: `Write ${previous}${word} without a space.` }, at)
  }
  if (previous.endsWith(':')) {
    const what = 'one field cannot be asked for several values in brackets'
    const hint = `Repeat the field: (${previous}a OR ${previous}b)`
    throw segmentSyntax({ segment, what, hint }, at)
  }
  throw segmentNoOperator({ segment, term: word }, at)
}

function checkTerm(word: string, context: RuleContext, at: ReturnType<RuleContext['at']>): void {
  const { segment } = context
  if (/[“”„‟«»‘’]/.test(word)) {
    const hint = `Write straight quotes: ${word.replace(/[“”„‟«»‘’]/g, '"')}`
    throw segmentSyntax({ segment, what: 'it holds a curly quote', hint }, at)
  }
  if (/^-?\/|:=?\//.test(word)) throw segmentPattern({ segment }, at)
  // liqe stops at these signs without saying why.
  const date = /^-?consented:[<>=]*([^"'[{]*[/.:][^"']*)$/.exec(word)?.[1]
  if (date !== undefined) throw segmentBadValue({ segment, value: date, ...notADate }, at)
  if (!word.includes(':')) throw segmentBareWord({ segment, word: word.replace(/^-/, '') }, at)
}

function maxNesting(text: string): number {
  let depth = 0
  let most = 0
  for (const [word] of text.matchAll(token)) {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0
    most = Math.max(most, depth)
  }
  return most
}
