import { getCookie, setCookie } from 'hono/cookie'
import { type Desk, type Session, sessionMs } from '../newsletter/desk/open-desk.ts'
import type { SiteContext } from './site.ts'

const name = 'wayforward-editor'

/**
 * Who is signed in, by the cookie that only editors ever get. It is strict: it comes only with requests that our own pages
 * make, so that a link in a mail shows the way to sign in, from where one click goes on.
 */
export async function findSession(c: SiteContext, desk: Desk): Promise<Session | undefined> {
  return await desk.findSession(desk.secure ? getCookie(c, name, 'host') : getCookie(c, name))
}

/**
 * Give an editor's browser the cookie, or take it away. By https its name begins with `__Host-` (RFC 6265bis, 4.1.3.2): no
 * neighbour in the domain can plant another; browsers ask for the path `/` then. On plain http, on this computer, it keeps
 * to the editors' pages.
 */
export function setSession(c: SiteContext, desk: Desk, token: string | undefined): void {
  const maxAge = token === undefined ? 0 : sessionMs / 1000
  const common = { httpOnly: true, sameSite: 'Strict', maxAge } as const
  if (desk.secure) setCookie(c, name, token ?? '', { ...common, prefix: 'host', secure: true, path: '/' })
  else setCookie(c, name, token ?? '', { ...common, path: '/approve' })
}

/**
 * Whether another site's page sent a form here (Fetch Metadata; browsers without it are held off by the strict cookie and the
 * form's own token). Origin says nothing: our referrer policy makes it `null`.
 */
export function isForeign(c: SiteContext): boolean {
  const from = c.req.header('sec-fetch-site')
  return from !== undefined && from !== 'same-origin'
}
