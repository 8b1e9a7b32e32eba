import type { Position } from 'unist'
import type { Newsletter } from '../issue/newsletter.ts'
import { type At, Problem } from '../problem/problem.ts'
import { parseRule } from './parse-rule.ts'
import { segmentsTooMany } from './problems.ts'
import type { Rule } from './rule.ts'

/** A mask of segments is one number in every database and in JavaScript. */
const maxSegments = 50

/** The newsletter's segments by name, those whose rule can be read, in the order they are written. */
export function readSegments(newsletter: Newsletter): { segments: Map<string, Rule>; problems: Problem[] } {
  const segments = new Map<string, Rule>()
  const problems: Problem[] = []
  const { file, timezone, topics } = newsletter
  const entries = Object.entries(newsletter.segments)
  if (entries.length > maxSegments) {
    problems.push(segmentsTooMany({ count: entries.length, limit: maxSegments }, { file }))
  }
  for (const [segment, text] of entries) {
    const place = newsletter.segmentPlaces[segment]
    const at = (start: number, end: number): At => ({ file, place: place && partOf(place, text, start, end) })
    try {
      const rule = parseRule(text, { segment, timezone, topics, at, report: (problem) => problems.push(problem) })
      segments.set(segment, rule)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error)
    }
  }
  return { segments, problems }
}

/** A part of a rule in the file, where the file holds the rule as it is: on one line, plain or quoted without escapes. */
function partOf(place: Position, text: string, start: number, end: number): Position {
  const { line, column } = place.start
  const quotes = (place.end.column - column - text.length) / 2
  if (place.end.line !== line || (quotes !== 0 && quotes !== 1)) return place
  return { start: { line, column: column + quotes + start }, end: { line, column: column + quotes + end } }
}
