import { seededRandom } from '../sample/seeded-random.ts'

/** When a sender dies that has not frozen its issue yet. */
export interface FreezeKill {
  /** Share of the batches cut by then; below 0 before the first, over 1 after the last. */
  share: number
  /** Milliseconds after that. */
  afterMs: number
}

/** When a sender dies that is submitting. */
export interface SubmitKill {
  /** Posted requests of this run until then. */
  requests: number
  /** As the request sets out, as its answer comes back (and is lost), or some time after it set out. */
  by: 'request' | 'answer' | 'time'
  afterMs: number
  /** Who dies: the sender, the provider's server (and the sender goes on), or both. */
  who: 'sender' | 'server' | 'both'
}

export interface IssueSchedule {
  freeze: FreezeKill[]
  submit: SubmitKill[]
}

/** Of an issue's kills, the share that falls into the freeze: each of those costs a freeze from its beginning. */
const freezeShare = 0.15

/** The kills of one issue; a seed and a number always give the same ones. */
export function drawSchedule(seed: number, issue: number, kills: number, batches: number): IssueSchedule {
  const random = seededRandom(seed * 1000 + issue)
  const freezes = Math.max(1, Math.round(kills * freezeShare))
  const submits = kills - freezes
  return {
    freeze: Array.from({ length: freezes }, () => ({ share: random() * 1.2 - 0.15, afterMs: random() * 30 })),
    submit: Array.from({ length: submits }, () => {
      const by = random()
      const who = random()
      return {
        // On average the kills use up nine tenths of the batches.
        requests: 1 + Math.floor((random() * 1.8 * batches) / Math.max(1, submits)),
        by: by < 0.45 ? 'answer' : by < 0.7 ? 'request' : 'time',
        afterMs: random() * 60,
        who: who < 0.9 ? 'sender' : who < 0.95 ? 'server' : 'both',
      }
    }),
  }
}
