import type { Attempt, Batch, Settlement } from './batch.ts'
import { armedForMs, clockSlackMs, firstUnanswered, isTooLate, retryWindowFor } from './batch-history.ts'
import { DailyRoom } from './daily-room.ts'
import { describeSkew } from './describe-skew.ts'
import { EditionEncoders } from './edition-encoders.ts'
import { endOf } from './end-of.ts'
import { idempotencyKey } from './idempotency-key.ts'
import type { FrozenIssue, HaltReason, IssueEnd } from './ledger.ts'
import type { Pacer } from './pacer.ts'
import type { Outcome } from './provider.ts'
import { ReportWatch } from './report-watch.ts'
import type { Settled, SubmitOptions } from './submit.ts'
import { tellPacer } from './tell-pacer.ts'

/** Runs a request when there is room for one more in flight. */
type InSlot = <T>(work: () => Promise<T>) => Promise<T>

/** What is to be tried again, and why. `paced`: the pacer waits for everybody. */
type Again = { why: 'paced' } | { why: 'in_flight' | 'unknown'; message: string }

/** Silent or busy answers in a row for one batch before it is set aside: the others go on. */
const triesMost = 4
/** Unknown outcomes in a row, whatever the batch, before the run stops: nobody is there. */
const silenceMost = 8
/** Refusals of e-mails, with not one accepted, before the run stops and a person looks. */
const refusalsMost = 8

/** One run over an issue's open batches: what it has learnt, and whether it goes on. */
export class Submission {
  /** There is no room for another batch today; those that have room go on. */
  #full: string | undefined
  #gaveBack = false
  #halt: { reason: HaltReason; detail: string } | undefined
  #bug: unknown
  #lastRefusal = ''
  #lastSilence = ''
  #refusals = 0
  #silences = 0
  /** The issue is no longer `sending`: somebody paused or cancelled it. */
  #overruled = false
  /** Refused alone while nothing of the issue had been accepted: whose fault that was shows only later. */
  #suspects: Batch[] = []
  #setAside: Batch[] = []
  readonly #stop = new AbortController()
  /** Aborted when the run halts, or from outside. */
  readonly #stopping: AbortSignal
  readonly #encoders: EditionEncoders
  readonly #reports: ReportWatch
  readonly #retryWindowMs: number
  readonly #room: DailyRoom

  constructor(
    readonly frozen: FrozenIssue,
    readonly options: SubmitOptions,
    readonly pacer: Pacer,
    readonly settled: Settled,
  ) {
    const { signal, provider, ledger, clock } = options
    this.#stopping = signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal
    this.#retryWindowMs = retryWindowFor(provider.capabilities.idempotencyWindowMs)
    this.#room = new DailyRoom(frozen.dailyCap, ledger, clock)
    this.#encoders = new EditionEncoders(frozen, ledger)
    this.#reports = new ReportWatch(frozen, ledger, clock)
  }

  get stopped(): boolean {
    return this.#halt !== undefined || this.#bug !== undefined || this.#overruled || this.#stopping.aborted
  }

  /** Whether another batch may begin. */
  get takesMore(): boolean {
    return !this.stopped && this.#full === undefined
  }

  /** Whether room came back after a batch had found none; asked once a page. */
  hasRoomAgain(): boolean {
    const again = this.#full !== undefined && this.#gaveBack
    if (again) this.#full = undefined
    this.#gaveBack = false
    return again
  }

  /** Batches run side by side: what one threw is kept and thrown where the run waits for all. */
  rethrow(): void {
    if (this.#bug !== undefined) throw this.#bug
  }

  /** Batches that got no answer, to be tried once more after the others. */
  takeSetAside(): Batch[] {
    return this.stopped ? [] : this.#setAside.splice(0)
  }

  /** Once something was accepted, what was refused alone is refused for its own sake. */
  takeCleared(): Batch[] {
    return this.settled.submitted === 0 || this.stopped ? [] : this.#suspects.splice(0)
  }

  async end(): Promise<IssueEnd> {
    return endOf(await this.options.ledger.tally(this.frozen.issue), {
      halt: this.#halt,
      full: this.#full,
      refused: this.#suspects.length > 0 ? this.#lastRefusal : undefined,
      silent: this.#setAside.length > 0 ? this.#lastSilence : undefined,
    })
  }

  /** Hand over one batch until it is settled, set aside, or the run stops. */
  async deliver(open: Batch, inSlot: InSlot): Promise<void> {
    if (this.#suspects.some(({ seq }) => seq === open.seq)) return
    const batch = { ...open }
    const { clock, random = Math.random } = this.options
    try {
      // Read once; what this run adds is added here too, so that a long wait does not read it again and again.
      const history = await this.options.ledger.attempts(batch.issue, batch.seq)
      for (let tries = 0; !this.stopped; ) {
        const again = await inSlot(() => this.#attempt(batch, history))
        if (again === undefined) return
        if (again.why === 'paced') continue
        tries += 1
        this.#lastSilence = again.message
        if (again.why === 'unknown') this.#noteSilence(again.message)
        if (tries === triesMost) return void this.#setAside.push(batch)
        // Doubling waits, a quarter more or less, so that batches that failed together do not come back together.
        await clock.sleep(1000 * 2 ** tries * (0.75 + random() / 2), this.#stopping)
      }
    } catch (error) {
      this.#bug ??= error
      this.#stop.abort()
    }
  }

  /** Halt when too many of those who were heard of bounced or complained. */
  async checkReports(): Promise<void> {
    const tripped = await this.#reports.check()
    if (tripped) this.#haltFor(tripped.reason, tripped.detail)
  }

  /** One request for one batch; undefined when there is nothing to be tried again. */
  async #attempt(batch: Batch, history: Attempt[]): Promise<Again | undefined> {
    if (this.stopped) return undefined
    const { ledger, clock } = this.options
    if (await this.#holdIfTooLate(batch, history)) return undefined
    await this.checkReports()
    const mayBeOut = firstUnanswered(history, batch.generation) !== undefined
    const full = await this.#room.take(batch, mayBeOut)
    this.#full ??= full
    const turn = this.stopped || full !== undefined ? undefined : await this.pacer.turn(this.#stopping)
    if (!turn) return undefined
    let answered = false
    try {
      // Asked again: the wait for a turn may have taken hours, or the computer slept.
      if (await this.#holdIfTooLate(batch, history)) return undefined
      const encoder = await this.#encoders.of(batch.edition)
      if (!encoder) {
        this.#overruled = true
        return undefined
      }
      const armedAt = clock.now()
      const armed = await ledger.arm(batch, armedAt, (members) => encoder.encode(members))
      if (armed.kind === 'stopped') this.#overruled = true
      if (armed.kind === 'held') this.#advance({ held: batch.count })
      if (armed.kind === 'empty') this.#advance({ excluded: batch.count })
      if (armed.kind !== 'armed') return undefined
      batch.count = armed.members.length
      batch.generation = armed.generation
      history.push({ generation: batch.generation, at: armedAt, event: 'armed', status: null, error: null })
      if (armed.excluded > 0) this.#advance({ excluded: armed.excluded })

      // A process suspended between arming and writing may be hours late: what it armed then must not be written now.
      if (clock.now() - armedAt > armedForMs) {
        await this.#note(batch, history, 'unreached', null, 'arming_stale')
        return { why: 'paced' }
      }
      const key = idempotencyKey(this.frozen.envelope.listId, batch.issue, batch.seq, batch.generation)
      const outcome = await this.options.provider.submit({ key, body: armed.body, count: armed.members.length })
      answered = tellPacer(turn, outcome)
      return await this.#record(batch, history, outcome, armed.members)
    } finally {
      if (!answered) turn.lost()
    }
  }

  async #record(batch: Batch, history: Attempt[], outcome: Outcome, members: Buffer[]): Promise<Again | undefined> {
    const now = this.options.clock.now()
    const serverTime = outcome.hints?.serverTime
    const again = await this.#settle(batch, history, outcome, members, now)
    const isOut = outcome.kind === 'accepted' || firstUnanswered(history, batch.generation) !== undefined
    if (!isOut) {
      this.#room.giveBack(batch)
      this.#gaveBack = true
    }
    if (serverTime !== undefined && Math.abs(serverTime - now) > clockSlackMs) {
      this.#haltFor('clock_skewed', describeSkew(now, serverTime))
    }
    return again
  }

  async #settle(
    batch: Batch,
    history: Attempt[],
    outcome: Outcome,
    members: Buffer[],
    now: number,
  ): Promise<Again | undefined> {
    const { ledger } = this.options
    if (outcome.kind !== 'unknown') this.#silences = 0
    switch (outcome.kind) {
      case 'accepted':
        if (await ledger.settle(batch, { kind: 'accepted', at: now, ids: outcome.ids, members })) {
          this.#advance({ submitted: outcome.ids.length })
          return undefined
        }
        history.push({ generation: batch.generation, at: now, event: 'unknown', status: 200, error: 'ids_repeated' })
        return { why: 'unknown', message: 'The provider answered with ids that belong to other e-mails.' }
      case 'later':
        await this.#note(
          batch,
          history,
          outcome.inFlight || outcome.unproven ? 'unknown' : 'later',
          null,
          outcome.error,
        )
        return outcome.inFlight
          ? { why: 'in_flight', message: 'The provider says that it is still at work on a batch.' }
          : { why: 'paced' }
      case 'unknown':
        await this.#note(batch, history, outcome.reached ? 'unknown' : 'unreached', outcome.status, outcome.message)
        return { why: 'unknown', message: outcome.message }
      case 'refused':
        await this.#refused(batch, history, outcome)
        return undefined
    }
  }

  async #refused(
    batch: Batch,
    history: Attempt[],
    { scope, status, error, message }: Extract<Outcome, { kind: 'refused' }>,
  ): Promise<void> {
    const { ledger, clock } = this.options
    this.#lastRefusal = message
    if (scope === 'protocol') {
      // The key was met with other bytes: an earlier body may be out, so the key is never changed.
      return await this.#hold(batch, status, error)
    }
    if (scope === 'account') {
      await this.#note(batch, history, 'refused', status, `${error}: ${message}`)
      const reason = error.endsWith('quota_exceeded') ? 'quota_reached' : 'provider_refused'
      return this.#haltFor(reason, message)
    }
    // All attempts but the one just answered.
    if (firstUnanswered(history.slice(0, -1), batch.generation) !== undefined) {
      // A refusal after an unanswered attempt proves nothing about that attempt (reference/resend.md section 4).
      // It is asked once a run, and the others go on.
      return await this.#note(batch, history, 'unknown', status, error)
    }
    if (!history.some(({ event }) => event === 'refused')) this.#refusals += 1
    // While nothing of the issue was ever accepted, the fault is more likely in what all e-mails share than in an address.
    if (this.settled.submitted === 0 && (batch.count === 1 || this.#refusals >= refusalsMost)) {
      await this.#note(batch, history, 'refused', status, `${error}: ${message}`)
      if (batch.count > 1 || this.#refusals >= refusalsMost) return this.#haltFor('mails_refused', message)
      this.#suspects.push(batch)
      return
    }
    const at = clock.now()
    await ledger.settle(batch, { kind: 'refused', at, status, error, message })
    history.push({ generation: batch.generation, at, event: 'refused', status, error })
    if (batch.count === 1) this.#advance({ failed: 1 })
  }

  #noteSilence(message: string): void {
    this.#silences += 1
    if (this.#silences >= silenceMost) this.#haltFor('provider_unreachable', message)
  }

  async #holdIfTooLate(batch: Batch, history: Attempt[]): Promise<boolean> {
    if (!isTooLate(history, batch.generation, this.options.clock.now(), this.#retryWindowMs)) return false
    await this.#hold(batch, null, 'window_passed')
    return true
  }

  #haltFor(reason: HaltReason, detail: string): void {
    this.#halt ??= { reason, detail }
    this.#stop.abort()
  }

  /** Add to a batch's history that it is not settled; it stays armed. */
  async #note(
    batch: Batch,
    history: Attempt[],
    event: Extract<Settlement, { kind: 'unsettled' }>['event'],
    status: number | null,
    error: string,
  ): Promise<void> {
    const at = this.options.clock.now()
    await this.options.ledger.settle(batch, { kind: 'unsettled', at, event, status, error })
    history.push({ generation: batch.generation, at, event, status, error })
  }

  async #hold(batch: Batch, status: number | null, error: string): Promise<void> {
    await this.options.ledger.settle(batch, { kind: 'held', at: this.options.clock.now(), status, error })
    this.#advance({ held: batch.count })
  }

  #advance(by: Partial<Settled>): void {
    const { settled } = this
    settled.submitted += by.submitted ?? 0
    settled.excluded += by.excluded ?? 0
    settled.failed += by.failed ?? 0
    settled.held += by.held ?? 0
    this.options.onProgress?.({ ...settled })
  }
}
