import type { Config } from '../../config.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { localDay } from '../approval/local-day.ts'
import { newsletterBroken } from '../problems.ts'
import { openExistingList } from '../scratch-list.ts'
import { findStory, idOf } from './find-story.ts'
import { type StoryView, viewStory } from './story-view.ts'

/**
 * One consent record, where its story went, and what is missing before it may be told today.
 *
 * @returns with the newsletter's timezone, for showing days.
 * @param options.reach also how to reach the teller.
 * @throws Problem story_unknown, newsletter_broken, list_missing, and those of the list
 */
export async function showStory(
  config: Config,
  named: string,
  { warn, now, reach }: { warn: (message: string) => void; now: number; reach?: boolean },
): Promise<{ timezone: string; story: StoryView }> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  const list = await openExistingList(config, warn)
  try {
    const consent = await findStory(list, named)
    const uses = await list.stories.uses(idOf(consent))
    const { timezone } = newsletter
    return { timezone, story: viewStory(consent, uses, { today: localDay(now, timezone), reach }) }
  } finally {
    await list.close()
  }
}
