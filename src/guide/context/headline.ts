import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** A link whose label is wholly in quotation marks gives a title as its author wrote it. */
export function judgeHeadline({ match, text, quotations }: Situation): Outcome | undefined {
  const label = text.labels.find(({ start, end }) => start <= match.start && match.end <= end)
  if (!label) return undefined
  const words = text.text.slice(label.start, label.end)
  const lead = words.length - words.trimStart().length
  const whole = quotations.some(
    ({ start, end, inner }) =>
      (start <= label.start + lead && isNothing(text.text.slice(end, label.end))) ||
      (inner.start === label.start && inner.end === label.end),
  )
  return whole ? { silence: 'headline' } : undefined
}

function isNothing(rest: string): boolean {
  return /^[\s.,;:!?]*$/u.test(rest)
}
