import { bodyLimit } from 'hono/body-limit'
import { parseAccept } from 'hono/utils/accept'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { DeskWords } from '../newsletter/desk/desk-words.ts'
import type { Desk, Session } from '../newsletter/desk/open-desk.ts'
import { deskStyles } from './desk-look.ts'
import { createLook } from './look.ts'
import { type DeskMessage, deskMessagePage } from './pages/desk-message-page.ts'
import { layOut } from './pages/layout.ts'
import type { Page, PageContext } from './pages/page.ts'
import type { Site, SiteContext } from './site.ts'

/** What the editors' routes are made with. */
export interface DeskSite extends Site {
  desk: Desk
}

/** What an editors' page is written with. */
export interface DeskContext extends PageContext {
  desk: DeskWords
}

const mostBytes = 4 * 1024

/** The site with the editors' look; undefined where there are no editors' pages. */
export function deskSite(site: Site): DeskSite | undefined {
  const { desk, settings } = site.home
  return desk && { ...site, desk, look: createLook(settings, deskStyles) }
}

/** Answer with an editors' page, in the editor's language once they are signed in. */
export async function showDeskPage(
  c: SiteContext,
  { home, desk, look }: DeskSite,
  write: (context: DeskContext) => Page,
  { status = 200, session }: { status?: ContentfulStatusCode; session?: Session } = {},
): Promise<Response> {
  const asked = parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
  const chosen = home.choosePage(undefined, [...(session?.editor.languages ?? []), ...asked])
  const words = desk.words.get(chosen.language) ?? [...desk.words.values()][0]
  if (!words) throw new Error('no words for the editors’ pages')
  const context = { ...chosen, settings: home.settings, desk: words }
  c.header('content-security-policy', look.policy)
  return c.html(await layOut(write(context), context, look), status)
}

/** Answer with a page that only says something. */
export async function sayAtDesk(
  c: SiteContext,
  site: DeskSite,
  message: DeskMessage,
  options: Parameters<typeof showDeskPage>[3] = {},
): Promise<Response> {
  return await showDeskPage(c, site, (context) => deskMessagePage(context, message), options)
}

/** Where the page of an issue is: a path of ours whatever its name is. */
export function pathOf(issue: string): string {
  return `/approve/${encodeURIComponent(issue)}`
}

/** The editors' forms are short. */
export function limitForm(site: DeskSite, route: string) {
  return bodyLimit({
    maxSize: mostBytes,
    onError: (c) => {
      c.set('route', route)
      return sayAtDesk(c, site, 'foreign', { status: 413 })
    },
  })
}
