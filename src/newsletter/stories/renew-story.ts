import { DateTime } from 'luxon'
import type { Config } from '../../config.ts'
import { guessDate, isCalendarDate } from '../../issue/calendar-date.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { localDay } from '../approval/local-day.ts'
import { newsletterBroken } from '../problems.ts'
import { openExistingList } from '../scratch-list.ts'
import { changeStory } from './find-story.ts'
import { storyDayImpossible, storyDayUseless } from './problems.ts'
import { cleanSaid, type Said } from './story-words.ts'

export interface RenewRequest extends Said {
  id: string
  /** `yyyy-mm-dd`: the last day it holds. */
  until: string
  warn: (message: string) => void
  now: number
}

/** Nobody agrees for longer than this. */
const yearsMost = 5

/**
 * Record until when a teller agrees now, to what they agreed to before: for longer, or not as long.
 *
 * @throws Problem story_unknown, story_withdrawn, story_word_missing, story_day_impossible, story_day_useless,
 * newsletter_broken, and those of the list
 */
export async function renewStory(
  config: Config,
  { id, until, by, how, warn, now }: RenewRequest,
): Promise<{ id: string; before: string; expires: string }> {
  const said = cleanSaid({ by, how })
  const day = until.trim()
  if (!isCalendarDate(day)) throw storyDayImpossible({ given: until, meant: guessDate(day) })
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  const today = localDay(now, newsletter.timezone)
  if (day < today) throw storyDayUseless({ until: day, why: 'that day has passed' })
  const last = DateTime.fromISO(today).plus({ years: yearsMost }).toISODate() ?? day
  if (day > last) throw storyDayUseless({ until: day, why: 'that is more than five years away' })
  const list = await openExistingList(config, warn)
  try {
    let before = ''
    const record = await changeStory(list, id, newsletter.timezone, (found) => {
      if (day <= found.starts) throw storyDayUseless({ until: day, why: `it only begins on ${found.starts}` })
      before = found.expires
      const what = `renewed until ${day} (until ${found.expires} before): ${said.how}`
      return { ...found, expires: day, history: [...found.history, { at: now, what, by: said.by }] }
    })
    return { id: record.id, before, expires: record.expires }
  } finally {
    await list.close()
  }
}
