import { allowMethods } from '../allow-methods.ts'
import { messagePage } from '../pages/message-page.ts'
import { showPage } from '../show-page.ts'
import type { AddRoute } from '../site.ts'
import { withdrawnPicture } from '../withdrawn-picture.ts'

const path = '/i/:name'

/**
 * `/i/<sha256>.<ext>`: a picture of a frozen issue. Its name is its content, so it may be kept for ever; one that shows a
 * personal story only as long as whoever keeps it asks again each time. Once the story is withdrawn it is gone, whatever
 * copy the asker has: in its place comes a plain one, so that a mail shows no broken picture.
 */
export const addPictureRoute: AddRoute = (app, site) => {
  app.get(path, async (c) => {
    c.set('route', 'picture')
    const name = c.req.param('name')
    const picture = await site.home.findPicture(name)
    if (!picture) return await showPage(c, site, (context) => messagePage(context, 'nothing'), { status: 404 })
    if (picture === 'withdrawn') {
      c.header('cache-control', 'no-store')
      c.header('cross-origin-resource-policy', 'cross-origin')
      c.header('content-type', 'image/png')
      c.header('content-length', String(withdrawnPicture.length))
      return c.body(new Uint8Array(withdrawnPicture), 410)
    }
    const etag = `"${name.slice(0, name.indexOf('.'))}"`
    c.header('etag', etag)
    c.header('cache-control', picture.revocable ? 'no-cache' : 'public, max-age=31536000, immutable')
    // Mail apps show it inside pages of their own.
    c.header('cross-origin-resource-policy', 'cross-origin')
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304)
    c.header('content-type', picture.type)
    c.header('content-length', String(picture.bytes.length))
    return c.body(new Uint8Array(picture.bytes))
  })
  allowMethods(app, path, 'GET, HEAD, OPTIONS')
}

/** RFC 9110, 13.1.2: a list of tags, weak ones compared like strong ones, or `*`. */
function matches(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}
