import PQueue from 'p-queue'
import type { Problem } from '../../problem/problem.ts'
import { decodeFeed } from './decode-feed.ts'
import type { FeedSource, ReadFeed } from './feed-post.ts'
import { type FeedLimits, feedLimits, fetchFeed } from './fetch-feed.ts'
import { parseFeed } from './parse-feed.ts'

/** Feeds that are fetched at the same time. */
const atOnce = 4

/**
 * Read feeds side by side. One that is dead, slow, huge or malformed is a warning and stops no other; nothing is thrown.
 *
 * @returns the feeds that could be read, in the order asked for.
 */
export async function readFeeds(
  sources: readonly FeedSource[],
  limits: FeedLimits = feedLimits,
): Promise<{ feeds: ReadFeed[]; problems: Problem[] }> {
  const queue = new PQueue({ concurrency: atOnce })
  const results = await Promise.all(sources.map((source) => queue.add(() => readFeed(source, limits))))
  const feeds: ReadFeed[] = []
  const problems: Problem[] = []
  for (const result of results) {
    if (result && 'problem' in result) problems.push(result.problem)
    else if (result) feeds.push(result)
  }
  return { feeds, problems }
}

async function readFeed(source: FeedSource, limits: FeedLimits): Promise<ReadFeed | { problem: Problem }> {
  const answer = await fetchFeed(source, limits)
  if ('problem' in answer) return answer
  const { bytes, type, url } = answer.fetched
  const parsed = await parseFeed(decodeFeed(bytes, type), source, url)
  return 'problem' in parsed ? parsed : { source, entries: parsed.entries }
}
