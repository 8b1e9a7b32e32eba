import fc from 'fast-check'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { CrashBench } from './crash-bench.ts'
import { type Story, stories } from './model-operations.ts'
import { ModelWorld, modelPeople } from './model-world.ts'

/** In `npm run torture` thousands, with a seed of its own. */
const numRuns = Number(process.env.MODEL_RUNS ?? 250)
const seed = process.env.MODEL_SEED === undefined ? undefined : Number(process.env.MODEL_SEED)

/** Stories that once went wrong. */
const examples: [Story][] = [
  [
    // All but one refused e-mail are given up after 30 days: nothing ever showed whether its address was at fault.
    {
      refused: [0, 5],
      dailyCap: undefined,
      operations: [
        { kind: 'leave', person: 6 },
        { kind: 'leave', person: 4 },
        { kind: 'send', faults: ['dropped'], despite: false },
      ],
    },
  ],
]

let bench: CrashBench
beforeAll(async () => {
  bench = await CrashBench.open(modelPeople)
})
afterAll(() => bench[Symbol.dispose]())

describe('the state machine, whatever happens in whatever order', () => {
  it('mails nobody twice, loses nobody, and comes to an end', { timeout: 120_000 + 3000 * numRuns }, async () => {
    await fc.assert(
      fc.asyncProperty(stories, async ({ refused, dailyCap, operations }) => {
        const world = new ModelWorld(bench.fresh(), () => bench.place(), refused, dailyCap)
        try {
          for (const [step, operation] of operations.entries()) {
            await world.perform(operation)
            const wrong = await world.violations()
            if (wrong.length > 0) throw new Error(`step ${step}, ${operation.kind}: ${wrong.join('; ')}`)
          }
          const wrong = await world.heal()
          if (wrong.length > 0) throw new Error(`at the end: ${wrong.join('; ')}`)
        } finally {
          await world.close()
        }
      }),
      { numRuns, seed, examples },
    )
  })
})
