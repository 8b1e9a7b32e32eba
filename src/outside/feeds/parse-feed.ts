import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith'
import { DateTime } from 'luxon'
import type { Problem } from '../../problem/problem.ts'
import { cleanLink, linkKey } from './clean-link.ts'
import type { FeedEntry, FeedSource, FeedWords } from './feed-post.ts'
import { feedMalformed, feedPage } from './problems.ts'

/** How many entries are looked at, the newest first: a feed may hold everything its site ever said. */
const entriesMost = 200

/**
 * Read the text of a feed: RSS 0.9x, 1.0, 2.0, Atom, JSON Feed. Entities that a document defines itself are left unread, so
 * that none can grow or reach for a file. Never throws.
 *
 * @param url where it was found: links without a host are meant from there.
 */
export async function parseFeed(
  text: string,
  source: FeedSource,
  url: string,
): Promise<{ entries: FeedEntry[] } | { problem: Problem }> {
  const feed = { member: source.name, url: source.url }
  const { parseFeed: parse } = await import('feedsmith')
  let found: (FeedEntry | undefined)[]
  try {
    const { format, feed: parsed } = parse(text)
    if (format === 'atom') {
      found = newest(parsed.entries, dateOfAtom).map((entry) => readAtom(entry, source.language, url))
    } else if (format === 'json') {
      found = newest(parsed.items, dateOfJson).map((item) => readJson(item, url))
    } else {
      found = newest<RssItem>(parsed.items, dateOfRss).map((item) => readRss(item, source.language, url))
    }
  } catch (cause) {
    return { problem: isPage(text) ? feedPage(feed, { cause }) : feedMalformed(feed, { cause }) }
  }
  return { entries: onceEach(found.filter((entry) => entry !== undefined)).slice(0, entriesMost) }
}

const isPage = (text: string): boolean => /<!doctype\s+html|<html[\s>]/i.test(text.slice(0, 2000))

/** Twice as many as are looked at, as some will be there twice or lack an address. Reading all of them takes seconds. */
function newest<Item>(items: readonly Item[] = [], dateOf: (item: Item) => string | undefined): Item[] {
  // Exact enough for an order; what is kept is read with care.
  const aged = items.map((item) => ({ item, at: Date.parse(dateOf(item) ?? '') || Number.NEGATIVE_INFINITY }))
  aged.sort((a, b) => (a.at === b.at ? 0 : b.at - a.at))
  return aged.slice(0, 2 * entriesMost).map(({ item }) => item)
}

type RssItem = RssFeed.Item<string> | RdfFeed.Item<string>

const dateOfRss = (item: RssItem): string | undefined =>
  ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0] ?? item.atom?.published
const dateOfAtom = (entry: AtomFeed.Entry<string>): string | undefined => entry.published ?? entry.updated
const dateOfJson = (item: JsonFeed.Item<string>): string | undefined => item.date_published ?? item.date_modified

/** Some feeds list a post again when it was changed; the first one stands. */
function onceEach(entries: FeedEntry[]): FeedEntry[] {
  const seen = new Set<string>()
  return entries.filter(({ url }) => {
    const key = linkKey(url)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function readRss(item: RssItem, language: string, base: string): FeedEntry | undefined {
  const guid = 'guid' in item ? item.guid : undefined
  const link = item.link ?? alternateLink(item.atom?.links, language)
  const url = cleanLink(link ?? (guid?.isPermaLink === false ? '' : (guid?.value ?? '')), base)
  const summary = item.description ?? item.content?.encoded
  return makeEntry({
    title: item.title && { text: item.title, html: true },
    url: link === undefined && guid === undefined ? undefined : url,
    guid: guid?.value,
    date: dateOfRss(item),
    language: item.xml?.lang ?? item.dc?.languages?.[0],
    summary: summary && { text: summary, html: true },
    alternates: readAlternates(item.atom?.links, base),
  })
}

function readAtom(entry: AtomFeed.Entry<string>, language: string, base: string): FeedEntry | undefined {
  const link = alternateLink(entry.links, language)
  const summary = entry.summary ?? entry.content
  return makeEntry({
    title: readText(entry.title),
    url: link === undefined ? undefined : cleanLink(link, base),
    guid: entry.id,
    date: dateOfAtom(entry),
    language: entry.xml?.lang,
    summary: readText(summary),
    alternates: readAlternates(entry.links, base),
  })
}

function readJson(item: JsonFeed.Item<string>, base: string): FeedEntry | undefined {
  const link = item.url ?? item.external_url
  const words = item.summary ?? item.content_text
  return makeEntry({
    title: item.title && { text: item.title, html: false },
    url: link === undefined ? undefined : cleanLink(link, base),
    guid: item.id,
    date: dateOfJson(item),
    language: item.language,
    summary: words ? { text: words, html: false } : item.content_html && { text: item.content_html, html: true },
    alternates: {},
  })
}

function makeEntry(read: {
  title: FeedWords | '' | undefined
  url: string | undefined
  guid: string | undefined
  date: string | undefined
  language: string | undefined
  summary: FeedWords | '' | undefined
  alternates: Record<string, string>
}): FeedEntry | undefined {
  if (!read.title || read.url === undefined) return undefined
  const publishedAt = read.date === undefined ? undefined : readDate(read.date)
  return {
    title: read.title,
    url: read.url,
    alternates: read.alternates,
    ...(read.guid !== undefined && { guid: read.guid }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(read.language !== undefined && { language: read.language }),
    ...(read.summary && { summary: read.summary }),
  }
}

/** Atom says of its words whether they are HTML; without a word they are plain (RFC 4287, 3.1.1). */
function readText(words: { value?: string; type?: string } | undefined): FeedWords | undefined {
  if (!words?.value) return undefined
  return { text: words.value, html: /html|xml/i.test(words.type ?? 'text') }
}

type Links = readonly { href?: string; rel?: string; hreflang?: string; type?: string }[]

/** Without a `rel` a link is an alternate one (RFC 4287, 4.2.7.2). One for another language is not this entry's own. */
function alternateLink(links: Links | undefined, language: string): string | undefined {
  const pages =
    links?.filter(({ rel = 'alternate', type = '' }) => rel === 'alternate' && !/json|xml$/.test(type)) ?? []
  const own =
    pages.find(({ hreflang }) => hreflang === undefined) ?? pages.find(({ hreflang }) => hreflang === language)
  return (own ?? pages[0])?.href
}

function readAlternates(links: Links | undefined, base: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { href, rel = 'alternate', hreflang } of links ?? []) {
    const url = href === undefined ? undefined : cleanLink(href, base)
    if (rel === 'alternate' && hreflang && url !== undefined) found[hreflang] ??= url
  }
  return found
}

/** RSS writes dates as RFC 822 does, Atom and Dublin Core as RFC 3339; what people type is neither. Without a zone: UTC. */
function readDate(text: string): number | undefined {
  const written = text.trim()
  const strict = [DateTime.fromISO(written, { zone: 'utc' }), DateTime.fromRFC2822(written, { zone: 'utc' })]
  const read = strict.find(({ isValid }) => isValid)?.toMillis() ?? Date.parse(written)
  return Number.isNaN(read) ? undefined : read
}
