import type { Attempt } from './batch.ts'

/** The provider answers the same key for 24 hours; we stop well before, which also absorbs two hours of clock skew. */
export const retryWindowMs = 20 * 60 * 60 * 1000

/** The time in which a repeat is provably harmless, for a provider that answers the same key for `idempotencyWindowMs`. */
export function retryWindowFor(idempotencyWindowMs: number): number {
  if (idempotencyWindowMs === Number.POSITIVE_INFINITY) return idempotencyWindowMs
  return Math.min(retryWindowMs, idempotencyWindowMs - 4 * 60 * 60 * 1000)
}

/** A batch suspended between arming and writing may be days late: it is armed again after this long. */
export const armedForMs = 60_000

/** Events after which nothing was sent, proven by the provider's answer or by a connection that never came to be. */
const proven = new Set<Attempt['event']>(['refused', 'later', 'unreached'])

/**
 * When the oldest attempt began whose outcome is unknown, under this generation; undefined when every attempt was
 * answered. An `armed` without a following event is one: the process died in between.
 */
export function firstUnanswered(attempts: Attempt[], generation: number): number | undefined {
  let armedAt: number | undefined
  for (const attempt of attempts) {
    if (attempt.generation !== generation) continue
    if (attempt.event === 'armed') {
      // Armed twice in a row: the first write may have happened, keep its time.
      if (armedAt !== undefined) return armedAt
      armedAt = attempt.at
    } else if (proven.has(attempt.event)) {
      armedAt = undefined
    } else {
      return armedAt ?? attempt.at
    }
  }
  return armedAt
}

/** Clocks may differ by this much; an attempt further in the future was noted under a clock that was wrong. */
export const clockSlackMs = 10 * 60_000

/** Whether repeating this generation can no longer be proven harmless. */
export function isTooLate(attempts: Attempt[], generation: number, now: number, windowMs = retryWindowMs): boolean {
  const since = firstUnanswered(attempts, generation)
  return since !== undefined && (now - since > windowMs || since - now > clockSlackMs)
}
