import { allowMethods } from '../allow-methods.ts'
import { deskSite, limitForm, pathOf, sayAtDesk, showDeskPage } from '../desk-site.ts'
import { findSession, isForeign, setSession } from '../editor-cookie.ts'
import { enterPage, spentPage } from '../pages/sign-in-pages.ts'
import type { AddRoute } from '../site.ts'

const path = '/approve/:issue/in/:token'
const route = 'approve-in'

/**
 * `/approve/<issue>/in/<token>`: the link in the mail. Scanners follow it, so GET and HEAD only show a button (DESIGN.md,
 * promise 8); POST spends the link and signs in.
 */
export const addApproveInRoute: AddRoute = (app, site) => {
  const here = deskSite(site)
  if (!here) return
  const { desk } = here
  app.get(path, async (c) => {
    c.set('route', route)
    const { issue, token } = c.req.param()
    if (await desk.isOpenLink(issue, token)) {
      return await showDeskPage(c, here, (context) => enterPage(context, issue, token))
    }
    return await showDeskPage(c, here, (context) => spentPage(context, issue), { status: 410 })
  })
  app.post(path, limitForm(here, route), async (c) => {
    c.set('route', route)
    if (isForeign(c)) return await sayAtDesk(c, here, 'foreign', { status: 403 })
    const { issue, token } = c.req.param()
    const session = await desk.signIn(issue, token)
    if (session !== undefined) setSession(c, desk, session)
    // A button pressed twice: the second finds the link spent, and its owner signed in.
    else if (!(await findSession(c, desk))) {
      return await showDeskPage(c, here, (context) => spentPage(context, issue), { status: 410 })
    }
    return c.redirect(pathOf(issue), 303)
  })
  allowMethods(app, path, 'GET, HEAD, POST, OPTIONS')
}
