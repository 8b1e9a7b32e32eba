import type { SiteContext } from './site.ts'

/**
 * The fields of a posted form, multipart or urlencoded; what names no type is read as urlencoded. Undefined for a body
 * that is broken.
 */
export async function readForm(c: SiteContext): Promise<Map<string, string> | undefined> {
  const type = c.req.header('content-type') ?? ''
  try {
    if (!/^multipart\//i.test(type.trim())) return new Map(new URLSearchParams(await c.req.text()))
    const fields = Object.entries(await c.req.parseBody())
    return new Map(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
  } catch (error) {
    // What a FormData reader throws for a body without its boundary.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
