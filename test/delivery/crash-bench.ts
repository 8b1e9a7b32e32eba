import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import type { Clock } from '../../src/delivery/clock.ts'
import type { Provider } from '../../src/delivery/provider.ts'
import { reconcile } from '../../src/delivery/reconcile.ts'
import type { IssueStatus } from '../../src/delivery/status.ts'
import { submitIssue } from '../../src/delivery/submit.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { readStatus } from '../../src/newsletter/issue-status.ts'
import { createAudienceStore } from '../../src/store/audience-store.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { LedgerStore } from '../../src/store/ledger-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { copyStore, drawFrom, Power, PowerCut } from './power.ts'
import { countingRandom } from './random.ts'
import { noon, smallIssue } from './workbench.ts'

export const issueId = '2024-10-test'
/** In memory where there is such a place: a cut leaves the same files, and waiting for a disk proves nothing here. */
const fastest = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const wrappingKey = Buffer.alloc(32, 9)

/** Sleeping moves it; real time does not. */
export class VirtualClock implements Clock {
  time = noon
  now = (): number => this.time
  sleep = async (ms: number): Promise<void> => {
    this.time += ms
  }
}

/** The list and its ledger, in a folder. */
export async function openList(folder: string) {
  const store = await openStore(join(folder, 'wayforward.db'))
  const vault = await openKeyRing(store.db, wrappingKey, countingRandom())
  return { store, vault, audience: createAudienceStore(store.db, vault), ledger: new LedgerStore(store.db, vault) }
}

interface Scene {
  provider: Provider
  clock: Clock
  /** Addresses that leave the list between the freeze and their batch's first arming. */
  leavers: string[]
}

/** What `send` does with an issue, from whatever state it finds: freeze unless frozen, ask about what is held, submit. */
async function send(folder: string, { provider, clock, leavers }: Scene): Promise<IssueStatus> {
  const { store, vault, audience, ledger } = await openList(folder)
  try {
    for (const { issue, state } of await ledger.list()) if (state === 'freezing') await ledger.discardFreeze(issue)
    let frozen = await ledger.find(issueId)
    if (!frozen) {
      const done = await freezeIssue({
        ...{ prepared: smallIssue(['en', 'es']), ledger, vault, clock },
        ...{ origin: 'https://news.example.org', endpoint: '', undoDelayMs: 0, receipt: 'receipt' },
      })
      if (!done.frozen) throw new Error('not frozen')
      frozen = done.frozen
    }
    for (const address of leavers) {
      await audience.suppress(vault.addressHash(address), 'unsubscribed', clock.now())
    }
    if (frozen.reason === 'held') {
      const { open } = await reconcile(frozen, { ledger, reader: provider.reader, clock })
      // Nothing else was accepted in that hour to prove the listing by. A person looks at the provider's pages and decides.
      const unproven = open.filter(({ reason }) => reason.why === 'not_proven').map(({ seq }) => seq)
      for (const batch of await ledger.unsettled(issueId)) {
        if (unproven.includes(batch.seq)) await ledger.resolve(batch, { event: 'resend_chosen' }, clock.now())
      }
    }
    if (frozen.state !== 'done') await submitIssue(frozen, { ledger, provider, clock })
    return await readStatus(ledger, issueId)
  } finally {
    await store.close()
  }
}

/** How one `send` ended: by itself, or by the cut; and what it wrote. */
export interface Sent {
  status: IssueStatus | undefined
  writes: string[]
  /** Where the store is now. */
  folder: string
}

/** Stores in folders of their own, and processes on them that may lose their power. */
export class CrashBench {
  readonly #folder = mkdtempSync(join(fastest, 'wayforward-crash-'))
  readonly #original = join(this.#folder, 'original')
  #copies = 0

  static async open(people: Subscriber[]): Promise<CrashBench> {
    const bench = new CrashBench()
    const { store, audience } = await openList(bench.#original)
    await audience.upsertSubscribers(people, noon)
    await store.close()
    return bench
  }

  /** A folder that is not there yet. */
  place(): string {
    this.#copies += 1
    return join(this.#folder, String(this.#copies))
  }

  /** The list before anything was frozen. */
  fresh(): string {
    return copyStore(this.#original, this.place())
  }

  /** Run `send` on a store; `cutBefore` the k-th write, or never. */
  async send(folder: string, scene: Scene, cutBefore?: number): Promise<Sent> {
    const power = new Power()
    const rescue = this.place()
    if (cutBefore !== undefined) power.cutBefore(cutBefore, rescue)
    const release = drawFrom(power)
    const { provider } = scene
    // A dead process hands nothing over any more.
    const alive: Provider = {
      ...{ name: provider.name, capabilities: provider.capabilities, requestsPerSecond: provider.requestsPerSecond },
      submit: async (batch) => {
        if (power.isCut) throw new PowerCut('after the power cut')
        return await provider.submit(batch)
      },
      reader: provider.reader,
      close: () => provider.close(),
    }
    try {
      const status = await send(folder, { ...scene, provider: alive })
      return { status, writes: power.writes, folder }
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
      rmSync(folder, { recursive: true })
      return { status: undefined, writes: power.writes, folder: rescue }
    } finally {
      release()
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
