import { DateTime } from 'luxon'
import type { Consent, ConsentRecord } from '../../stories/record.ts'
import type { StoryUse } from '../../stories/story-store.ts'

/** How a record stands on a day. */
export type StoryState = 'given' | 'not_begun' | 'expired' | 'withdrawn'

/** A record in a line. */
export interface StorySummary {
  id: string
  state: StoryState
  /** Null of a withdrawn one. */
  expires: string | null
  /** Until its last day; below zero once that has passed. Null of a withdrawn one. */
  daysLeft: number | null
  /** Languages it may be told in, and those whose text the teller has agreed to. */
  languages: string[]
  approved: string[]
  channels: string[]
  withdrawnAt: string | null
}

/** Those of which the teller has agreed to a text. */
function readLanguages(approved: ConsentRecord['approved']): string[] {
  return Object.entries(approved)
    .flatMap(([language, texts]) => (texts.length > 0 ? language : []))
    .sort()
}

/** @param today `yyyy-mm-dd` in the newsletter's timezone. */
export function summariseStory(consent: Consent, today: string): StorySummary {
  if (consent.kind === 'withdrawn') {
    const withdrawnAt = new Date(consent.at).toISOString()
    const nothing = { expires: null, daysLeft: null, languages: [], approved: [], channels: [] }
    return { id: consent.id, state: 'withdrawn', ...nothing, withdrawnAt }
  }
  const { id, expires, starts, scope, approved } = consent.record
  return {
    id,
    state: today > expires ? 'expired' : today < starts ? 'not_begun' : 'given',
    expires,
    daysLeft: daysBetween(today, expires),
    languages: scope.languages,
    approved: readLanguages(approved),
    channels: scope.channels,
    withdrawnAt: null,
  }
}

function daysBetween(from: string, to: string): number {
  return Math.round(DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days)
}

/** A record as it may be shown: how many codes keep words out, and never the words; how to reach the teller on request only. */
export type StoryDetails = Omit<ConsentRecord, 'denied'> & { keptOut: number; hasReach: boolean }

export interface StoryView extends StorySummary {
  /** Null of a withdrawn one. */
  record: StoryDetails | null
  uses: StoryUse[]
  /** What is missing before it may be told today, in sentences. */
  missing: string[]
}

/** @param today `yyyy-mm-dd` in the newsletter's timezone. */
export function viewStory(
  consent: Consent,
  uses: StoryUse[],
  { today, reach: showReach = false }: { today: string; reach?: boolean },
): StoryView {
  const summary = summariseStory(consent, today)
  if (consent.kind === 'withdrawn') return { ...summary, record: null, uses, missing: ['It was withdrawn.'] }
  const { denied, reach, ...rest } = consent.record
  const record = {
    ...rest,
    ...(showReach && reach !== undefined && { reach }),
    keptOut: new Set(denied.map(({ hash }) => hash)).size,
    hasReach: reach !== undefined,
  }
  return { ...summary, record, uses, missing: whatIsMissing(consent.record, summary.state) }
}

function whatIsMissing(record: ConsentRecord, state: StoryState): string[] {
  const { id, scope, approved, starts, expires, emailIrrevocable, details, attorneyReview } = record
  const missing: string[] = []
  if (state === 'not_begun') missing.push(`It may be told from ${starts} on.`)
  if (state === 'expired') {
    missing.push(`It ran out after ${expires}: ask the teller again, then \`npx wayforward stories renew ${id}\`.`)
  }
  for (const language of scope.languages) {
    if (!approved[language]?.length) missing.push(`Nobody has read the text in ${language} to the teller yet.`)
  }
  if (!scope.channels.includes('email')) missing.push('They did not agree to be told by e-mail.')
  else if (!emailIrrevocable) missing.push('They were not told that an e-mail cannot be taken back.')
  if (details.length > 0 && !attorneyReview) {
    missing.push(`No attorney has read it, and it may tell what puts them at risk (${details.join(', ')}).`)
  }
  return missing
}
