import type { Config } from '../../config.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { localDay } from '../approval/local-day.ts'
import { newsletterBroken } from '../problems.ts'
import { openExistingList } from '../scratch-list.ts'
import { type StorySummary, summariseStory } from './story-view.ts'

interface Options {
  warn: (message: string) => void
  now: number
  /** Only those that run out within so many days, or have run out. */
  within?: number
}

/** `timezone`: the newsletter's, for showing days. */
export interface StoryList {
  timezone: string
  stories: StorySummary[]
}

/**
 * Every consent record, by its number, or those that run out soon, the soonest first.
 *
 * @throws Problem newsletter_broken, list_missing, and those of the list
 */
export async function listStories(config: Config, { warn, now, within }: Options): Promise<StoryList> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  const today = localDay(now, newsletter.timezone)
  const list = await openExistingList(config, warn)
  try {
    const all = (await list.stories.list()).map((consent) => summariseStory(consent, today))
    const { timezone } = newsletter
    if (within === undefined) return { timezone, stories: all }
    const stories = all
      .filter(({ daysLeft }) => daysLeft !== null && daysLeft <= within)
      .sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0))
    return { timezone, stories }
  } finally {
    await list.close()
  }
}
