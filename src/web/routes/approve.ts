import type { Decision } from '../../newsletter/desk/decide.ts'
import type { Session } from '../../newsletter/desk/open-desk.ts'
import { sameText } from '../../newsletter/desk/tokens.ts'
import { allowMethods } from '../allow-methods.ts'
import { type DeskSite, deskSite, limitForm, pathOf, sayAtDesk, showDeskPage } from '../desk-site.ts'
import { findSession, isForeign } from '../editor-cookie.ts'
import { issueFields, issuePage, type Notice } from '../pages/issue-page.ts'
import { askPage } from '../pages/sign-in-pages.ts'
import { readForm } from '../read-form.ts'
import type { AddRoute, SiteContext } from '../site.ts'

const path = '/approve/:issue'
const route = 'approve'

/**
 * `/approve/<issue>`: the page an issue is approved on. Without a session it asks for an editor's address, whatever the
 * issue's name is. A POST carries the session's form token and the hash of what was shown; it changes nothing else.
 */
export const addApproveRoute: AddRoute = (app, site) => {
  const here = deskSite(site)
  if (!here) return
  const { desk } = here
  app.get(path, async (c) => {
    c.set('route', route)
    const session = await findSession(c, desk)
    if (session) return await showIssue(c, here, session)
    const fromElsewhere = c.req.header('sec-fetch-site') === 'cross-site'
    return await showDeskPage(c, here, (context) => askPage(context, c.req.param('issue'), { fromElsewhere }))
  })
  app.post(path, limitForm(here, route), async (c) => {
    c.set('route', route)
    if (isForeign(c)) return await sayAtDesk(c, here, 'foreign', { status: 403 })
    const issue = c.req.param('issue')
    const session = await findSession(c, desk)
    if (!session) {
      return await showDeskPage(c, here, (context) => askPage(context, issue, { nothingChanged: true }), {
        status: 401,
      })
    }
    const form = await readForm(c)
    if (!sameText(form?.get(issueFields.form) ?? '', session.formToken)) {
      return await showIssue(c, here, session, { kind: 'stale' })
    }
    const shown = form?.get(issueFields.shown) ?? ''
    const wish = form?.get(issueFields.wish)
    if (wish !== 'approve' && wish !== 'withdraw') return await showIssue(c, here, session, { kind: 'stale' })
    const decision =
      wish === 'approve' ? await desk.approve(issue, session, shown) : await desk.withdraw(issue, session)
    return decision.kind === 'done' ? c.redirect(pathOf(issue), 303) : await showIssue(c, here, session, decision)
  })
  allowMethods(app, path, 'GET, HEAD, POST, OPTIONS')
}

/** `stale`: the form is not one of this session's, or not whole. */
type Outcome = Exclude<Decision, { kind: 'done' }> | { kind: 'stale' }

async function showIssue(c: SiteContext, site: DeskSite, session: Session, outcome?: Outcome): Promise<Response> {
  const view = await site.desk.showIssue(c.req.param('issue') ?? '', session)
  if (!view) return await sayAtDesk(c, site, 'gone', { status: 404, session })
  const status = outcome === undefined ? 200 : outcome.kind === 'stale' ? 403 : 409
  return await showDeskPage(
    c,
    site,
    (context) => {
      const notice: Notice | undefined = outcome && {
        text: context.desk[outcome.kind],
        ...(outcome.kind === 'refused' && { why: outcome.why }),
      }
      return issuePage(context, view, session, notice)
    },
    { status, session },
  )
}
