import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Among } from '../audience/among.ts'
import type { Schema } from './schema.ts'

type SubscriberColumns = ExpressionBuilder<Schema, 'subscribers'>

/** Whether a subscriber is one of these; everybody without `among`. */
export function isAmong(among: Among | undefined): (eb: SubscriberColumns) => Expression<SqlBool> {
  if (among === undefined) return () => sql<boolean>`true`
  if (among.kind === 'submitted') return (eb) => wasSubmitted(eb, among.of, among.editions)
  const { of, languages } = among
  return (eb) =>
    eb.and([
      ...(languages === undefined ? [] : [isOneOf(eb, languages)]),
      eb.exists(
        eb
          .selectFrom('recipients')
          .select(sql.lit(1).as('one'))
          .whereRef('recipients.address_hash', '=', 'subscribers.address_hash')
          .where('recipients.issue', '=', of)
          .where('recipients.exclusion', '=', 'no-language'),
      ),
      // Whoever is in a wave has it, or has left it for a reason of their own.
      eb.not(
        eb.exists(
          eb
            .selectFrom('recipients')
            .innerJoin('issues', 'issues.issue', 'recipients.issue')
            .select(sql.lit(1).as('one'))
            .whereRef('recipients.address_hash', '=', 'subscribers.address_hash')
            .where('issues.follows', '=', of),
        ),
      ),
    ])
}

function isOneOf(eb: SubscriberColumns, languages: string[]): Expression<SqlBool> {
  return languages.length === 0 ? sql<boolean>`false` : eb('subscribers.language', 'in', languages)
}

function wasSubmitted(eb: SubscriberColumns, of: string, editions: string[] | undefined): Expression<SqlBool> {
  const theirs = eb
    .selectFrom('recipients')
    .innerJoin('issues', 'issues.issue', 'recipients.issue')
    .innerJoin('batches', (join) =>
      join.onRef('batches.issue', '=', 'recipients.issue').onRef('batches.seq', '=', 'recipients.batch'),
    )
    .select(sql.lit(1).as('one'))
    .whereRef('recipients.address_hash', '=', 'subscribers.address_hash')
    .where((where) => where.or([where('recipients.issue', '=', of), where('issues.follows', '=', of)]))
    .where('recipients.exclusion', 'is', null)
    .where('recipients.failure', 'is', null)
    .where('batches.state', '=', 'accepted')
  if (editions === undefined) return eb.exists(theirs)
  if (editions.length === 0) return sql<boolean>`false`
  return eb.exists(theirs.where('recipients.edition', 'in', editions))
}
