import type { DescribeBlock } from './describe.ts'

/** When, with the zone it is meant in, where, and the way into a calendar. */
export const event: DescribeBlock<'event'> = (block, { words, dates, newsletter, linkCalendar }) => {
  const { start, end, zone, where, href, label } = block.attributes
  const when = dates.moment(start, end, zone ?? newsletter.timezone)
  return {
    facts: [{ label: words.when, value: when }, ...(where === undefined ? [] : [{ label: words.where, value: where }])],
    button: href === undefined ? undefined : { label: label ?? words.event_button, href },
    calendar: { label: words.event_calendar, href: linkCalendar(block) },
  }
}
