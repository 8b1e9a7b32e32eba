import type { FeedEntry } from '../../outside/feeds/feed-post.ts'

/** A member's post in every language it is there in, by language of the newsletter. */
export interface Post {
  /** Key of newsletter.yaml's members. */
  member: string
  versions: Record<string, FeedEntry>
}
