import { z } from 'zod'
import type { CalendarEntry, CalendarFacts } from '../edition/calendar.ts'
import { findPicture } from '../store/picture-store.ts'
import type { HeldList } from './held-list.ts'

const factsSchema: z.ZodType<CalendarFacts> = z.object({
  language: z.string(),
  title: z.string(),
  when: z.string(),
  where: z.string().optional(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  details: z.string(),
})

/** The SHA-256 of an .ics, which names both of its files. */
const calendarName = /^[0-9a-f]{64}$/

/**
 * What the freeze keeps of an issue's events beside its pictures, and as long: the .ics, and what the page about it says.
 */
export function calendarFiles(calendars: CalendarEntry[]): { name: string; bytes: Uint8Array }[] {
  return calendars.flatMap(({ name, ics, facts }) => [
    { name: `${name}.ics`, bytes: ics },
    { name: `${name}.json`, bytes: Buffer.from(JSON.stringify(facts)) },
  ])
}

/** What the page of a frozen issue's event says; undefined for any other name. */
export async function findCalendar(list: HeldList, name: string): Promise<CalendarFacts | undefined> {
  const bytes = calendarName.test(name) ? await list.use(({ db }) => findPicture(db, `${name}.json`)) : undefined
  return bytes && factsSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
}

/** The .ics of a frozen issue's event; undefined for any other name. */
export async function findCalendarFile(list: HeldList, name: string): Promise<Uint8Array | undefined> {
  return calendarName.test(name) ? await list.use(({ db }) => findPicture(db, `${name}.ics`)) : undefined
}
