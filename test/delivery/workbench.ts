import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { normaliseAddress } from '../../src/audience/address.ts'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import type { Clock } from '../../src/delivery/clock.ts'
import type { FrozenIssue } from '../../src/delivery/ledger.ts'
import { submitIssue } from '../../src/delivery/submit.ts'
import type { Compiled, Edition, Grouping } from '../../src/edition/edition.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { readStatus } from '../../src/newsletter/issue-status.ts'
import type { PreparedIssue } from '../../src/newsletter/prepare-issue.ts'
import { createAudienceStore } from '../../src/store/audience-store.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { LedgerStore } from '../../src/store/ledger-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createReportStore } from '../../src/store/report-store.ts'
import { countingRandom } from './random.ts'
import type { ScriptedProvider } from './scripted-provider.ts'

export const noon = Date.parse('2024-10-01T12:00:00Z')
export const issueId = '2024-10-test'

/** A clock that moves only when something sleeps or a test says so. */
class HandClock implements Clock {
  time = noon
  readonly slept: number[] = []
  now = (): number => this.time
  sleep = async (ms: number): Promise<void> => {
    this.slept.push(ms)
    this.time += ms
  }
}

const text = (words: string): Compiled => ({ literals: [words], slots: [] })

/** An edition small enough to read: a greeting with a name, and the reader's own links. */
export function smallEdition(id: string, groupings: Grouping[]): Edition {
  return {
    id,
    language: id.split('+')[0] ?? id,
    dir: 'ltr',
    segments: id.split('+').slice(1),
    groupings,
    blocks: ['letter'],
    subject: text(`Subject of ${id}`),
    html: {
      literals: ['<p>Dear ', ',</p><a href="', '">unsubscribe</a>'],
      slots: [
        { name: 'name', context: 'html', fallback: 'friend' },
        { name: 'unsubscribe', context: 'url', fallback: '' },
      ],
    },
    text: text(`Text of ${id}`),
    problems: [],
  }
}

/** A prepared issue that renders one small edition per language and segment set. */
export function smallIssue(languages: string[], segments: PreparedIssue['segments'] = []): PreparedIssue {
  const documents = languages.map((language) => ({ language }))
  const newsletter = {
    name: 'Test Network',
    listId: 'test-list',
    sender: { name: 'Test', address: 'news@example.org', replyTo: 'reply@example.org' },
    languages,
    fallback: Object.fromEntries(languages.map((language) => [language, 'wait'])),
    provider: 'outbox',
    delivery: {},
  }
  return {
    issue: { id: issueId, meta: { kind: 'alert' } },
    documents,
    newsletter,
    provider: 'outbox',
    segments,
    contentHash: 'c0ffee',
    renditions: new Map(),
    calendars: [],
    logo: { name: 'logo.png', bytes: new Uint8Array([1]), width: 1, height: 1 },
    async render(groupings: Grouping[] = []) {
      const idOf = ({ language, segments: named }: Grouping): string => [language, ...named].join('+')
      const ids = [...new Set(groupings.map(idOf))]
      return ids.map((id) =>
        smallEdition(
          id,
          groupings.filter((grouping) => idOf(grouping) === id),
        ),
      )
    },
  } as unknown as PreparedIssue
}

export function person(index: number, more: Partial<Subscriber> = {}): Subscriber {
  const address = normaliseAddress(`reader${index}@example.org`) ?? ''
  const consent = { at: '2024-01-01T00:00:00Z', source: 'test' }
  return { address, language: 'en', topics: [], consent, ...more }
}

/** A real store in a folder of its own, with a clock and randomness of the test's. */
export async function openWorkbench(people: Subscriber[]) {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-delivery-'))
  const store = await openStore(join(folder, 'wayforward.db'))
  const random = countingRandom()
  const vault = await openKeyRing(store.db, random(32), random)
  const clock = new HandClock()
  const audience = createAudienceStore(store.db, vault)
  await audience.upsertSubscribers(people, clock.now())
  const ledger = new LedgerStore(store.db, vault)
  return {
    audience,
    ledger,
    vault,
    clock,
    db: store.db,
    reports: createReportStore(store.db, vault),
    async freeze(prepared = smallIssue(['en', 'es']), expected?: number, dailyCap?: number): Promise<FrozenIssue> {
      const origin = 'https://news.example.org'
      const { frozen } = await freezeIssue({
        ...{ prepared, ledger, vault, origin, clock },
        endpoint: '',
        undoDelayMs: 0,
        receipt: 'receipt-of-the-test',
        expected,
        dailyCap,
      })
      if (!frozen) throw new Error('not frozen')
      return frozen
    },
    async submit(provider: ScriptedProvider, signal?: AbortSignal, options: { despite?: boolean } = {}) {
      provider.now = clock.now
      const frozen = await ledger.find(issueId)
      if (!frozen) throw new Error('not frozen')
      return await submitIssue(frozen, { ledger, provider, clock, signal, random: () => 0.5, ...options })
    },
    status: () => readStatus(ledger, issueId),
    async [Symbol.asyncDispose]() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
