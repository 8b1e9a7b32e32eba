import type { DescribeBlock } from './describe.ts'
import { creditMember } from './members.ts'

/** Legal information, with the day a person last read it over and the day it ends. */
export const alert: DescribeBlock<'alert'> = ({ attributes }, context) => {
  const { words, dates, issueDate } = context
  return {
    ...creditMember(attributes.by, context),
    facts: [
      { label: words.reviewed, value: dates.day(attributes.reviewed) },
      { label: words.until, value: dates.date(attributes.until) },
    ],
    mark: attributes.until < issueDate ? words.alert_past : undefined,
  }
}
