import { DateTime } from 'luxon'

/** The day it is somewhere, `yyyy-mm-dd`. `now` is epoch milliseconds, `zone` an IANA zone. */
export function localDay(now: number, zone: string): string {
  return DateTime.fromMillis(now, { zone }).toFormat('yyyy-MM-dd')
}
