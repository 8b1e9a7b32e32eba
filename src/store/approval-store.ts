import type { Kysely } from 'kysely'
import type { ApprovalStore } from '../approval/approval.ts'
import type { Vault } from '../audience/vault.ts'
import { approvalPurpose } from './month-purposes.ts'
import type { Schema } from './schema.ts'

/** Approvals in SQL, names sealed. `approval/approval.ts` says what each method promises. */
export function createApprovalStore(db: Kysely<Schema>, vault: Vault): ApprovalStore {
  return {
    async give(issue, { editor, by, role, contentHash, parts, via, at, candidates }) {
      const name = vault.seal(by, approvalPurpose(issue, contentHash, editor))
      const values = { name, role, parts: JSON.stringify(parts), via, at, candidates }
      await db
        .insertInto('approvals')
        .values({ issue, content_hash: contentHash, editor, ...values })
        .onConflict((conflict) => conflict.columns(['issue', 'content_hash', 'editor']).doUpdateSet(values))
        .execute()
    },
    async withdraw(issue, contentHash, editor) {
      const { numDeletedRows } = await db
        .deleteFrom('approvals')
        .where('issue', '=', issue)
        .where('content_hash', '=', contentHash)
        .where('editor', '=', editor)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
    async list(issue) {
      const rows = await db
        .selectFrom('approvals')
        .selectAll()
        .where('issue', '=', issue)
        .orderBy('at')
        .orderBy('editor')
        .execute()
      return rows.map((row) => ({
        editor: Number(row.editor),
        by: vault.open(row.name, approvalPurpose(issue, row.content_hash, Number(row.editor))).toString('utf8'),
        role: row.role,
        contentHash: row.content_hash,
        parts: JSON.parse(row.parts),
        via: row.via,
        at: Number(row.at),
        candidates: row.candidates,
      }))
    },
  }
}
