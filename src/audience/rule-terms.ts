import { DateTime, type DurationLikeObject } from 'luxon'
import { nearest } from '../problem/nearest.ts'
import type { At } from '../problem/problem.ts'
import { segmentBadValue, segmentUnfinished, segmentUnknownField, segmentUnknownTopic } from './problems.ts'
import { foldCase, type Rule, type TextField } from './rule.ts'

/** What reading a rule needs to know. */
export interface RuleContext {
  /** The segment's name. */
  segment: string
  /** IANA zone in which dates are meant. */
  timezone: string
  topics: readonly string[]
  /** Where a part of the rule stands in the file. */
  at: (start: number, end: number) => At
  /** Hears what does not keep the rule from being read. */
  report?: (problem: ReturnType<typeof segmentUnknownTopic>) => void
}

export type Operator = ':' | ':=' | ':<' | ':<=' | ':>' | ':>='

const textFields: readonly TextField[] = ['topic', 'language', 'region', 'source']
const knownFields: readonly string[] = [...textFields, 'consented']
const isTextField = (name: string): name is TextField => (textFields as readonly string[]).includes(name)

export const notADate = {
  why: 'that is not a date',
  hint: 'Write the date as year-month-day (2024-04-02), a month (2024-04) or a year (2024).',
}

/** Refuse a field that is not on the list of those a rule may ask about. */
export function checkField(field: string, context: RuleContext, at: At): void {
  if (knownFields.includes(field)) return
  throw segmentUnknownField({ segment: context.segment, field, near: nearest(field, knownFields) }, at)
}

/** `field operator value`, for a field that passed `checkField`. */
export function readTerm(field: string, operator: Operator, value: string, context: RuleContext, at: At): Rule {
  const { segment } = context
  if (value.trim() === '') throw segmentUnfinished({ segment, why: `nothing follows “${field}${operator}”` }, at)
  if (!isTextField(field)) return readConsented(operator, value, context, at)
  if (operator !== ':' && operator !== ':=') {
    const why = `only dates can be compared with ${operator.slice(1)}`
    throw segmentBadValue({ segment, value: `${field}${operator}${value}`, why, hint: `Write ${field}:${value}` }, at)
  }
  const pattern = foldCase(value.normalize('NFC'))
  if (field === 'topic' && !pattern.includes('*') && !context.topics.some((topic) => foldCase(topic) === pattern)) {
    const near = nearest(value, context.topics)
    context.report?.(segmentUnknownTopic({ segment, topic: value, near, known: [...context.topics] }, at))
  }
  return { kind: 'text', field, pattern }
}

/** `consented:[2024-01-01 TO 2024-06-30]`; `{` and `}` leave their day out. */
export function readRange(field: string, text: string, context: RuleContext, at: At): Rule {
  const [, open, low = '', high = '', close] = /^([[{])\s*(\S+)\s+TO\s+(\S+?)\s*([\]}])$/.exec(text) ?? []
  if (isTextField(field) || open === undefined) {
    const why = 'only a date can lie between two values'
    const hint = 'For example: consented:[2024-01-01 TO 2024-06-30]'
    throw segmentBadValue({ segment: context.segment, value: `${field}:${text}`, why, hint }, at)
  }
  const [from, before] = [readDates(low, context, at), readDates(high, context, at)]
  return {
    kind: 'consented',
    from: open === '[' ? from.start : from.end,
    before: close === ']' ? before.end : before.start,
  }
}

function readConsented(operator: Operator, value: string, context: RuleContext, at: At): Rule {
  const { start, end } = readDates(value, context, at)
  switch (operator) {
    case ':>=':
      return { kind: 'consented', from: start }
    case ':>':
      return { kind: 'consented', from: end }
    case ':<':
      return { kind: 'consented', before: start }
    case ':<=':
      return { kind: 'consented', before: end }
    default:
      return { kind: 'consented', from: start, before: end }
  }
}

/** The time a written day, month or year covers: epoch milliseconds, `end` exclusive. */
function readDates(value: string, context: RuleContext, at: At): { start: number; end: number } {
  const units: [format: string, length: DurationLikeObject][] = [
    ['yyyy-MM-dd', { days: 1 }],
    ['yyyy-MM', { months: 1 }],
    ['yyyy', { years: 1 }],
  ]
  for (const [format, length] of units) {
    const start = DateTime.fromFormat(value, format, { zone: context.timezone, locale: 'en' })
    if (start.isValid) return { start: start.toMillis(), end: start.plus(length).toMillis() }
  }
  throw segmentBadValue({ segment: context.segment, value, ...notADate }, at)
}
