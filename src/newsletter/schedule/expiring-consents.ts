import { localDay } from '../approval/local-day.ts'
import { summariseStory } from '../stories/story-view.ts'
import { tellEditors } from './tell-editors.ts'
import type { Turn } from './turn.ts'

/** Days before a consent runs out on which the editors hear of it. */
const marks = [30, 60]

/**
 * Tell the editors, once at each mark, whose consent runs out: asking a teller takes time, and after its last day no issue
 * tells the story.
 */
export async function tellExpiring(turn: Turn): Promise<void> {
  const { list, newsletter, now } = turn
  const today = localDay(now, newsletter.timezone)
  for (const consent of await list.stories.list()) {
    const { id, expires, daysLeft } = summariseStory(consent, today)
    const mark = daysLeft === null || daysLeft < 0 ? undefined : marks.find((days) => daysLeft <= days)
    if (mark === undefined || expires === null) continue
    const key = `consent/${id}/${expires}/${mark}`
    if (turn.memory.told.has(key)) continue
    turn.memory.told.add(key)
    await tellEditors(turn, {
      key,
      subject: `The consent for the story ${id} runs out after ${expires}`,
      lines: [
        'After that day no issue tells the story, and no page shows it.',
        `If the teller agrees for longer: npx wayforward stories renew ${id} --until DATE --by NAME --how "…"\nIf not: npx wayforward stories withdraw ${id}`,
      ],
    })
  }
}
