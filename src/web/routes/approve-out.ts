import { sameText } from '../../newsletter/desk/tokens.ts'
import { allowMethods } from '../allow-methods.ts'
import { deskSite, limitForm, pathOf, sayAtDesk } from '../desk-site.ts'
import { findSession, isForeign, setSession } from '../editor-cookie.ts'
import { issueFields } from '../pages/issue-page.ts'
import { readForm } from '../read-form.ts'
import type { AddRoute } from '../site.ts'

const path = '/approve/:issue/out'
const route = 'approve-out'

/** `/approve/<issue>/out`: signs out, here and in the store. */
export const addApproveOutRoute: AddRoute = (app, site) => {
  const here = deskSite(site)
  if (!here) return
  const { desk } = here
  app.post(path, limitForm(here, route), async (c) => {
    c.set('route', route)
    const session = await findSession(c, desk)
    const form = await readForm(c)
    if (isForeign(c) || (session && !sameText(form?.get(issueFields.form) ?? '', session.formToken))) {
      return await sayAtDesk(c, here, 'foreign', { status: 403 })
    }
    if (session) await desk.signOut(session)
    setSession(c, desk, undefined)
    return await sayAtDesk(c, here, 'out', { session })
  })
  app.get(path, (c) => {
    c.set('route', route)
    return c.redirect(pathOf(c.req.param('issue')), 303)
  })
  allowMethods(app, path, 'GET, HEAD, POST, OPTIONS')
}
