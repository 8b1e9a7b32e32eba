import { bodyLimit } from 'hono/body-limit'
import { isOfProof } from '../../newsletter/proof/proof-links.ts'
import { allowMethods } from '../allow-methods.ts'
import { leaveField, leavePage } from '../pages/leave-page.ts'
import { messagePage } from '../pages/message-page.ts'
import { readForm } from '../read-form.ts'
import { showPage } from '../show-page.ts'
import type { AddRoute, Site, SiteContext } from '../site.ts'

const path = '/u/:token'
const mostBytes = 16 * 1024

/**
 * `/u/<token>`: the link in a mail and in its List-Unsubscribe header.
 *
 * Scanners and previews follow every link, so GET and HEAD only show a button (DESIGN.md, promise 8). A mailbox's own
 * button posts `List-Unsubscribe=One-Click` (RFC 8058) without cookies or an Origin, and is obeyed at once, without a
 * redirect. A POST with neither that pair nor our button's field is refused, an empty one too: the pair is how RFC 8058
 * tells a reader's wish from a probe, every mailbox that offers the button sends it, and a refused one tells the reader.
 */
export const addUnsubscribeRoute: AddRoute = (app, site) => {
  app.get(path, (c) => {
    c.set('route', 'unsubscribe')
    return showLeaving(c, site, c.req.param('token'))
  })
  const limit = bodyLimit({
    maxSize: mostBytes,
    onError: (c) => {
      c.set('route', 'unsubscribe')
      return showPage(c, site, (context) => messagePage(context, 'refused'), { status: 413 })
    },
  })
  app.post(path, limit, async (c) => {
    c.set('route', 'unsubscribe')
    const form = await readForm(c)
    const oneClick = form?.get('List-Unsubscribe') === 'One-Click'
    const chosen = form?.get(leaveField) ?? undefined
    if (!oneClick && chosen === undefined) {
      return await showPage(c, site, (context) => messagePage(context, 'refused'), { status: 400 })
    }
    if (isOfProof(c.req.param('token'))) return await showProof(c, site)
    const reader = await site.home.unsubscribe(c.req.param('token'))
    if (!reader) return await showUnknown(c, site)
    if (!oneClick) return await showPage(c, site, (context) => messagePage(context, 'done'), { reader, chosen })
    return c.text(`${site.home.choosePage(reader, []).words.done_title}\n`)
  })
  allowMethods(app, path, 'GET, HEAD, POST, OPTIONS')
}

/** The page before leaving, or, for somebody who is not mailed any more, the one after. */
export async function showLeaving(c: SiteContext, site: Site, token: string): Promise<Response> {
  if (isOfProof(token)) return await showProof(c, site)
  const reader = await site.home.findReader(token)
  if (!reader) return await showUnknown(c, site)
  if (reader.suppressed) return await showPage(c, site, (context) => messagePage(context, 'done'), { reader })
  return await showPage(c, site, (context) => leavePage(context, token), { reader })
}

async function showUnknown(c: SiteContext, site: Site): Promise<Response> {
  return await showPage(c, site, (context) => messagePage(context, 'unknown'), { status: 404 })
}

/** The links of a proof are nobody's: whatever is asked of them, nothing changes. */
async function showProof(c: SiteContext, site: Site): Promise<Response> {
  return await showPage(c, site, (context) => messagePage(context, 'proof'))
}
