import type { Kysely, Transaction } from 'kysely'
import type { ProofPictures } from '../delivery/proof-pictures.ts'
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
  await db.transaction().execute((trx) => insertPictures(trx, issue, pictures))
}

async function insertPictures(trx: Transaction<Schema>, issue: string, pictures: Iterable<StoredPicture>) {
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
}

const proofPrefix = 'proof/'

/** Under this name stand the pictures of an issue's proof. No folder of an issue has a slash in its name. */
const proofOf = (issue: string): string => `${proofPrefix}${issue}`

/** The pictures of proofs in SQL. `delivery/proof-pictures.ts` says what each method promises. */
export function createProofPictures(db: Kysely<Schema>): ProofPictures {
  return {
    async keep(issue, pictures) {
      await db.transaction().execute(async (trx) => {
        await dropPictures(trx, proofOf(issue))
        await insertPictures(trx, proofOf(issue), pictures)
      })
    },
  }
}

/** Let go of what a proof showed: part of freezing its issue, whose own pictures are kept by then. */
export async function dropProofPictures(trx: Transaction<Schema>, issue: string): Promise<void> {
  await dropPictures(trx, proofOf(issue))
}

/** The bytes of a picture that a frozen issue or the last proof of an issue shows; undefined for any other name. */
export async function findPicture(db: Kysely<Schema>, name: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('pictures')
    .select('bytes')
    .where('name', '=', name)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('issue_pictures')
          .leftJoin('issues', 'issues.issue', 'issue_pictures.issue')
          .select('issue_pictures.issue')
          .whereRef('issue_pictures.picture', '=', 'pictures.name')
          .where((shown) =>
            shown.or([
              shown('issues.state', '!=', 'freezing'),
              shown('issue_pictures.issue', 'like', `${proofPrefix}%`),
            ]),
          ),
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
