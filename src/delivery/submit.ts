import PQueue from 'p-queue'
import type { Batch } from './batch.ts'
import type { Clock } from './clock.ts'
import { encoderVersion } from './encoder.ts'
import type { FrozenIssue, IssueEnd, Ledger } from './ledger.ts'
import { Pacer } from './pacer.ts'
import { encoderUnknown } from './problems.ts'
import type { Provider } from './provider.ts'
import { Submission } from './submission.ts'

/** Deliveries that are settled, by how. */
export interface Settled {
  submitted: number
  excluded: number
  failed: number
  held: number
}

export interface SubmitOptions {
  ledger: Ledger
  provider: Provider
  clock: Clock
  /** A person said go on: also from a pause, the breaker, or a doubt about the ledger. */
  despite?: boolean
  /** Called after every settled batch, with the issue's totals so far. */
  onProgress?: (settled: Settled) => void
  /** Aborted by Ctrl-C: batches under way are finished, no new one begins. */
  signal?: AbortSignal
  /** From 0 to 1, to spread retries. */
  random?: () => number
}

/** How the run ended; the ledger, not this value, is the truth. `discarded`: cancelled before anything was armed. */
export type SubmitEnd = IssueEnd | { state: 'discarded' }

const pageOfBatches = 50

/**
 * Hand every open batch of a frozen issue to the provider. Harmless to run again: accepted batches are not open, armed
 * ones repeat their key and bytes. Reads the ledger only; no file, template, subscriber or setting.
 */
export async function submitIssue(frozen: FrozenIssue, options: SubmitOptions): Promise<SubmitEnd> {
  if (frozen.encoder !== encoderVersion) throw encoderUnknown({ version: frozen.encoder })
  const { ledger, provider, clock, despite = false } = options
  const { issue } = frozen
  const begun = await ledger.begin(issue, { despite })
  if (begun?.state !== 'sending') return endOf(begun)

  const pacer = new Pacer({ requestsPerSecond: provider.requestsPerSecond, clock })
  const submission = new Submission(begun, options, pacer, await settledSoFar(ledger, issue))
  // A slot is taken for a request, not for the wait before its repetition.
  const queue = new PQueue({ concurrency: pacer.inFlightMost })
  const inSlot = <T>(work: () => Promise<T>): Promise<T> => queue.add(work, { throwOnTimeout: true })

  await submission.checkReports()
  for (let after = 0; submission.takesMore; ) {
    const batches = await ledger.openBatches(issue, pageOfBatches, after)
    const last = batches.at(-1)
    if (!last) break
    queue.concurrency = pacer.inFlightMost
    await Promise.all(batches.map((batch) => submission.deliver(batch, inSlot)))
    submission.rethrow()
    await submission.checkReports()
    // Room that refused batches gave back is for those that found none: the same page once more.
    if (!submission.hasRoomAgain()) after = last.seq
  }
  const again = (batch: Batch): Promise<void> => submission.deliver(batch, inSlot)
  await Promise.all(submission.takeSetAside().map(again))
  await Promise.all(submission.takeCleared().map(again))
  submission.rethrow()
  return endOf(await ledger.finish(issue, await submission.end(), clock.now()))
}

async function settledSoFar(ledger: Ledger, issue: string): Promise<Settled> {
  const settled: Settled = { submitted: 0, excluded: 0, failed: 0, held: 0 }
  for (const { state, count } of await ledger.tally(issue)) if (state !== 'pending') settled[state] += count
  return settled
}

/** How an issue stands after a run, whoever decided it. */
function endOf(issue: FrozenIssue | undefined): SubmitEnd {
  if (!issue) return { state: 'discarded' }
  if (issue.state === 'done') return { state: 'done' }
  return { state: 'halted', reason: issue.reason ?? 'stopped', detail: issue.detail ?? '' }
}
