import type { Transaction } from 'kysely'
import type { SuppressionReason } from '../audience/subscriber.ts'
import type { Schema } from './schema.ts'

/**
 * Never mail this address again: the subscriber goes, the keyed hash stays with its reason. The first reason stands, but
 * for a complaint, which outranks every other: a new double opt-in may lift an unsubscribe, never a complaint. Of the same
 * reason the earliest time stands, so that reports in any order leave the same row. `at` in epoch milliseconds.
 */
export async function suppressAddress(
  trx: Transaction<Schema>,
  addressHash: Uint8Array,
  reason: SuppressionReason,
  at: number,
): Promise<void> {
  await trx
    .insertInto('suppressions')
    .values({ address_hash: addressHash, reason, at })
    .onConflict((conflict) =>
      conflict
        .column('address_hash')
        .doUpdateSet((eb) => ({ reason: eb.ref('excluded.reason'), at: eb.ref('excluded.at') }))
        .where((eb) => {
          const same = eb('suppressions.reason', '=', eb.ref('excluded.reason'))
          const earlier = eb('excluded.at', '<', eb.ref('suppressions.at'))
          const graver = eb('excluded.reason', '=', 'complained')
          return eb.or([eb.and([same, earlier]), eb.and([eb.not(same), graver])])
        }),
    )
    .execute()
  await trx.deleteFrom('subscribers').where('address_hash', '=', addressHash).execute()
}
