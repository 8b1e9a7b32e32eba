import type { Channel, Consent } from './record.ts'

/** Why a story may not be told. */
export type Refusal =
  | { why: 'missing' }
  | { why: 'withdrawn'; on: number }
  | { why: 'not_begun'; starts: string }
  | { why: 'expired'; expires: string }
  | { why: 'channel'; allowed: Channel[] }
  | { why: 'language'; allowed: string[] }
  /** Nobody read the text in this language to the teller. */
  | { why: 'text_unapproved' }
  /** None of the texts they agreed to, the last one then. */
  | { why: 'text_changed'; approvedAt: number }
  /** They were not told that a mail cannot be taken back. */
  | { why: 'email_irrevocable' }

/**
 * The one decision about consent: may this story be told on this channel, in this language, on this day, in exactly these
 * words? Pure; DESIGN.md, promise 5.
 *
 * @param date `yyyy-mm-dd`: the issue's own for `check` and `build`, today's wherever it really goes out.
 * @param textHash of the block as it stands now (text-hash.ts).
 * @returns every reason against it; empty when it may.
 */
export function mayTell(
  consent: Consent | undefined,
  channel: Channel,
  language: string,
  date: string,
  textHash: string,
): Refusal[] {
  if (!consent) return [{ why: 'missing' }]
  if (consent.kind === 'withdrawn') return [{ why: 'withdrawn', on: consent.at }]
  const { scope, starts, expires, approved, emailIrrevocable } = consent.record
  const refusals: Refusal[] = []
  if (date < starts) refusals.push({ why: 'not_begun', starts })
  if (date > expires) refusals.push({ why: 'expired', expires })
  if (!scope.channels.includes(channel)) refusals.push({ why: 'channel', allowed: scope.channels })
  if (!scope.languages.includes(language)) refusals.push({ why: 'language', allowed: scope.languages })
  const approvals = approved[language] ?? []
  const newest = approvals.at(-1)
  if (!newest) refusals.push({ why: 'text_unapproved' })
  else if (!approvals.some(({ hash }) => hash === textHash)) {
    refusals.push({ why: 'text_changed', approvedAt: newest.at })
  }
  if (channel === 'email' && !emailIrrevocable) refusals.push({ why: 'email_irrevocable' })
  return refusals
}
