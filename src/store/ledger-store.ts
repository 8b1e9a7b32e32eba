import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Rule } from '../audience/rule.ts'
import type { Vault } from '../audience/vault.ts'
import { deliveryTag } from '../delivery/encoder.ts'
import type {
  Armed,
  Assignment,
  Batch,
  Candidate,
  CandidateGroup,
  CountedEdition,
  FrozenEdition,
  FrozenIssue,
  Ledger,
  Recipient,
  RecipientValues,
  Refusal,
  Settlement,
  Tally,
} from '../delivery/ledger.ts'
import { freezeUncounted } from '../delivery/problems.ts'
import { compileRule } from './compile-rule.ts'
import {
  addAttempt,
  excludeLeavers,
  placeMembers,
  rejectMember,
  setBatch,
  splitBatch,
  storeProviderIds,
} from './ledger-batches.ts'
import { deleteFreeze, openCandidate, toFrozenEdition, toFrozenIssue } from './ledger-rows.ts'
import type { Schema } from './schema.ts'

const sealPurpose = (issue: string, addressHash: Uint8Array): string =>
  `recipient:${issue}:${Buffer.from(addressHash).toString('hex')}`

/** The ledger in SQL. `delivery/ledger.ts` says what each method promises. */
export class LedgerStore implements Ledger {
  constructor(
    readonly db: Kysely<Schema>,
    readonly vault: Vault,
  ) {}

  async find(issue: string): Promise<FrozenIssue | undefined> {
    const row = await this.db.selectFrom('issues').selectAll().where('issue', '=', issue).executeTakeFirst()
    return row && toFrozenIssue(row)
  }

  async list(): Promise<FrozenIssue[]> {
    const rows = await this.db.selectFrom('issues').selectAll().orderBy('frozen_at').orderBy('issue').execute()
    return rows.map(toFrozenIssue)
  }

  async beginFreeze(issue: string, rules: Rule[], now: number): Promise<number> {
    return await this.db.transaction().execute(async (trx) => {
      await deleteFreeze(trx, issue)
      await trx
        .insertInto('issues')
        .values({ issue, state: 'freezing', candidates: 0 } as never)
        .execute()
      await trx
        .insertInto('recipients')
        .columns(['issue', 'address_hash', 'language', 'mask', 'exclusion'])
        .expression(
          trx.selectFrom('subscribers').select((eb) => [
            eb.val(issue).as('issue'),
            'address_hash',
            'language',
            rules
              .map(
                (rule, bit) => sql<number>`(case when ${compileRule(rule)(eb)} then ${sql.lit(2 ** bit)} else 0 end)`,
              )
              .reduce((sum, term) => sql<number>`${sum} + ${term}`, sql<number>`0`)
              .as('mask'),
            eb
              .case()
              .when(
                eb.exists(
                  eb
                    .selectFrom('suppressions')
                    .select(sql.lit(1).as('one'))
                    .whereRef('suppressions.address_hash', '=', 'subscribers.address_hash'),
                ),
              )
              .then('suppressed')
              .when('paused_until', '>', now)
              .then('paused')
              .else(null)
              .end()
              .as('exclusion'),
          ]) as never,
        )
        .execute()
      const { candidates } = await trx
        .selectFrom('recipients')
        .select((eb) => eb.fn.countAll<number>().as('candidates'))
        .where('issue', '=', issue)
        .executeTakeFirstOrThrow()
      await trx
        .updateTable('issues')
        .set({ candidates: Number(candidates) })
        .where('issue', '=', issue)
        .execute()
      return Number(candidates)
    })
  }

  async groups(issue: string): Promise<CandidateGroup[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select((eb) => ['language', 'mask', eb.fn.countAll<number>().as('count')])
      .where('issue', '=', issue)
      .where('exclusion', 'is', null)
      .groupBy(['language', 'mask'])
      .orderBy('language')
      .orderBy('mask')
      .execute()
    return rows.map(({ language, mask, count }) => ({ language, mask: Number(mask), count: Number(count) }))
  }

  async assign(issue: string, assignments: Assignment[]): Promise<void> {
    if (assignments.length === 0) return
    const rows = assignments.map(
      (to) =>
        sql`(${to.language}, ${to.mask}, ${'edition' in to ? to.edition : null}, ${'exclusion' in to ? to.exclusion : null})`,
    )
    await sql`
      with grouped (language, mask, edition, exclusion) as (values ${sql.join(rows)})
      update recipients set edition = grouped.edition, exclusion = grouped.exclusion from grouped
      where recipients.issue = ${issue} and recipients.exclusion is null
        and recipients.language = grouped.language and recipients.mask = grouped.mask
    `.execute(this.db)
  }

  async saveEdition(issue: string, edition: FrozenEdition): Promise<void> {
    const content = JSON.stringify(edition.parts)
    const hash = createHash('sha256').update(content).digest()
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('parts')
        .values({ hash, content })
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .execute()
      await trx
        .insertInto('editions')
        .values({
          issue,
          id: edition.id,
          language: edition.language,
          segments: JSON.stringify(edition.segments),
          blocks: JSON.stringify(edition.blocks),
          html_bytes: edition.htmlBytes,
          readers: 0,
          parts_hash: hash,
        })
        .execute()
    })
  }

  async page(issue: string, after: Buffer | undefined, limit: number): Promise<Candidate[]> {
    let query = this.db
      .selectFrom('recipients')
      .innerJoin('subscribers', 'subscribers.address_hash', 'recipients.address_hash')
      .select(['subscribers.address_hash', 'subscribers.address', 'subscribers.name', 'recipients.edition'])
      .where('recipients.issue', '=', issue)
      .where('recipients.edition', 'is not', null)
      .where('recipients.exclusion', 'is', null)
      .orderBy('recipients.address_hash')
      .limit(limit)
    if (after) query = query.where('recipients.address_hash', '>', after)
    return (await query.execute()).map((row) => openCandidate(this.vault, row))
  }

  async saveBatch(issue: string, batch: { seq: number; edition: string; members: Recipient[] }): Promise<void> {
    const { seq, edition, members } = batch
    await this.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('batches')
        .values({ issue, seq, edition, generation: 1, state: 'planned', sha256: null, parent: null })
        .execute()
      const sealed = members.map(({ addressHash, values }) => ({
        addressHash,
        values: this.vault.seal(JSON.stringify(values), sealPurpose(issue, addressHash)),
      }))
      await placeMembers(trx, { issue, seq }, sealed)
    })
  }

  async completeFreeze(frozen: Parameters<Ledger['completeFreeze']>[0]): Promise<FrozenIssue> {
    const { issue } = frozen
    return await this.db.transaction().execute(async (trx) => {
      const { candidates } = await trx
        .selectFrom('issues')
        .select('candidates')
        .where('issue', '=', issue)
        .where('state', '=', 'freezing')
        .executeTakeFirstOrThrow()
      const { counted } = await trx
        .selectFrom('recipients')
        .select((eb) => eb.fn.countAll<number>().as('counted'))
        .where('issue', '=', issue)
        .where((eb) => eb.or([eb('exclusion', 'is not', null), eb('batch', 'is not', null)]))
        .executeTakeFirstOrThrow()
      if (Number(counted) !== candidates) throw freezeUncounted({ issue, candidates, counted: Number(counted) })
      await trx
        .updateTable('editions')
        .set((eb) => ({
          readers: eb
            .selectFrom('recipients')
            .select((count) => count.fn.countAll<number>().as('readers'))
            .whereRef('recipients.issue', '=', 'editions.issue')
            .whereRef('recipients.edition', '=', 'editions.id'),
        }))
        .where('issue', '=', issue)
        .execute()
      const row = await trx
        .updateTable('issues')
        .set({
          state: 'frozen',
          provider: frozen.provider,
          endpoint: frozen.endpoint,
          origin: frozen.origin,
          content_hash: frozen.contentHash,
          encoder: frozen.encoder,
          envelope: JSON.stringify(frozen.envelope),
          not_before: frozen.notBefore,
          frozen_at: frozen.frozenAt,
        })
        .where('issue', '=', issue)
        .returningAll()
        .executeTakeFirstOrThrow()
      return toFrozenIssue(row)
    })
  }

  async discardFreeze(issue: string): Promise<void> {
    await this.db.transaction().execute((trx) => deleteFreeze(trx, issue))
  }

  async edition(issue: string, id: string): Promise<FrozenEdition> {
    const row = await this.db
      .selectFrom('editions')
      .innerJoin('parts', 'parts.hash', 'editions.parts_hash')
      .selectAll()
      .where('issue', '=', issue)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { readers: _, ...edition } = toFrozenEdition(row)
    return { ...edition, parts: JSON.parse(row.content) }
  }

  async editions(issue: string): Promise<CountedEdition[]> {
    const rows = await this.db.selectFrom('editions').selectAll().where('issue', '=', issue).orderBy('id').execute()
    return rows.map(toFrozenEdition)
  }

  async openBatches(issue: string, limit: number, after: number): Promise<Batch[]> {
    const rows = await this.db
      .selectFrom('batches')
      .select((eb) => [
        'issue',
        'seq',
        'edition',
        'generation',
        'state',
        eb
          .selectFrom('recipients')
          .select((count) => count.fn.countAll<number>().as('count'))
          .whereRef('recipients.issue', '=', 'batches.issue')
          .whereRef('recipients.batch', '=', 'batches.seq')
          .where('exclusion', 'is', null)
          .as('count'),
      ])
      .where('issue', '=', issue)
      .where('seq', '>', after)
      .where('state', 'in', ['planned', 'armed'])
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  async attempts(issue: string, seq: number): ReturnType<Ledger['attempts']> {
    const rows = await this.db
      .selectFrom('attempts')
      .select(['generation', 'at', 'event', 'status', 'error'])
      .where('issue', '=', issue)
      .where('batch', '=', seq)
      .orderBy('n')
      .execute()
    return rows.map((row) => ({ ...row, at: Number(row.at) }))
  }

  async arm(batch: Batch, now: number, encode: (members: Recipient[]) => Uint8Array): Promise<Armed> {
    return await this.db.transaction().execute(async (trx) => {
      const { state, sha256 } = await trx
        .selectFrom('batches')
        .select(['state', 'sha256'])
        .where('issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      if (state !== 'planned' && state !== 'armed') return { kind: 'settled' }
      const excluded = state === 'planned' ? await excludeLeavers(trx, batch, now) : 0
      const members = await this.#members(trx, batch)
      if (members.length === 0) {
        await setBatch(trx, batch, { state: 'empty' })
        return { kind: 'empty' }
      }
      const body = encode(members)
      const hash = createHash('sha256').update(body).digest()
      if (sha256 && !hash.equals(sha256)) {
        await setBatch(trx, batch, { state: 'held' })
        await addAttempt(trx, batch, { at: now, event: 'unknown', status: null, error: 'bytes_differ' })
        return { kind: 'held' }
      }
      await setBatch(trx, batch, { state: 'armed', sha256: hash })
      await addAttempt(trx, batch, { at: now, event: 'armed', status: null, error: null })
      return { kind: 'armed', body, count: members.length, excluded }
    })
  }

  async settle(batch: Batch, settlement: Settlement): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const { state } = await trx
        .selectFrom('batches')
        .select('state')
        .where('issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      if (state !== 'armed') return
      switch (settlement.kind) {
        case 'unsettled':
          return await addAttempt(trx, batch, settlement)
        case 'held':
          await setBatch(trx, batch, { state: 'held' })
          return await addAttempt(trx, batch, { ...settlement, event: 'unknown' })
        case 'accepted':
          await setBatch(trx, batch, { state: 'accepted' })
          await storeProviderIds(trx, batch, settlement.ids)
          return await addAttempt(trx, batch, { at: settlement.at, event: 'accepted', status: 200, error: null })
        case 'refused': {
          const { at, status, error, message } = settlement
          await addAttempt(trx, batch, { at, event: 'refused', status, error: `${error}: ${message}` })
          const members = await this.#members(trx, batch)
          const [only] = members
          if (members.length === 1 && only) return await rejectMember(trx, batch, only, error)
          return await splitBatch(trx, batch, members)
        }
      }
    })
  }

  async setState(
    issue: string,
    state: FrozenIssue['state'],
    reason: FrozenIssue['reason'],
    now: number,
  ): Promise<void> {
    if (state === 'draft') throw new Error('a draft has no row; use discardFreeze')
    await this.db
      .updateTable('issues')
      .set({ state, reason, done_at: state === 'done' ? now : null })
      .where('issue', '=', issue)
      .execute()
  }

  async tally(issue: string): Promise<Tally[]> {
    const rows = await this.db
      .selectFrom((from) =>
        from
          .selectFrom('recipients')
          .leftJoin('batches', (join) =>
            join.onRef('batches.issue', '=', 'recipients.issue').onRef('batches.seq', '=', 'recipients.batch'),
          )
          .select((eb) => [
            'recipients.edition',
            'exclusion',
            eb
              .case()
              .when('exclusion', 'is not', null)
              .then('excluded' as const)
              .when('provider_id', 'is not', null)
              .then('submitted' as const)
              .when('failure', 'is not', null)
              .then('failed' as const)
              .when('batches.state', '=', 'held')
              .then('held' as const)
              .else('pending' as const)
              .end()
              .as('fate'),
          ])
          .where('recipients.issue', '=', issue)
          .as('fates'),
      )
      .select((eb) => ['edition', 'exclusion', 'fate', eb.fn.countAll<number>().as('count')])
      .groupBy(['edition', 'exclusion', 'fate'])
      .orderBy('edition')
      .execute()
    return rows.map(({ edition, exclusion, fate, count }) => ({
      edition,
      exclusion,
      state: fate,
      count: Number(count),
    }))
  }

  async failures(issue: string): Promise<{ reason: string; count: number }[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select((eb) => ['failure as reason', eb.fn.countAll<number>().as('count')])
      .where('issue', '=', issue)
      .where('failure', 'is not', null)
      .groupBy('failure')
      .orderBy('failure')
      .execute()
    return rows.map(({ reason, count }) => ({ reason: reason ?? '', count: Number(count) }))
  }

  async refusals(issue: string): Promise<Refusal[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select(['address_hash', 'masked_address', 'failure'])
      .where('issue', '=', issue)
      .where('failure', 'is not', null)
      .orderBy('batch')
      .execute()
    return rows.map(({ address_hash, masked_address, failure }) => ({
      delivery: deliveryTag(address_hash),
      maskedAddress: masked_address ?? '',
      reason: failure ?? '',
    }))
  }

  async #members(trx: Transaction<Schema>, batch: Batch): Promise<Recipient[]> {
    const rows = await trx
      .selectFrom('recipients')
      .select(['address_hash', 'sealed'])
      .where('issue', '=', batch.issue)
      .where('batch', '=', batch.seq)
      .where('exclusion', 'is', null)
      .orderBy('position')
      .execute()
    return rows.map(({ address_hash, sealed }) => {
      if (sealed === null) throw new Error(`recipient without values in batch ${batch.seq}`)
      const addressHash = Buffer.from(address_hash)
      const values: RecipientValues = JSON.parse(
        this.vault.open(sealed, sealPurpose(batch.issue, addressHash)).toString('utf8'),
      )
      return { addressHash, values }
    })
  }
}
