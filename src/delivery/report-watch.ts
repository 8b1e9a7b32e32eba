import { breakerTripped } from './breaker.ts'
import type { Clock } from './clock.ts'
import { describeBreaker } from './describe-breaker.ts'
import type { FrozenIssue, HaltReason, Ledger } from './ledger.ts'

/** Reads what is reported of an issue while it goes out, at most once a second. */
export class ReportWatch {
  #readAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly frozen: Pick<FrozenIssue, 'issue' | 'acceptedRates'>,
    readonly ledger: Pick<Ledger, 'reportCounts' | 'reportSources'>,
    readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** Why the issue must halt, when too many of those who were heard of bounced or complained. */
  async check(): Promise<{ reason: HaltReason; detail: string } | undefined> {
    if (Math.abs(this.clock.now() - this.#readAt) < 1000) return undefined
    this.#readAt = this.clock.now()
    const { issue, acceptedRates } = this.frozen
    const tripped = breakerTripped(await this.ledger.reportCounts(issue), acceptedRates)
    if (!tripped) return undefined
    const kind = tripped.reason === 'bounces' ? 'bounced' : 'complained'
    const sources = await this.ledger.reportSources(issue, [kind])
    return { reason: tripped.reason, detail: describeBreaker(tripped, sources) }
  }
}
