import type { Config } from '../config.ts'
import { findLaterReviews } from '../guide/later-reviews.ts'
import { readGuide } from '../guide/read-guide.ts'
import { tryExamples } from '../guide/try-examples.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { localDay } from './approval/local-day.ts'

export interface GuideCheck {
  problems: Problem[]
  entries: number
  /** How many of them somebody has read and signed. */
  reviewed: number
}

/** Read the guide; hold every entry against its own examples, and its review against the day it is. */
export async function checkGuide(config: Config, now: number): Promise<GuideCheck> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) return { problems, entries: 0, reviewed: 0 }
  const { guide, problems: broken } = await readGuide(config.issuesFolder, newsletter.languages)
  return {
    problems: [
      ...problems,
      ...broken,
      ...tryExamples(guide),
      ...findLaterReviews(guide, localDay(now, newsletter.timezone)),
    ],
    entries: guide.entries.length,
    reviewed: guide.entries.filter(({ reviewed }) => reviewed).length,
  }
}
