import type { DescribeBlock } from './describe.ts'

/** When, with the zone it is meant in, and where. */
export const event: DescribeBlock<'event'> = ({ attributes }, { words, dates, newsletter }) => {
  const { start, end, zone, where, href, label } = attributes
  const when = dates.moment(start, end, zone ?? newsletter.timezone)
  return {
    facts: [{ label: words.when, value: when }, ...(where === undefined ? [] : [{ label: words.where, value: where }])],
    button: href === undefined ? undefined : { label: label ?? words.event_button, href },
  }
}
