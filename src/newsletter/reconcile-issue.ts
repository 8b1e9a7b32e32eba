import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { type OpenBatch, type ReconcileResult, reconcile } from '../delivery/reconcile.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { readStatus } from './issue-status.ts'
import { endpointOf, openProvider } from './open-provider.ts'
import { endpointChanged, issueNotBegun, listEmpty } from './problems.ts'
import { wallClock } from './send-options.ts'
import { dataPaths, hasList, type List, openList } from './workspace.ts'

/** What a person may decide about a batch that stays unknown. Neither is the default: it stays held. */
export type Decision = 'resend' | 'give_up'

export interface Reconciled {
  issue: string
  result: ReconcileResult
  /** Open batches that were decided, by how. */
  decided: { seq: number; count: number; decision: Decision }[]
  /** The provider's listing showed that this ledger is the original, or nothing doubted it. */
  confirmed: boolean
  status: IssueStatus
}

interface Options {
  /** Asked for every batch that stays unknown; undefined leaves it as it is. */
  decide?: (open: OpenBatch) => Promise<Decision | undefined>
  clock?: { now(): number }
  warn: (message: string) => void
}

/**
 * Find out what became of deliveries of unknown fate, and let a person decide about the rest.
 *
 * @throws Problem sender_busy, issue_unknown, issue_not_begun, endpoint_changed, and those of the provider and the list
 */
export async function reconcileIssue(config: Config, name: string, options: Options): Promise<Reconciled> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, options.warn)
  try {
    const lock = takeSenderLock(dataPaths(config).senderLock)
    try {
      const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
      if (!frozen) throw issueNotBegun({ issue, verb: 'reconcile' })
      return await reconcileFrozen(config, frozen, list, options)
    } finally {
      lock.release()
    }
  } finally {
    await list.close()
  }
}

async function reconcileFrozen(config: Config, frozen: FrozenIssue, list: List, options: Options): Promise<Reconciled> {
  const { issue } = frozen
  const { ledger } = list
  const clock = options.clock ?? wallClock
  const endpoint = endpointOf(frozen.provider, config)
  if (endpoint !== frozen.endpoint) throw endpointChanged({ issue, frozen: frozen.endpoint, endpoint })
  const provider = await openProvider(frozen.provider, config, list.vault)
  const doubtful = frozen.reason === 'ledger_doubtful'
  try {
    const result = await reconcile(frozen, { ledger, reader: provider.reader, clock, all: doubtful })
    const decided: Reconciled['decided'] = []
    for (const open of result.open.filter(({ reason }) => reason.why !== 'too_soon')) {
      const batch = (await ledger.unsettled(issue)).find(({ seq }) => seq === open.seq)
      const decision = batch && (await options.decide?.(open))
      if (!batch || !decision) continue
      const event = decision === 'resend' ? 'resend_chosen' : 'given_up'
      await ledger.resolve(batch, { event }, clock.now())
      decided.push({ seq: open.seq, count: open.count, decision })
    }
    const confirmed = !doubtful || result.open.length === 0
    if (doubtful && confirmed) await ledger.confirmOriginal(issue, clock.now())
    await closeIfOver(frozen, list, clock.now())
    return { issue, result, decided, confirmed, status: await readStatus(ledger, issue) }
  } finally {
    await provider.close()
  }
}

/** An issue that was halted for nothing but held deliveries is over, or ready to go on, once none is held. */
async function closeIfOver({ issue, reason }: FrozenIssue, { ledger }: List, now: number): Promise<void> {
  if (reason !== 'held') return
  const tallies = await ledger.tally(issue)
  if (tallies.some(({ state }) => state === 'held')) return
  if (tallies.some(({ state }) => state === 'pending')) {
    await ledger.halt(issue, 'stopped', 'What was found missing goes out with the next `npx wayforward send`.')
    return
  }
  if ((await ledger.begin(issue))?.state === 'sending') await ledger.finish(issue, { state: 'done' }, now)
}
