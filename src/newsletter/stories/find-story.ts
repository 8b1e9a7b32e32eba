import { nearest } from '../../problem/nearest.ts'
import type { Consent, ConsentRecord } from '../../stories/record.ts'
import { localDay } from '../approval/local-day.ts'
import type { List } from '../workspace.ts'
import { storyUnknown, storyWithdrawn } from './problems.ts'

type Stories = Pick<List, 'stories'>

/** As a person may write it: `S-14` for `s-014`. */
function normaliseId(id: string): string {
  const text = id.trim().toLowerCase()
  const [, digits] = /^s?-?0*(\d+)$/.exec(text) ?? []
  return digits === undefined ? text : `s-${digits.padStart(3, '0')}`
}

/**
 * The record somebody means, or the fact that there was one.
 *
 * @throws Problem story_unknown
 */
export async function findStory({ stories }: Stories, id: string): Promise<Consent> {
  const found = await stories.find(normaliseId(id))
  if (found) return found
  const known = (await stories.list()).map(idOf)
  throw storyUnknown({ id, meant: nearest(normaliseId(id), known) })
}

export function idOf(consent: Consent): string {
  return consent.kind === 'given' ? consent.record.id : consent.id
}

/**
 * Change the record somebody means.
 *
 * @param zone the newsletter's.
 * @throws Problem story_unknown, story_withdrawn, and what `edit` throws
 */
export async function changeStory(
  list: Stories,
  id: string,
  zone: string,
  edit: (record: ConsentRecord) => ConsentRecord,
): Promise<ConsentRecord> {
  const changed = await list.stories.change(idOf(await findStory(list, id)), edit)
  if (!changed) throw storyUnknown({ id, meant: undefined })
  return requireGiven(changed, zone)
}

/**
 * @param zone the newsletter's: a refusal names the day.
 * @throws Problem story_withdrawn
 */
export function requireGiven(consent: Consent, zone: string): ConsentRecord {
  if (consent.kind === 'given') return consent.record
  throw storyWithdrawn({ id: consent.id, day: localDay(consent.at, zone) })
}
