import { allowMethods } from '../allow-methods.ts'
import { calendarPage } from '../pages/calendar-page.ts'
import { messagePage } from '../pages/message-page.ts'
import { showPage } from '../show-page.ts'
import type { AddRoute, Site, SiteContext } from '../site.ts'

const path = '/c/:name'
const fileEnding = '.ics'

/**
 * `/c/<sha256>`: an event of a frozen issue, and the ways into a calendar; `/c/<sha256>.ics`: the file itself, whose hash
 * is the name. Both are the same for every reader, and nobody is counted.
 */
export const addCalendarRoute: AddRoute = (app, site) => {
  app.get(path, async (c) => {
    c.set('route', 'calendar')
    const name = c.req.param('name')
    if (name.endsWith(fileEnding)) return await sendFile(c, site, name.slice(0, -fileEnding.length))
    const event = await site.home.findCalendar(name)
    if (!event) return await showNothing(c, site)
    return await showPage(c, site, (context) => calendarPage(context, name, event))
  })
  allowMethods(app, path, 'GET, HEAD, OPTIONS')
}

async function sendFile(c: SiteContext, site: Site, name: string): Promise<Response> {
  const ics = await site.home.findCalendarFile(name)
  if (!ics) return await showNothing(c, site)
  c.header('content-type', 'text/calendar; charset=utf-8')
  c.header('content-disposition', 'attachment; filename="event.ics"')
  c.header('content-length', String(ics.length))
  c.header('cache-control', 'public, max-age=31536000, immutable')
  return c.body(new Uint8Array(ics))
}

async function showNothing(c: SiteContext, site: Site): Promise<Response> {
  return await showPage(c, site, (context) => messagePage(context, 'nothing'), { status: 404 })
}
