import type { Subscriber } from './subscriber.ts'

/** A field whose values are words. */
export type TextField = 'topic' | 'language' | 'region' | 'source'

/**
 * A segment's rule, read and typed. Text is compared without regard to the case of A–Z and nothing else, which is what
 * every database can do alike; `*` stands for any run of characters. A subscriber without the value (no region) does
 * not match, and matches the rule's `not`.
 */
export type Rule =
  | { kind: 'and' | 'or'; rules: Rule[] }
  | { kind: 'not'; rule: Rule }
  /** `pattern`: NFC, A–Z lower-cased. For `topic`, any of the subscriber's topics is enough. */
  | { kind: 'text'; field: TextField; pattern: string }
  /** When consent was given: epoch milliseconds, `from` inclusive, `before` exclusive. */
  | { kind: 'consented'; from?: number; before?: number }

/** Lower-case A–Z only. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Whether a subscriber is in a segment: what store/compile-rule.ts asks the database, in plain code. */
export function matchesRule(rule: Rule, subscriber: Subscriber): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((part) => matchesRule(part, subscriber))
    case 'or':
      return rule.rules.some((part) => matchesRule(part, subscriber))
    case 'not':
      return !matchesRule(rule.rule, subscriber)
    case 'text':
      return valuesOf(rule.field, subscriber).some((value) => matchesPattern(rule.pattern, value))
    case 'consented': {
      const at = Date.parse(subscriber.consent.at)
      return at >= (rule.from ?? -Infinity) && at < (rule.before ?? Infinity)
    }
  }
}

function valuesOf(field: TextField, subscriber: Subscriber): string[] {
  switch (field) {
    case 'topic':
      return subscriber.topics
    case 'language':
      return [subscriber.language]
    case 'region':
      return subscriber.region === undefined ? [] : [subscriber.region]
    case 'source':
      return [subscriber.consent.source]
  }
}

/** Without a regular expression, whose backtracking a rule with many `*` could blow up. */
function matchesPattern(pattern: string, value: string): boolean {
  const folded = foldCase(value)
  const [start = '', ...rest] = pattern.split('*')
  const end = rest.pop()
  if (end === undefined) return folded === pattern
  if (!folded.startsWith(start)) return false
  let at = start.length
  for (const part of rest) {
    const found = folded.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return folded.length - at >= end.length && folded.endsWith(end)
}
