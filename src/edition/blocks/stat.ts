import type { DescribeBlock } from './describe.ts'

/** One number, where it comes from and when that was. */
export const stat: DescribeBlock<'stat'> = ({ attributes }, { words, dates }) => {
  const { number, source, href, date } = attributes
  return {
    figure: number,
    facts: [
      { label: words.source, value: source },
      { label: words.date, value: dates.day(date) },
    ],
    button: href === undefined ? undefined : { label: words.source_button, href },
  }
}
