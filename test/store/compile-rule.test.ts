import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldCase, matchesRule, type Rule } from '../../src/audience/rule.ts'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import { compileRule } from '../../src/store/compile-rule.ts'
import { temporaryList } from './temporary-store.ts'

/** Few values, so that rules and people meet; among them what LIKE, quoting and case folding get wrong. */
const words = [
  'CA',
  'ca',
  'C_',
  'C%',
  'tx',
  'Ñuble',
  'ñuble',
  "O'Hare",
  '\\',
  'a\\b',
  'é*',
  'İ',
  'policy',
  'Policy',
  "x' or 1=1 --",
]
const word = fc.constantFrom(...words)
const days = fc.integer({ min: 0, max: 9 }).map((day) => day * 86_400_000)

const subscriber: fc.Arbitrary<Omit<Subscriber, 'address'>> = fc.record({
  language: fc.constantFrom('en', 'es', 'es-MX', 'vi'),
  region: fc.option(word, { nil: undefined }),
  topics: fc.uniqueArray(word, { maxLength: 3 }),
  consent: fc.record({ at: days.map((at) => new Date(at).toISOString()), source: word }),
})

const pattern = fc
  .oneof(
    word,
    fc
      .array(fc.oneof(word, fc.constant('*'), fc.constantFrom('c', '%', '_')), { minLength: 1, maxLength: 4 })
      .map((p) => p.join('')),
  )
  .map(foldCase)

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      kind: fc.constant('text' as const),
      field: fc.constantFrom('topic' as const, 'language' as const, 'region' as const, 'source' as const),
      pattern,
    }),
    fc.record({
      kind: fc.constant('consented' as const),
      from: fc.option(days, { nil: undefined }),
      before: fc.option(days, { nil: undefined }),
    }),
    fc.record({ kind: fc.constant('not' as const), rule: tie('rule') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}))

test('the database finds exactly whom the rule means, for any rule and any people', async () => {
  const { store, vault, audience } = await temporaryList()
  const people = fc
    .sample(subscriber, { numRuns: 120, seed: 4 })
    .map((one, at) => ({ ...one, address: `reader${at}@example.org` }))
  await audience.upsertSubscribers(people, 0)
  const addressOf = new Map(people.map(({ address }) => [vault.addressHash(address).toString('hex'), address]))
  let matches = 0
  await fc.assert(
    fc.asyncProperty(rule, async (some) => {
      const rows = await store.db.selectFrom('subscribers').select('address_hash').where(compileRule(some)).execute()
      const found = rows.map((row) => addressOf.get(Buffer.from(row.address_hash).toString('hex'))).sort()
      expect(found).toEqual(
        people
          .filter((one) => matchesRule(some, one))
          .map(({ address }) => address)
          .sort(),
      )
      if (found.length > 0 && found.length < people.length) matches += 1
    }),
    { numRuns: 300 },
  )
  expect(matches).toBeGreaterThan(50)
})

test('no value of a rule becomes part of the SQL', async () => {
  const { store } = await temporaryList()
  const hostile: Rule = { kind: 'text', field: 'region', pattern: "x') or 1=1; drop table subscribers --" }
  const query = store.db.selectFrom('subscribers').select('id').where(compileRule(hostile)).compile()
  expect(query.sql).not.toContain('drop')
  expect(query.parameters).toEqual([hostile.pattern])
})
