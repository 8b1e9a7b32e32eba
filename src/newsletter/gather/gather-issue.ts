import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Config } from '../../config.ts'
import { readText } from '../../issue/file-text.ts'
import { findIssue } from '../../issue/find-issue.ts'
import { readFrontMatter } from '../../issue/front-matter.ts'
import type { IssueText } from '../../issue/issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import type { FeedSource, ReadFeed } from '../../outside/feeds/feed-post.ts'
import { type FeedLimits, feedLimits } from '../../outside/feeds/fetch-feed.ts'
import { readFeeds } from '../../outside/feeds/read-feeds.ts'
import type { Problem } from '../../problem/problem.ts'
import { firstError } from '../first-error.ts'
import { rewriteFile } from '../rewrite-file.ts'
import { choosePosts, type GatherWindow } from './choose-posts.ts'
import { type Gathered, readGathered, rememberGathered } from './gathered-file.ts'
import { type GatherCounts, type Merged, mergeDocument } from './merge-document.ts'
import { pairPosts } from './pair-posts.ts'
import type { Post } from './post.ts'
import * as problems from './problems.ts'
import { gatherWordsFile, readGatherWords } from './read-gather-words.ts'
import { readWindow } from './read-window.ts'
import { wantBlocks } from './wanted-blocks.ts'

export interface GatherOptions {
  /** Epoch milliseconds; only an issue without one before it depends on it. */
  now?: number
  limits?: FeedLimits
}

export interface GatheredIssue {
  issue: string
  /** Feeds that were asked. */
  feeds: number
  /** ISO date from which on posts are new. */
  since: string
  /** Posts that are new, however many languages they are in. */
  posts: number
  languages: ({ language: string; file: string } & GatherCounts)[]
  /** Warnings: feeds that could not be read, files that were left alone. */
  problems: Problem[]
}

/**
 * Draw the members' new posts into an issue. Run again, it adds what is new and changes only what nobody touched.
 *
 * @param name a folder name or a unique part of it; the newest issue when absent.
 * @throws Problem gather_sent, gathered_file_broken, file_busy, issue_unknown, issue_ambiguous, issues_missing,
 *   disk_refused, and those of newsletter.yaml and of the source language's front matter
 */
export async function gatherIssue(
  config: Config,
  name?: string,
  { now = Date.now(), limits = feedLimits }: GatherOptions = {},
): Promise<GatheredIssue> {
  const { newsletter, problems: broken } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(broken)
  const issue = await findIssue(config.issuesFolder, name)
  const folder = join(config.issuesFolder, issue)
  if (existsSync(join(folder, 'sent.json'))) throw problems.gatherSent({ issue })
  const date = await readDate(folder, issue, newsletter)
  const known = await readGathered(folder)
  const window = await readWindow(config.issuesFolder, newsletter, { id: issue, date }, now)

  const sources = listFeeds(newsletter)
  const read = await readFeeds(sources, limits)
  const posts = choosePosts(pairPosts(read.feeds, newsletter), window)
  const found = [...read.problems, ...undatedIn(read.feeds)]

  const languages: GatheredIssue['languages'] = []
  const remembered: Gathered = {}
  for (const language of newsletter.languages) {
    const path = join(folder, `${language}.md`)
    if (!existsSync(path)) continue
    const file = relative(config.root, path)
    const merged = await gatherLanguage({ config, path, file, language, newsletter, posts, known: known[language] })
    if ('code' in merged) {
      found.push(merged)
      continue
    }
    for (const { id, count } of merged.gone) found.push(problems.gatheredBlockGone({ file, id, count }, { file }))
    remembered[language] = merged.remembered
    languages.push({ language, file, ...merged.counts })
  }
  await rememberGathered(folder, remembered)
  return {
    issue,
    feeds: sources.length,
    since: isoDay(window, newsletter),
    posts: posts.length,
    languages,
    problems: found,
  }
}

interface LanguageGathering {
  config: Config
  path: string
  file: string
  language: string
  newsletter: Newsletter
  posts: readonly Post[]
  known: Gathered[string] | undefined
}

/** Change one language's file; a warning where it was left alone. */
async function gatherLanguage(gathering: LanguageGathering): Promise<Merged | Problem> {
  const { config, path, file, language, newsletter, posts, known } = gathering
  const words = await readGatherWords(config.templatesFolder, language)
  if (!words) return problems.gatherWordsMissing({ language, file: gatherWordsFile(language) })
  const wanted = wantBlocks(posts, language, newsletter, words)
  const parse = (raw: string) => readSource(raw, language, file, newsletter)
  let merged: Merged | undefined
  await rewriteFile(path, file, (raw) => {
    merged = undefined
    // A file that is not UTF-8 would be written back changed.
    if (raw === undefined || raw.includes('\ufffd')) return undefined
    merged = mergeDocument(raw, parse, wanted, known)
    return merged?.text
  })
  return merged ?? problems.gatherFileBroken({ file }, { file })
}

function readSource(raw: string, language: string, file: string, { languages }: Newsletter): IssueText {
  const read = readText(Buffer.from(raw), file)
  const source = 'text' in read ? read.text : ''
  const { meta, places, markdown } = readFrontMatter(source, file, language === languages[0])
  return { language, file, source, meta, places, markdown }
}

async function readDate(folder: string, issue: string, { languages: [source] }: Newsletter): Promise<string> {
  const file = `issues/${issue}/${source}.md`
  const text = await readFile(join(folder, `${source}.md`), 'utf8').catch(() => '')
  const { shared, problems: wrong } = readFrontMatter(text.replaceAll('\r\n', '\n'), file, true)
  if (shared.date === undefined) throw firstError(wrong)
  return shared.date
}

/** The members' feeds in languages of the newsletter, in the order of newsletter.yaml. */
function listFeeds({ members, languages }: Newsletter): FeedSource[] {
  return Object.entries(members).flatMap(([member, { name, feeds }]) =>
    Object.entries(feeds)
      .filter(([language]) => languages.includes(language))
      .map(([language, url]) => ({ member, name, language, url })),
  )
}

function undatedIn(feeds: readonly ReadFeed[]): Problem[] {
  return feeds.flatMap(({ source, entries }) => {
    const count = entries.filter(({ publishedAt }) => publishedAt === undefined).length
    return count === 0 ? [] : [problems.feedUndated({ member: source.name, language: source.language, count })]
  })
}

const isoDay = ({ since }: GatherWindow, { timezone }: Newsletter): string =>
  new Date(since).toLocaleDateString('sv-SE', { timeZone: timezone })
