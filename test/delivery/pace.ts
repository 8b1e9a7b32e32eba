import { seededRandom } from '../../scripts/sample/seeded-random.ts'
import { Pacer } from '../../src/delivery/pacer.ts'
import type { Hints } from '../../src/delivery/provider.ts'
import { hintsOf, type LimitedServer } from './limited-servers.ts'
import { VirtualClock } from './virtual-clock.ts'

/** How long one request is on its way there and back, in milliseconds. */
export type Latency = (random: () => number) => { there: number; back: number }

export const constant =
  (ms: number): Latency =>
  () => ({ there: ms / 2, back: ms / 2 })

/** A round trip of 150 to 350 ms, split at any point: the way there may take no time, or all of it. */
export const jitter: Latency = (random) => {
  const trip = 150 + 200 * random()
  const there = trip * random()
  return { there, back: trip - there }
}

/** 75 to 175 ms each way: a round trip of 150 to 350 ms. */
export const jitterEachWay: Latency = (random) => ({ there: 75 + 100 * random(), back: 75 + 100 * random() })

interface PaceOptions {
  server: LimitedServer
  latency: Latency
  seconds: number
  seed?: number
  startRate?: number
  hints?: (server: LimitedServer) => Hints | undefined
  clock?: VirtualClock
  /** Beside the sender: a second one, a limit that changes. */
  beside?: (clock: VirtualClock, until: number) => Promise<void>
}

export interface Paced {
  /** What was let in of what the limit allows, from the first second to the last. */
  ratio: number
  /** When requests were refused, in milliseconds from the start, and when they were let in. */
  refusedAt: number[]
  acceptedAt: number[]
}

/** A sender with more work than time, through a Pacer, against a server. */
export async function pace(options: PaceOptions): Promise<Paced> {
  const { server, latency, seconds, seed = 1, startRate = 2, hints = hintsOf } = options
  const clock = options.clock ?? new VirtualClock()
  const random = seededRandom(seed)
  const pacer = new Pacer({ requestsPerSecond: startRate, clock })
  const start = clock.now()
  const until = start + 1000 * seconds
  const refusedAt: number[] = []
  const acceptedAt: number[] = []
  let inFlight = 0
  let answered = (): void => {}

  async function request(): Promise<void> {
    const turn = await pacer.turn()
    if (!turn || clock.now() >= until) return turn?.lost()
    const { there, back } = latency(random)
    await clock.sleep(there)
    const at = clock.now() - start
    const accepted = server.arrive(clock.now())
    ;(accepted ? acceptedAt : refusedAt).push(at)
    const said = hints(server)
    await clock.sleep(back)
    if (accepted) turn.answered(said)
    else turn.refused(1000, said)
  }

  async function send(): Promise<void> {
    const all = new Set<Promise<void>>()
    while (clock.now() < until) {
      if (inFlight >= pacer.inFlightMost) {
        await new Promise<void>((resolve) => (answered = resolve))
        continue
      }
      inFlight += 1
      const one = request().then(() => {
        inFlight -= 1
        all.delete(one)
        answered()
      })
      all.add(one)
    }
    await Promise.all(all)
  }

  await clock.run(Promise.all([send(), options.beside?.(clock, until)]))
  const counted = acceptedAt.filter((at) => at < 1000 * seconds).length
  return { ratio: counted / (server.limit * seconds), refusedAt, acceptedAt }
}
