import { allowMethods } from '../allow-methods.ts'
import { deskSite, limitForm, pathOf, sayAtDesk, showDeskPage } from '../desk-site.ts'
import { isForeign } from '../editor-cookie.ts'
import { addressField, askPage } from '../pages/sign-in-pages.ts'
import { readForm } from '../read-form.ts'
import type { AddRoute } from '../site.ts'

const path = '/approve/:issue/link'
const route = 'approve-link'

/**
 * `/approve/<issue>/link`: asks for a sign-in link. The answer is the same, and as fast, whether or not the address is an
 * editor's and the issue is there: neither is looked up before it is given.
 */
export const addApproveLinkRoute: AddRoute = (app, site) => {
  const here = deskSite(site)
  if (!here) return
  app.post(path, limitForm(here, route), async (c) => {
    c.set('route', route)
    if (isForeign(c)) return await sayAtDesk(c, here, 'foreign', { status: 403 })
    const issue = c.req.param('issue')
    const address = (await readForm(c))?.get(addressField) ?? ''
    if (here.desk.askForLink(issue, address)) return await sayAtDesk(c, here, 'asked')
    return await showDeskPage(c, here, (context) => askPage(context, issue, { invalid: address }), { status: 400 })
  })
  // Who opens the answer again, from the history or a bookmark.
  app.get(path, (c) => {
    c.set('route', route)
    return c.redirect(pathOf(c.req.param('issue')), 303)
  })
  allowMethods(app, path, 'GET, HEAD, POST, OPTIONS')
}
