import type { DescribeBlock } from './describe.ts'

/** A button, and the day by which it counts. */
export const action: DescribeBlock<'action'> = ({ attributes: { href, by, label } }, { words, dates }) => ({
  button: { label: label ?? words.action_button, href },
  facts: by === undefined ? [] : [{ label: words.deadline, value: dates.date(by) }],
})
