import type { Newsletter } from '../../issue/newsletter.ts'
import { linkKey } from '../../outside/feeds/clean-link.ts'
import type { FeedEntry, ReadFeed } from '../../outside/feeds/feed-post.ts'
import type { Post } from './post.ts'
import { matchLanguage, splitLanguage } from './post-language.ts'

interface Candidate {
  member: string
  language: string
  entry: FeedEntry
  /** Whether it stands on the member's own site. */
  own: boolean
}

/**
 * Bring what feeds hold together into posts, each in every language it is there in, and none twice.
 *
 * Two entries are one post when
 * - one names the other as its alternate: `link rel="alternate" hreflang="es"` (RFC 4287, 4.2.7; atom:link in RSS);
 * - both are a member's and have one guid (multilingual Drupal keeps the node's for all its translations);
 * - both are a member's and their addresses differ by the mark of a language alone (WPML, Polylang: `splitLanguage`).
 *
 * Translations with an address of their own and none of these marks cannot be told from other posts.
 *
 * An entry's language is the one it states, else the one its address states, else its feed's. Where two members carry one
 * link, it is the post of whose site it stands on.
 *
 * @returns by the order of newsletter.yaml's members, then the newest first.
 */
export function pairPosts(feeds: readonly ReadFeed[], { languages, members }: Newsletter): Post[] {
  const order = Object.keys(members)
  const candidates = feeds.flatMap(({ source, entries }) =>
    entries.map((entry): Candidate => {
      const stated = matchLanguage(entry.language, languages) ?? splitLanguage(entry.url, languages).language
      const site = members[source.member]?.site ?? ''
      return {
        member: source.member,
        language: stated ?? source.language,
        entry,
        own: hostOf(entry.url) === hostOf(site),
      }
    }),
  )
  candidates.sort((a, b) => Number(b.own) - Number(a.own) || rank(a, languages) - rank(b, languages))
  const posts = new Set<Post>()
  const byMark = new Map<string, Post>()
  const seen = new Set<string>()
  for (const { member, language, entry } of candidates) {
    const link = linkKey(entry.url)
    if (seen.has(link)) continue
    seen.add(link)
    const marks = marksOf(member, entry, languages)
    const partner = marks.map((mark) => byMark.get(mark)).find((post) => post && !(language in post.versions))
    const post = partner ?? { member, versions: {} }
    post.versions[language] = entry
    posts.add(post)
    for (const mark of marks) if (!byMark.has(mark)) byMark.set(mark, post)
  }
  return [...posts].sort((a, b) => order.indexOf(a.member) - order.indexOf(b.member) || newestOf(b) - newestOf(a))
}

/** Newest time of a post's versions, in epoch milliseconds; 0 without a date. */
function newestOf({ versions }: Post): number {
  return Math.max(...Object.values(versions).map(({ publishedAt }) => publishedAt ?? 0))
}

function marksOf(member: string, entry: FeedEntry, languages: readonly string[]): string[] {
  const links = [entry.url, ...Object.values(entry.alternates)].map((url) => `link ${linkKey(url)}`)
  const guid = entry.guid === undefined ? [] : [`guid ${member} ${entry.guid}`]
  return [...links, ...guid, `path ${member} ${splitLanguage(entry.url, languages).rest}`]
}

const rank = ({ language }: Candidate, languages: readonly string[]): number => languages.indexOf(language)

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '')
