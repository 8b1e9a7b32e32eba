import { localDay } from '../approval/local-day.ts'
import { type StorySummary, summariseStory } from '../stories/story-view.ts'
import { defineNewsletterCheck } from './check.ts'
import { type Finding, ok, warn } from './line.ts'

const soonDays = 60

/** Nobody's consent runs out unnoticed. */
export const stories = defineNewsletterCheck('stories', ({ timezone }, { store, outside }) => {
  if (store.kind !== 'read' || !store.facts) return []
  const today = localDay(outside.now(), timezone)
  return judgeStories(store.facts.stories.map((consent) => summariseStory(consent, today)))
})

export function judgeStories(stories: StorySummary[]): Finding | [] {
  const given = stories.filter(({ daysLeft }) => daysLeft !== null)
  if (given.length === 0) return []
  const subject = 'stories'
  const over = given.filter(({ daysLeft }) => (daysLeft ?? 0) < 0)
  const soon = given.filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft <= soonDays)
  if (over.length + soon.length === 0) {
    return ok(subject, `No consent runs out within ${soonDays} days (${given.length} on record).`)
  }
  const said = [
    ...(over.length > 0 ? [`Consent has run out for ${ids(over)}: no issue tells them any more.`] : []),
    ...(soon.length > 0 ? [`Consent runs out within ${soonDays} days for ${ids(soon)}.`] : []),
  ]
  return warn(
    subject,
    said.join(' '),
    'Ask the tellers: `npx wayforward stories renew ID` records a yes, `stories withdraw ID` a no. `npx wayforward stories expiring` lists them.',
  )
}

function ids(stories: StorySummary[]): string {
  const shown = stories.slice(0, 5).map(({ id, expires }) => `${id} (${expires})`)
  return shown.join(', ') + (stories.length > shown.length ? ` and ${stories.length - shown.length} more` : '')
}
