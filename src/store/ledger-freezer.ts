import { createHash } from 'node:crypto'
import { type Expression, type ExpressionBuilder, sql } from 'kysely'
import type { Among } from '../audience/among.ts'
import type { Rule } from '../audience/rule.ts'
import type { Recipient } from '../delivery/batch.ts'
import type { Assignment, Candidate, CandidateGroup, FrozenEdition, FrozenIssue, Ledger } from '../delivery/ledger.ts'
import { freezeUncounted } from '../delivery/problems.ts'
import { claimMonth } from './claim-month.ts'
import { compileRule } from './compile-rule.ts'
import { isAmong } from './is-among.ts'
import { placeMembers } from './ledger-batches.ts'
import { excludeGone } from './ledger-exclusions.ts'
import { LedgerReader } from './ledger-reader.ts'
import { deleteFreeze, openCandidate, recipientPurpose, toFrozenIssue } from './ledger-rows.ts'
import { dropProofPictures } from './picture-store.ts'
import type { Schema } from './schema.ts'
import { suppressSoftBouncers } from './soft-bounces.ts'

const unaccepted = { accepted_at: null, accepted_count: null }

type SubscriberColumns = ExpressionBuilder<Schema, 'subscribers'>

/** The rules a subscriber meets as a number: bit i is rule i. */
function maskOf(rules: Rule[]): (eb: SubscriberColumns) => Expression<number> {
  return (eb) =>
    rules
      .map((rule, bit) => sql<number>`(case when ${compileRule(rule)(eb)} then ${sql.lit(2 ** bit)} else 0 end)`)
      .reduce((sum, term) => sql<number>`${sum} + ${term}`, sql<number>`0`)
}

/** The steps of a freeze. `delivery/ledger.ts` says what each method promises. */
export class LedgerFreezer extends LedgerReader {
  async beginFreeze(
    issue: string,
    rules: Rule[],
    now: number,
    { month = null, among }: { month?: string | null; among?: Among } = {},
  ): Promise<number> {
    return await this.db.transaction().execute(async (trx) => {
      await deleteFreeze(trx, issue)
      await claimMonth(trx, month)
      await suppressSoftBouncers(trx, now)
      await trx
        .insertInto('issues')
        .values({
          ...{ issue, state: 'freezing', reason: null, candidates: 0, provider: null, endpoint: null, origin: null },
          ...{ content_hash: null, encoder: null, envelope: null, not_before: null, frozen_at: null, done_at: null },
          ...{ detail: null, cancelled_at: null, daily_cap: null, tracking_off: null, pages: null, receipt: null },
          ...{ accepted_rates: null, confirmed_at: null, kind: null, month, due_at: null, follows: null },
        })
        .execute()
      await trx
        .insertInto('recipients')
        .columns(['issue', 'address_hash', 'language', 'mask', 'import_id', 'exclusion'])
        .expression(
          // In the order of the primary key: rows are then appended to its tree, not strewn over it.
          trx
            .selectFrom('subscribers')
            .$if(among !== undefined, (query) => query.where(isAmong(among)))
            .orderBy('address_hash')
            .select((eb) => [
              eb.val(issue).as('issue'),
              'address_hash',
              'language',
              sql<number>`${maskOf(rules)(eb)}`.as('mask'),
              'import_id',
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
                .then('suppressed' as const)
                .when('paused_until', '>', now)
                .then('paused' as const)
                .else(null)
                .end()
                .as('exclusion'),
            ]),
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

  async countAmong(among: Among): Promise<{ language: string; count: number }[]> {
    const rows = await this.db
      .selectFrom('subscribers')
      .select((eb) => ['language', eb.fn.countAll<number>().as('count')])
      .where(isAmong(among))
      .groupBy('language')
      .orderBy('language')
      .execute()
    return rows.map(({ language, count }) => ({ language, count: Number(count) }))
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
        .values({ issue, seq, edition, generation: 1, state: 'planned', sha256: null, parent: null, ...unaccepted })
        .execute()
      const sealed = members.map(({ addressHash, values }) => ({
        addressHash,
        values: this.vault.seal(JSON.stringify(values), recipientPurpose(issue, addressHash)),
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
      await excludeGone(trx, issue)
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
          daily_cap: frozen.dailyCap,
          tracking_off: frozen.trackingOff,
          receipt: frozen.receipt,
          kind: frozen.issueKind,
          month: frozen.month,
          due_at: frozen.dueAt,
          follows: frozen.follows,
          envelope: JSON.stringify(frozen.envelope),
          not_before: frozen.notBefore,
          frozen_at: frozen.frozenAt,
        })
        .where('issue', '=', issue)
        .returningAll()
        .executeTakeFirstOrThrow()
      await dropProofPictures(trx, issue)
      return toFrozenIssue(row)
    })
  }

  async discardFreeze(issue: string): Promise<void> {
    await this.db.transaction().execute((trx) => deleteFreeze(trx, issue))
  }
}
