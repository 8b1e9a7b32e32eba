import { linkKey } from '../../outside/feeds/clean-link.ts'
import type { Post } from './post.ts'

/** Which posts an issue is for. */
export interface GatherWindow {
  /** Epoch milliseconds, inclusive. */
  since: number
  /** Epoch milliseconds, exclusive; where a later issue takes over. */
  until?: number
  /** `linkKey`s of what earlier issues link to. */
  linked: ReadonlySet<string>
}

/**
 * The posts an issue is for. Of a post that is there in several languages, what is new: a translation that came later
 * is news to its readers only.
 */
export function choosePosts(posts: readonly Post[], { since, until, linked }: GatherWindow): Post[] {
  return posts.flatMap(({ member, versions }) => {
    const fresh = Object.entries(versions).filter(
      ([, { publishedAt, url }]) =>
        publishedAt !== undefined &&
        publishedAt >= since &&
        (until === undefined || publishedAt < until) &&
        !linked.has(linkKey(url)),
    )
    return fresh.length > 0 ? [{ member, versions: Object.fromEntries(fresh) }] : []
  })
}
