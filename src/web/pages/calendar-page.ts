import { html } from 'hono/html'
import type { CalendarFacts } from '../../edition/calendar.ts'
import type { Page, PageContext } from './page.ts'

/** Longer addresses are cut off on their way through some mail apps and servers. */
const longestDetails = 800

/** An event written out, and three ways into a calendar; the one that needs no company to know of it comes first. */
export function calendarPage({ words, language }: PageContext, name: string, event: CalendarFacts): Page {
  const { title, when, where } = event
  const lang = event.language === language ? undefined : event.language
  return {
    title: words.calendar_title,
    body: html`<section class="event"${lang === undefined ? '' : html` lang="${lang}"`}>
<h2>${title}</h2>
<p>${when}</p>
${where === undefined ? '' : html`<p>${where}</p>`}
</section>
<div class="ways">
<p class="go"><a href="/c/${name}.ics">${words.calendar_file}</a></p>
<p>${words.calendar_file_note}</p>
<p class="apart">${words.calendar_elsewhere_note}</p>
<p class="to"><a href="${googleLink(event)}" rel="noreferrer">${words.calendar_google}</a> <a href="${outlookLink(event)}" rel="noreferrer">${words.calendar_outlook}</a></p>
</div>`,
  }
}

/** Google's form for a new event; times are written as iCalendar's. */
function googleLink({ title, where = '', start, end, details }: CalendarFacts): string {
  const compact = (instant: string): string => instant.replace(/\.\d+/, '').replace(/[-:]/g, '')
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    details: shorten(details),
    location: where,
  })
  return `https://calendar.google.com/calendar/render?${query}`
}

function outlookLink({ title, where = '', start, end, details }: CalendarFacts): string {
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: start,
    enddt: end,
    body: shorten(details),
    location: where,
  })
  // Outlook shows a plus sign where a form would mean a blank.
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query.toString().replaceAll('+', '%20')}`
}

function shorten(details: string): string {
  return details.length > longestDetails ? `${details.slice(0, longestDetails - 1).trimEnd()}…` : details
}
