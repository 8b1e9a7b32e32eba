import { DateTime } from 'luxon'

/**
 * A moment as an editor reads it: “Tuesday, October 1, 2024, 10:00 (America/New_York)”.
 *
 * @param at epoch milliseconds.
 * @param zone IANA zone.
 */
export function writeTime(at: number, zone: string): string {
  const local = DateTime.fromMillis(at, { zone, locale: 'en-US' })
  return `${local.toFormat('cccc, LLLL d, yyyy, HH:mm')} (${zone.replaceAll('_', ' ')})`
}
