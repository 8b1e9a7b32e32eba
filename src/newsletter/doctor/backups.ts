import { defineCheck } from './check.ts'
import { type Finding, ok, warn } from './line.ts'

const day = 24 * 60 * 60 * 1000
const oldAfterDays = 7

/** There is a backup, and it is of this week. */
export const backups = defineCheck('backup', ({ store, outside }) =>
  store.kind === 'read' ? judgeBackup(store.inspection.backupAt, outside.now()) : [],
)

/** @param at epoch milliseconds of the newest backup that `backup` wrote; undefined for none. */
export function judgeBackup(at: number | undefined, now: number): Finding {
  const subject = 'backup'
  const make = 'Run `npx wayforward backup FOLDER`, by cron every night, onto another disk.'
  if (at === undefined) return warn(subject, 'No backup was ever made of this list.', make)
  const days = Math.floor((now - at) / day)
  const date = new Date(at).toISOString().slice(0, 10)
  if (days >= oldAfterDays) return warn(subject, `The newest one is ${days} days old (${date}).`, make)
  if (days < 0) return warn(subject, `The newest one is of ${date}, which is yet to come: the clock was wrong.`, make)
  return ok(subject, `The newest one is of ${date}.`)
}
