import type { breakerTripped } from './breaker.ts'
import type { ReportSource } from './ledger.ts'

type Tripped = NonNullable<ReturnType<typeof breakerTripped>>

/** What tripped the breaker, and where those people came from, in a sentence or two. */
export function describeBreaker({ reason, share, count, of }: Tripped, sources: ReportSource[]): string {
  const percent = `${(share * 100).toFixed(share < 0.01 ? 2 : 1)} %`
  const what = reason === 'bounces' ? 'addresses bounced for good' : 'readers complained'
  const [worst] = sources
  const from = worst
    ? ` Of all of this issue so far, ${worst.count} came with “${worst.name}”, of which ${worst.deliveries} were heard of.`
    : ''
  return `${count} of ${of} ${what} (${percent}).${from}`
}
