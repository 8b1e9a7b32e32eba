import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Rule, TextField } from '../audience/rule.ts'
import type { Schema } from './schema.ts'

type Builder = ExpressionBuilder<Schema, 'subscribers'>

const columns = {
  language: 'subscribers.language',
  region: 'subscribers.region',
  source: 'subscribers.consent_source',
} as const

/**
 * A rule as a condition of a query over `subscribers`; every value is a bound parameter. It is never null, so that
 * `not` keeps the people without a value. Same answers as `matchesRule`.
 */
export function compileRule(rule: Rule): (eb: Builder) => Expression<SqlBool> {
  return (eb) => build(eb, rule)
}

function build(eb: Builder, rule: Rule): Expression<SqlBool> {
  switch (rule.kind) {
    case 'and':
      return eb.and(rule.rules.map((part) => build(eb, part)))
    case 'or':
      return eb.or(rule.rules.map((part) => build(eb, part)))
    case 'not':
      return eb.not(eb.parens(build(eb, rule.rule)))
    case 'text':
      return rule.field === 'topic' ? hasTopic(eb, rule.pattern) : compareText(eb, rule.field, rule.pattern)
    case 'consented':
      return eb.and([
        ...(rule.from === undefined ? [] : [eb('subscribers.consent_at', '>=', rule.from)]),
        ...(rule.before === undefined ? [] : [eb('subscribers.consent_at', '<', rule.before)]),
      ])
  }
}

function hasTopic(eb: Builder, pattern: string): Expression<SqlBool> {
  return eb(
    'subscribers.id',
    'in',
    eb
      .selectFrom('subscriber_topics')
      .select('subscriber_topics.subscriber_id')
      .where(matchText(sql.ref('subscriber_topics.topic'), pattern)),
  )
}

function compareText(eb: Builder, field: Exclude<TextField, 'topic'>, pattern: string): Expression<SqlBool> {
  const column = columns[field]
  return eb.and([eb(column, 'is not', null), matchText(sql.ref(column), pattern)])
}

/** `lower` folds A–Z on SQLite; on PostgreSQL it does so under collation "C". */
function matchText(column: Expression<unknown>, pattern: string): Expression<SqlBool> {
  if (!pattern.includes('*')) return sql<SqlBool>`lower(${column}) = ${pattern}`
  const like = pattern.replace(/[\\%_]/g, '\\$&').replace(/\*+/g, '%')
  return sql<SqlBool>`lower(${column}) like ${like} escape '\\'`
}
