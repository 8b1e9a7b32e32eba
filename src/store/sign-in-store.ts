import type { Kysely } from 'kysely'
import type { SignInStore } from '../approval/sign-in.ts'
import type { Schema } from './schema.ts'

/** Sign-in links and sessions in SQL. They go with their editor. `approval/sign-in.ts` says what each method promises. */
export function createSignInStore(db: Kysely<Schema>): SignInStore {
  return {
    async addLink(tokenHash, { editor, issue, expiresAt }) {
      const link = { token_hash: tokenHash, kind: 'link' as const, editor, issue, expires_at: expiresAt }
      await db.insertInto('sign_ins').values(link).execute()
    },
    async isOpen(tokenHash, issue, now) {
      const row = await db
        .selectFrom('sign_ins')
        .select('editor')
        .where('token_hash', '=', tokenHash)
        .where('kind', '=', 'link')
        .where('issue', '=', issue)
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row !== undefined
    },
    async openSession(tokenHash, issue, session, now) {
      return await db.transaction().execute(async (trx) => {
        const spent = await trx
          .deleteFrom('sign_ins')
          .where('token_hash', '=', tokenHash)
          .where('kind', '=', 'link')
          .where('issue', '=', issue)
          .where('expires_at', '>', now)
          .returning('editor')
          .executeTakeFirst()
        if (!spent) return false
        await trx
          .insertInto('sign_ins')
          .values({
            token_hash: session.tokenHash,
            kind: 'session',
            editor: spent.editor,
            issue: null,
            expires_at: session.expiresAt,
          })
          .execute()
        return true
      })
    },
    async findSession(tokenHash, now) {
      const row = await db
        .selectFrom('sign_ins')
        .select('editor')
        .where('token_hash', '=', tokenHash)
        .where('kind', '=', 'session')
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return row && Number(row.editor)
    },
    async endSession(tokenHash) {
      await db.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).where('kind', '=', 'session').execute()
    },
    async forgetExpired(now) {
      await db.deleteFrom('sign_ins').where('expires_at', '<=', now).execute()
    },
  }
}
