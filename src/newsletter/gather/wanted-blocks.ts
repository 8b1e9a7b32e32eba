import { gatheredId } from '../../document/gathered-id.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { linkKey } from '../../outside/feeds/clean-link.ts'
import { readTitle, summarize } from '../../outside/feeds/summarize.ts'
import { writeItem } from '../../outside/feeds/write-item.ts'
import type { Post } from './post.ts'
import type { GatherWords } from './read-gather-words.ts'

/** A list item that a language's file is to have. */
export interface WantedItem {
  /** The post's address in the version that is listed. */
  url: string
  /** `linkKey`s of all versions of the post: it may be listed already under another. */
  keys: string[]
  /** One line of Markdown. */
  text: string
  /** The line it stands below, where it is there in another language only: “In English:”. */
  under?: string
}

/** A block that a language's file is to have, by member. */
export interface WantedBlock {
  id: string
  heading: string
  /** Why it has no counterpart; absent where it has. */
  because?: string
  groups: { heading: string; items: WantedItem[] }[]
}

/** Whether a block is one that `gather` made. */
export function isGathered(id: string, languages: readonly string[]): boolean {
  return id === gatheredId || languages.some((language) => id === onlyId(language))
}

/** Of the blocks that one language has alone. */
const onlyId = (language: string): string => `${gatheredId}-${language.toLowerCase()}`

/**
 * The blocks of one language's file. Posts that are there in the source language stand in every file, each in the reader's
 * language where it is there, else below a line that says which language it is in. What is there in this language and not
 * in the source's stands in a block of its own, which has no counterparts.
 */
export function wantBlocks(
  posts: readonly Post[],
  language: string,
  { languages, members }: Newsletter,
  words: GatherWords,
): WantedBlock[] {
  const [source] = languages
  const shared = posts.filter(({ versions }) => source in versions)
  const own = posts.filter(({ versions }) => !(source in versions) && language in versions)
  const under = words.languages[source] ?? `${nameOf(source, language)}:`
  const group = (chosen: readonly Post[]) => {
    const groups = new Map<string, WantedItem[]>()
    for (const post of chosen) {
      const item = wantItem(post, language, source, under)
      if (item) groups.set(post.member, [...(groups.get(post.member) ?? []), item])
    }
    return [...groups].map(([member, items]) => ({ heading: members[member]?.name ?? member, items }))
  }
  return [
    { id: gatheredId, heading: words.heading, groups: group(shared) },
    { id: onlyId(language), heading: words.heading_only, because: words.because, groups: group(own) },
  ].filter(({ groups }) => groups.length > 0)
}

function wantItem({ versions }: Post, language: string, source: string, under: string): WantedItem | undefined {
  const shown = language in versions ? language : source
  const entry = versions[shown]
  if (!entry) return undefined
  const title = readTitle(entry.title)
  if (title === '') return undefined
  const text = writeItem(title, entry.url, entry.summary ? summarize(entry.summary, shown, title) : [])
  const keys = Object.values(versions).map(({ url }) => linkKey(url))
  return { url: entry.url, keys, text, ...(shown !== language && { under }) }
}

const nameOf = (language: string, reader: string): string =>
  new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language
