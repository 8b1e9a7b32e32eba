import type { DescribeBlock } from './describe.ts'

/** A recommendation on a bill. What kind of lobbying it is concerns counsel, not the reader. */
export const vote: DescribeBlock<'vote'> = ({ attributes }, { words, dates }) => {
  const { bill, position, href, label, date } = attributes
  return {
    mark: position === 'support' ? words.vote_support : words.vote_oppose,
    tone: position,
    facts: [
      { label: words.bill, value: bill },
      ...(date === undefined ? [] : [{ label: words.vote_date, value: dates.date(date) }]),
    ],
    button: href === undefined ? undefined : { label: label ?? words.vote_button, href },
  }
}
