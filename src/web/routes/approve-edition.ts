import { allowMethods } from '../allow-methods.ts'
import { deskSite, sayAtDesk, showDeskPage } from '../desk-site.ts'
import { findSession } from '../editor-cookie.ts'
import { askPage } from '../pages/sign-in-pages.ts'
import type { AddRoute } from '../site.ts'

const path = '/approve/:issue/see/:edition'

/**
 * A mail has styles in its tags, and its pictures are in it. It runs nothing, asks for nothing, and belongs to no site: the
 * sandbox keeps it from the editor's session. Its links may be tried, in a window of their own.
 */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** `/approve/<issue>/see/<edition>`: an edition as it would be mailed now, for editors; its text part with `?as=text`. */
export const addApproveEditionRoute: AddRoute = (app, site) => {
  const here = deskSite(site)
  if (!here) return
  const { desk } = here
  app.get(path, async (c) => {
    c.set('route', 'approve-edition')
    const { issue, edition } = c.req.param()
    const session = await findSession(c, desk)
    if (!session) return await showDeskPage(c, here, (context) => askPage(context, issue), { status: 401 })
    const rendered = await desk.showEdition(issue, edition)
    if (!rendered) return await sayAtDesk(c, here, 'gone', { status: 404, session })
    c.header('content-security-policy', policy)
    return c.req.query('as') === 'text' ? c.text(rendered.text) : c.html(rendered.html)
  })
  allowMethods(app, path, 'GET, HEAD, OPTIONS')
}
