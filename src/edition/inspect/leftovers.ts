import { visit } from 'unist-util-visit'
import { leftover } from '../problems.ts'
import { anySentinel } from '../slots.ts'
import { findAuthored } from './find-authored.ts'
import type { Inspection } from './inspection.ts'

const machinery = [anySentinel, /\{\{.{0,20}/s, /\{%.{0,20}/s, /\[object \w+\]/]
// A whole value of these is a slip of a template. Within a sentence they may be words.
const empties = /^(undefined|null|NaN)$/

// Attributes no words of a person stand in.
const mechanical = /^(src|href|style|width|height|className)$/

function findIn(text: string): string | undefined {
  const found = machinery.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined)
  return found ?? empties.exec(text.trim())?.[0]
}

/** Template code, or a value that was not there, in what a reader would see. */
export const inspectLeftovers: Inspection = ({ edition, data, document, tree, text, subject, at }) => {
  const found: string[] = []
  const look = (value: string): void => {
    const match = findIn(value)
    if (match !== undefined) found.push(match)
  }
  visit(tree, (node) => {
    if (node.type === 'text' || node.type === 'comment') look(node.value)
    if (node.type !== 'element') return
    for (const [name, value] of Object.entries(node.properties)) {
      const words = String(value)
      look(words)
      if (mechanical.test(name) && /\b(undefined|NaN)\b/.test(words)) found.push(words)
    }
  })
  for (const line of [subject, ...text.split('\n')]) {
    look(line)
    look(line.replace(/^[^:]+:/, ''))
  }
  return [...new Set(found)].map((match) => {
    const authored = findAuthored(match, document, data.words)
    return leftover({ edition: edition.id, match: match.trim(), found: authored !== undefined }, authored ?? at)
  })
}
