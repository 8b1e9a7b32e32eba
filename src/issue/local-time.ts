import { DateTime, IANAZone } from 'luxon'

const dayMs = 24 * 60 * 60 * 1000

/**
 * The moments at which a zone's clocks show a local time, epoch milliseconds in order: one as a rule, two in the hour that
 * comes twice, none in the hour that a clock change skips.
 *
 * @param local `yyyy-mm-ddThh:mm`.
 * @param zone an IANA zone.
 */
function momentsOf(local: string, zone: string): number[] {
  const { wall, offsets, offsetAt } = aroundOf(local, zone)
  const moments = offsets.map((offset) => wall - offset).filter((at) => wall - offsetAt(at) === at)
  return [...new Set(moments)].sort((a, b) => a - b)
}

/** Whether a clock change skips a local time: no clock of the zone ever shows it. */
export function isSkipped(local: string, zone: string): boolean {
  return momentsOf(local, zone).length === 0
}

/**
 * The moment a local time means, epoch milliseconds: the first of two, and after the gap where it is skipped (02:30 is then
 * 03:30). Luxon's own reading of the hour that comes twice depends on the day on which it is asked.
 */
export function momentOf(local: string, zone: string): number {
  const [first] = momentsOf(local, zone)
  const { wall, offsets } = aroundOf(local, zone)
  return first ?? wall - Math.min(...offsets)
}

/** A local time as if it were UTC, and the zone's offsets a day before and after it, in milliseconds. */
function aroundOf(local: string, zone: string) {
  const iana = IANAZone.create(zone)
  const offsetAt = (at: number): number => iana.offset(at) * 60_000
  const wall = DateTime.fromISO(local, { zone: 'utc' }).toMillis()
  return { wall, offsets: [offsetAt(wall - dayMs), offsetAt(wall + dayMs)], offsetAt }
}
