import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** A picture by its file name, `<sha256>.<ext>`. */
export interface StoredPicture {
  name: string
  bytes: Uint8Array
}

/** Keep the pictures an issue shows, all in one transaction. The same bytes are kept once, whatever issues show them. */
export async function savePictures(
  db: Kysely<Schema>,
  issue: string,
  pictures: Iterable<StoredPicture>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { name, bytes } of pictures) {
      await trx
        .insertInto('pictures')
        .values({ name, bytes })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      await trx
        .insertInto('issue_pictures')
        .values({ issue, picture: name })
        .onConflict((conflict) => conflict.columns(['issue', 'picture']).doNothing())
        .execute()
    }
  })
}

/** The bytes of a picture that a frozen issue shows; undefined for any other name. */
export async function findPicture(db: Kysely<Schema>, name: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('pictures')
    .select('bytes')
    .where('name', '=', name)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('issue_pictures')
          .innerJoin('issues', 'issues.issue', 'issue_pictures.issue')
          .select('issues.issue')
          .whereRef('issue_pictures.picture', '=', 'pictures.name')
          .where('issues.state', '!=', 'freezing'),
      ),
    )
    .executeTakeFirst()
  return row?.bytes
}

/** Let go of an issue's pictures, and of the bytes that no other issue shows. Part of discarding a freeze. */
export async function dropPictures(trx: Transaction<Schema>, issue: string): Promise<void> {
  await trx.deleteFrom('issue_pictures').where('issue', '=', issue).execute()
  await trx
    .deleteFrom('pictures')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('issue_pictures').select('issue').whereRef('issue_pictures.picture', '=', 'pictures.name'),
        ),
      ),
    )
    .execute()
}
