import { parseAccept } from 'hono/utils/accept'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Reader } from '../newsletter/unsubscribe-reader.ts'
import { layOut } from './pages/layout.ts'
import type { Page, PageContext } from './pages/page.ts'
import type { Site, SiteContext } from './site.ts'

/**
 * Answer with a page, in the language of the reader when the link says who they are.
 *
 * @param chosen a language that the page before it was in.
 */
export async function showPage(
  c: SiteContext,
  { home, look }: Site,
  write: (context: PageContext) => Page,
  { status = 200, reader, chosen }: { status?: ContentfulStatusCode; reader?: Reader; chosen?: string } = {},
): Promise<Response> {
  const asked = parseAccept(c.req.header('accept-language') ?? '').map(({ type }) => type)
  const context = { ...home.choosePage(reader, chosen ? [chosen, ...asked] : asked), settings: home.settings }
  c.header('content-security-policy', look.policy)
  return c.html(await layOut(write(context), context, look), status)
}
