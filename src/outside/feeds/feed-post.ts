/** Words as a feed carries them: HTML, or plain text where the format says so. */
export interface FeedWords {
  text: string
  html: boolean
}

/** One entry of a feed, as it came. */
export interface FeedEntry {
  title: FeedWords
  /** The page, absolute, without trackers. */
  url: string
  /** The feed's own permanent name for it. */
  guid?: string
  /** Epoch milliseconds; absent where the feed gives no date or one that cannot be read. */
  publishedAt?: number
  /** BCP 47, where the entry says so itself. */
  language?: string
  summary?: FeedWords
  /** Where the same post stands in other languages, by language tag: `link rel="alternate" hreflang` (RFC 4287, 4.2.7). */
  alternates: Record<string, string>
}

/** A feed that is to be read: whose it is and in which language. */
export interface FeedSource {
  /** Key of newsletter.yaml's members. */
  member: string
  /** Its name, for problems. */
  name: string
  language: string
  url: string
}

export interface ReadFeed {
  source: FeedSource
  /** The newest first; entries without a date last, in the feed's order. Each has a title and a web address. */
  entries: FeedEntry[]
}
