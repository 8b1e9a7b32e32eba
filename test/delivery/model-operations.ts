import fc from 'fast-check'
import type { ReportKind } from '../../src/delivery/report.ts'
import { faultNames, type ListingMood, type ModelFault } from './model-provider.ts'

export type Operation =
  | { kind: 'send'; faults: ModelFault[]; despite: boolean }
  | { kind: 'advance'; ms: number }
  | { kind: 'leave'; person: number }
  | { kind: 'report'; email: number; report: ReportKind }
  | { kind: 'pause' }
  | { kind: 'cancel' }
  | { kind: 'reconcile'; mood: ListingMood }
  /** A person chooses to send a held batch again, although it may have arrived. */
  | { kind: 'risk' }
  /** The power fails before the nth write from now on, whoever writes it. */
  | { kind: 'cut'; write: number }

const minute = 60_000
const hour = 60 * minute
const times = [30_000, 4 * minute, 11 * minute, hour, 3 * hour, 19 * hour, 21 * hour, 25 * hour, 40 * hour]
const reports: ReportKind[] = ['delayed', 'soft_bounced', 'delivered', 'failed', 'suppressed', 'bounced', 'complained']
const moods: ListingMood[] = ['truthful', 'truthful', 'empty', 'failed']
const index = fc.nat({ max: 6 })

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      faults: fc.array(fc.constantFrom(...faultNames), { maxLength: 8 }),
      despite: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('advance' as const), ms: fc.constantFrom(...times) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), person: index }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('report' as const), email: index, report: fc.constantFrom(...reports) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'pause' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('reconcile' as const), mood: fc.constantFrom(...moods) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cut' as const), write: fc.integer({ min: 1, max: 60 }) }) },
)

export interface Story {
  /** People whose address the provider refuses. */
  refused: number[]
  dailyCap: number | undefined
  operations: Operation[]
}

/** What happens to one issue, in order. Now and then somebody cancels it, or takes a risk. */
export const stories: fc.Arbitrary<Story> = fc.record({
  refused: fc.uniqueArray(index, { maxLength: 2 }),
  dailyCap: fc.option(fc.constantFrom(2, 3), { nil: undefined, freq: 2 }),
  operations: fc.array(
    fc.oneof(
      { weight: 30, arbitrary: operation },
      { weight: 1, arbitrary: fc.constantFrom({ kind: 'cancel' as const }, { kind: 'risk' as const }) },
    ),
    { minLength: 1, maxLength: 24 },
  ),
})
