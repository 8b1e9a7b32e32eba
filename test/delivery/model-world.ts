import { rmSync } from 'node:fs'
import { generationsMost } from '../../src/delivery/batch.ts'
import type { Provider } from '../../src/delivery/provider.ts'
import { reconcile } from '../../src/delivery/reconcile.ts'
import type { ReportKind } from '../../src/delivery/report.ts'
import { submitIssue } from '../../src/delivery/submit.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { readStatus } from '../../src/newsletter/issue-status.ts'
import { createReportStore } from '../../src/store/report-store.ts'
import { issueId, openList, VirtualClock } from './crash-bench.ts'
import type { Operation } from './model-operations.ts'
import { ModelProvider } from './model-provider.ts'
import { drawFrom, Power, PowerCut } from './power.ts'
import { person, smallIssue } from './workbench.ts'

const peopleCount = 7
export const modelPeople = Array.from({ length: peopleCount }, (_, index) =>
  person(index, { language: index < 4 ? 'en' : 'es' }),
)

interface Row {
  address_hash: Buffer
  exclusion: string | null
  failure: string | null
  state: string | null
  batch: number | null
}

/** One store, one provider and their clock, and what must be true of them after whatever happens. */
export class ModelWorld {
  readonly clock = new VirtualClock()
  readonly provider = new ModelProvider(this.clock)
  readonly #places: () => string
  readonly #dailyCap: number | undefined
  #folder: string
  #power = new Power()
  #release = drawFrom(this.#power)
  #list: Awaited<ReturnType<typeof openList>> | undefined
  /** Attempts as last seen, by batch. */
  #attempts = new Map<number, string[]>()
  /** Who left, and under which keys their mail may still have been on its way. */
  readonly #left = new Map<string, { acceptedBefore: number; keys: Set<string> }>()
  /** Addresses whose batch a person chose to send again, at their own risk. */
  readonly #risked = new Set<string>()
  #webhooks = 0

  constructor(folder: string, places: () => string, refused: number[], dailyCap: number | undefined) {
    this.#folder = folder
    this.#places = places
    this.#dailyCap = dailyCap
    for (const index of refused) this.provider.refuses.add(addressOf(index))
  }

  async #open() {
    this.#list ??= await openList(this.#folder)
    return this.#list
  }

  /** Do one thing. A power cut ends it, and the next thing meets what lay on the disk. */
  async perform(operation: Operation): Promise<void> {
    try {
      await this.#do(operation)
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
      await this.#list?.store.close()
      this.#list = undefined
      this.#release()
      rmSync(this.#folder, { recursive: true })
      this.#folder = this.#power.rescue
      this.#power = new Power()
      this.#release = drawFrom(this.#power)
    }
  }

  async #do(operation: Operation): Promise<void> {
    // Here, where a cut is expected: opening writes too.
    await this.#open()
    switch (operation.kind) {
      case 'send':
        this.provider.faults = [...operation.faults]
        return await this.#send(operation.despite)
      case 'advance':
        this.clock.time += operation.ms
        return this.provider.land()
      case 'leave':
        return await this.#leave(operation.person)
      case 'report':
        return await this.#report(operation.email, operation.report)
      case 'pause':
        await (await this.#open()).ledger.halt(issueId, 'paused', null)
        return
      case 'cancel':
        await (await this.#open()).ledger.cancel(issueId, this.clock.now())
        return
      case 'reconcile':
        this.provider.mood = operation.mood
        return await this.#reconcile()
      case 'risk':
        return await this.#risk()
      case 'cut':
        return this.#power.cutBefore(operation.write, this.#places())
    }
  }

  async #send(despite: boolean): Promise<void> {
    const { ledger, vault } = await this.#open()
    let frozen = await ledger.find(issueId)
    if (frozen?.state === 'freezing') {
      await ledger.discardFreeze(issueId)
      frozen = undefined
    }
    if (!frozen) {
      const fresh = await freezeIssue({
        ...{ prepared: smallIssue(['en', 'es']), ledger, vault, clock: this.clock, dailyCap: this.#dailyCap },
        ...{ origin: 'https://news.example.org', endpoint: '', undoDelayMs: 0, receipt: 'receipt' },
      })
      frozen = fresh.frozen
    }
    if (!frozen || frozen.state === 'done') return
    const { clock } = this
    // Whoever was cancelled still settles, as `deliverFrozen` does it.
    const options = { ledger, clock, provider: this.#whileAlive(), random: () => 0.5 }
    await submitIssue(frozen, { ...options, despite: despite || frozen.cancelledAt !== null })
  }

  /** A dead process hands nothing over any more. */
  #whileAlive(): Provider {
    const power = this.#power
    const { provider } = this
    const { name, capabilities, requestsPerSecond } = provider
    return {
      ...{ name, capabilities, requestsPerSecond },
      submit: async (request) => {
        if (power.isCut) throw new PowerCut('after the power cut')
        return await provider.submit(request)
      },
      close: async () => undefined,
    }
  }

  async #leave(index: number): Promise<void> {
    const { audience, vault, store } = await this.#open()
    const hash = vault.addressHash(addressOf(index))
    await audience.suppress(hash, 'unsubscribed', this.clock.now())
    // From here on the suppression is durable.
    const tried = await store.db
      .selectFrom('attempts')
      .innerJoin('recipients', 'recipients.batch', 'attempts.batch')
      .select(['attempts.batch', 'generation'])
      .where('address_hash', '=', hash)
      .where('event', '=', 'armed')
      .execute()
    const keys = new Set(tried.map(({ batch, generation }) => `wf/test-list/${issueId}/${batch}/${generation}`))
    const known = this.#left.get(addressOf(index))
    if (!known) this.#left.set(addressOf(index), { acceptedBefore: this.provider.accepted.length, keys })
  }

  async #report(number: number, kind: ReportKind): Promise<void> {
    const email = this.provider.accepted[number % Math.max(1, this.provider.accepted.length)]
    if (!email) return
    const { store, vault } = await this.#open()
    this.#webhooks += 1
    const event = { id: `msg_${this.#webhooks}`, at: this.clock.now(), kind, type: `email.${kind}`, detail: null }
    await createReportStore(store.db, vault).receive(
      { ...event, emailId: email.id, tags: email.tags },
      this.clock.now(),
    )
  }

  async #reconcile(): Promise<void> {
    const { ledger } = await this.#open()
    const frozen = await ledger.find(issueId)
    if (!frozen || frozen.state === 'freezing') return
    await reconcile(frozen, { ledger, reader: this.provider.reader, clock: this.clock })
  }

  async #risk(): Promise<void> {
    const { ledger } = await this.#open()
    const [held] = await ledger.unsettled(issueId)
    if (!held) return
    for (const { values } of await ledger.members(issueId, held.seq)) this.#risked.add(values.address)
    await ledger.resolve(held, { event: 'resend_chosen' }, this.clock.now())
  }

  /** What is wrong by now; empty when every rule holds. */
  async violations(): Promise<string[]> {
    const { ledger, store, vault } = await this.#open()
    const wrong = [...this.provider.broken]
    const status = await readStatus(ledger, issueId)
    if (!status.balances) wrong.push(`the equation does not balance: ${JSON.stringify(status.total)}`)
    const times = new Map<string, number>()
    for (const { to } of this.provider.accepted) times.set(to, (times.get(to) ?? 0) + 1)
    for (const [address, count] of times) {
      if (count > 1 && !this.#risked.has(address)) wrong.push(`${address} was accepted ${count} times`)
    }
    for (const [address, { acceptedBefore, keys }] of this.#left) {
      const since = this.provider.accepted
        .slice(acceptedBefore)
        .filter(({ to, key }) => to === address && !keys.has(key))
      if (since.length > 0) wrong.push(`${address} was mailed after leaving: ${since[0]?.key}`)
    }
    const batches = await store.db.selectFrom('batches').select(['seq', 'generation']).execute()
    for (const { seq, generation } of batches) {
      if (generation > generationsMost && this.#risked.size === 0)
        wrong.push(`batch ${seq} has ${generation} generations`)
    }
    const attempts = await store.db.selectFrom('attempts').selectAll().orderBy('batch').orderBy('n').execute()
    const now = new Map<number, string[]>()
    for (const row of attempts) now.set(row.batch, [...(now.get(row.batch) ?? []), JSON.stringify(row)])
    for (const [batch, before] of this.#attempts) {
      if (before.some((line, index) => now.get(batch)?.[index] !== line)) wrong.push(`batch ${batch} lost an attempt`)
    }
    this.#attempts = now
    for (const { address_hash, exclusion, failure, state, batch } of await this.#rows()) {
      const address = modelPeople.find((one) => vault.addressHash(one.address).equals(address_hash))?.address ?? '?'
      const count = times.get(address) ?? 0
      if (exclusion === null && failure === null && state === 'accepted' && count === 0) {
        wrong.push(`${address} counts as submitted in batch ${batch} and was never accepted`)
      }
      // Where a person took the risk, the first mail's fate stays unknown for good, whatever became of the second.
      if (this.#risked.has(address)) continue
      if (exclusion !== null && count > 0) wrong.push(`${address} was accepted and is excluded (${exclusion})`)
      if (failure !== null && failure !== 'not_resent' && count > 0) wrong.push(`${address} was accepted and failed`)
    }
    return wrong
  }

  async #rows(): Promise<Row[]> {
    const { store } = await this.#open()
    const rows = await store.db
      .selectFrom('recipients')
      .leftJoin('batches', (join) => join.onRef('batches.seq', '=', 'recipients.batch'))
      .select(['address_hash', 'exclusion', 'failure', 'batches.state', 'batch'])
      .execute()
    return rows.map((row) => ({ ...row, address_hash: Buffer.from(row.address_hash) }))
  }

  /** Everything is well again, and time passes: the issue comes to its end, and everybody's fate is known. */
  async heal(): Promise<string[]> {
    this.#power.cutBefore(Number.POSITIVE_INFINITY, '')
    for (let round = 0; round < 24; round += 1) {
      await this.perform({ kind: 'send', faults: [], despite: true })
      await this.perform({ kind: 'reconcile', mood: 'truthful' })
      const { state, reason, total } = await readStatus((await this.#open()).ledger, issueId)
      if (state === 'done') break
      // Refused while nothing of the issue was ever accepted: what that halt asks is a person's word (cli/halt-words.ts).
      const isAskingAPerson = reason === 'mails_refused' && total.submitted === 0 && total.held === 0
      if (isAskingAPerson) await this.perform({ kind: 'cancel' })
      // Days for the daily cap and for keys to expire; then leaps, towards the day on which an unknown fate is given up.
      this.clock.time += (round < 8 ? 21 : 8 * 24) * 3_600_000
    }
    const wrong = await this.violations()
    const { state, total, reason } = await readStatus((await this.#open()).ledger, issueId)
    if (state !== 'done') wrong.push(`never done: ${state} (${reason}) ${JSON.stringify(total)}`)
    if (total.pending + total.held > 0) wrong.push(`open at the end: ${JSON.stringify(total)}`)
    return wrong
  }

  async close(): Promise<void> {
    this.#release()
    await this.#list?.store.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function addressOf(index: number): string {
  return modelPeople[index % peopleCount]?.address ?? ''
}
