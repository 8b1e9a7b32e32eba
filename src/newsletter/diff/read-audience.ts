import { planAudience } from '../audience-plan.ts'
import { audienceOf } from '../correction/audience-of.ts'
import type { PreparedIssue } from '../prepare-issue.ts'
import type { List } from '../workspace.ts'
import type { Audience } from './compare-audiences.ts'

/**
 * Who gets an issue: those counted at its freeze, second waves included, or else those of today's list.
 *
 * @param now epoch milliseconds; without it, null for what was never frozen.
 */
export async function readAudience(list: List, prepared: PreparedIssue, now?: number): Promise<Audience | null> {
  const { ledger } = list
  const issue = prepared.issue.id
  const frozen = (await ledger.list()).filter(
    (one) => one.state !== 'freezing' && (one.issue === issue || one.follows === issue),
  )
  if (frozen.length === 0) {
    return now === undefined ? null : await planToday(prepared, list, now)
  }
  const readers = new Map<string, number>()
  let waiting = 0
  for (const { issue: wave, candidates, follows } of frozen) {
    const editions = await ledger.editions(wave)
    for (const edition of editions) readers.set(edition.id, (readers.get(edition.id) ?? 0) + edition.readers)
    const tally = await ledger.tally(wave)
    const left = tally.filter(({ exclusion }) => exclusion === 'no-language')
    waiting += left.reduce((sum, { count }) => sum + count, 0)
    // Whom a second wave serves waited in the first.
    if (follows !== null) waiting -= candidates
  }
  const editions = [...readers].map(([id, count]) => ({ id, readers: count }))
  return { frozen: true, readers: sumOf(editions), waiting: Math.max(0, waiting), editions }
}

async function planToday(prepared: PreparedIssue, list: List, now: number): Promise<Audience> {
  const plan = await planAudience(prepared, list.audience, now, await audienceOf(prepared, list.ledger))
  const editions = plan.editions.map(({ id, groupings }) => ({
    id,
    readers: groupings.reduce((sum, { readers }) => sum + (readers ?? 0), 0),
  }))
  return {
    frozen: false,
    readers: plan.readers,
    waiting: plan.waiting.reduce((sum, { readers }) => sum + readers, 0),
    editions,
  }
}

function sumOf(editions: readonly { readers: number }[]): number {
  return editions.reduce((sum, { readers }) => sum + readers, 0)
}
