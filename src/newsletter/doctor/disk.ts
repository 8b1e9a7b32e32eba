import { defineCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'disk'
/** Rendered editions, pictures and the write-ahead log of a freeze, however small the list. */
const leastBytes = 64e6
/** What a recipient takes in the ledger and, at most, in the outbox. */
const perPersonBytes = 4000

/** There is room for the next issue. */
export const disk = defineCheck('disk', async ({ outside, config, store }) => {
  const facts = store.kind === 'read' ? { people: store.facts?.people ?? 0, bytes: store.inspection.bytes } : undefined
  return judgeDisk(await outside.freeBytes(config.dataFolder), facts?.people ?? 0, facts?.bytes ?? 0)
})

/** @param storeBytes size of the store: a backup and a change of keys write it once more. */
export function judgeDisk(freeBytes: number | undefined, people: number, storeBytes: number): Finding {
  if (freeBytes === undefined) return unasked(subject, 'the system does not say how much room is left')
  const needed = leastBytes + people * perPersonBytes
  const said = `${inWords(freeBytes)} free where the list lies`
  const free = 'Free some space, or move the data folder to a larger disk (WAYFORWARD_DATA).'
  if (freeBytes < needed) return fail(subject, `${said}; the next issue may need ${inWords(needed)}.`, free)
  if (freeBytes < needed + 2 * storeBytes) {
    return warn(subject, `${said}: enough for an issue, but not for a backup or a change of keys beside it.`, free)
  }
  return ok(subject, `${said}; an issue needs at most ${inWords(needed)}.`)
}

const inWords = (bytes: number): string =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
