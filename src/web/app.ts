import { Hono } from 'hono'
import type { Home } from '../newsletter/open-home.ts'
import { Problem } from '../problem/problem.ts'
import { createLook } from './look.ts'
import { messagePage } from './pages/message-page.ts'
import type { RequestLog } from './request-log.ts'
import { routes } from './routes/index.ts'
import { showPage } from './show-page.ts'
import type { Site, SiteApp, SiteVariables } from './site.ts'

/** The public pages of a newsletter. No page sets a cookie, runs a script or asks anything of another server. */
export function createApp(home: Home, log: RequestLog): SiteApp {
  const site: Site = { home, look: createLook(home.settings) }
  const app: SiteApp = new Hono<{ Variables: SiteVariables }>()
  app.use(async (c, next) => {
    const began = performance.now()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('x-robots-tag', 'noindex')
    c.header('cache-control', 'no-store')
    await next()
    const ms = Math.round(performance.now() - began)
    log({
      method: c.req.method,
      route: c.get('route') ?? 'unknown',
      status: c.res.status,
      ms,
      failure: c.get('failure'),
    })
  })
  for (const addRoute of routes) addRoute(app, site)
  app.notFound((c) => showPage(c, site, (context) => messagePage(context, 'nothing'), { status: 404 }))
  app.onError((error, c) => {
    c.set('failure', error instanceof Problem ? error.code : placeOf(error))
    if (error instanceof Problem) c.header('retry-after', '30')
    const status = error instanceof Problem ? 503 : 500
    return showPage(c, site, (context) => messagePage(context, 'later'), { status })
  })
  return app
}

/** Of an error that is a bug only its name and place: its message might quote what a reader sent. */
function placeOf({ name, stack }: Error): string {
  const [, place] = /\/([^/()]+:\d+:\d+)\)?$/m.exec(stack ?? '') ?? []
  return place === undefined ? name : `${name} at ${place}`
}
