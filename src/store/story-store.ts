import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import type { Consent, ConsentRecord } from '../stories/record.ts'
import type { StoryStore, StoryUse } from '../stories/story-store.ts'
import { forgetTold } from './forget-told.ts'
import { haltForConsent } from './ledger-decider.ts'
import type { Schema } from './schema.ts'
import { lastStorySetting, type StoryTables, storyPurpose } from './stories-schema.ts'

type StoryRow = Selectable<StoryTables['stories']>

/** Consent records in SQL, sealed. `stories/story-store.ts` says what each method promises. */
export function createStoryStore(db: Kysely<Schema>, vault: Vault): StoryStore {
  const seal = (record: ConsentRecord) => vault.seal(JSON.stringify(record), storyPurpose(record.id))
  const open = ({ id, sealed, withdrawn_at }: StoryRow): Consent => {
    if (withdrawn_at !== null || sealed === null) {
      return { kind: 'withdrawn', id, at: Number(withdrawn_at), ...(sealed !== null && { kept: true }) }
    }
    const record: ConsentRecord = JSON.parse(vault.open(sealed, storyPurpose(id)).toString('utf8'))
    return { kind: 'given', record }
  }
  return {
    async nextId() {
      return await db.transaction().execute(async (trx) => {
        const next = (await lastNumber(trx)) + 1
        await trx
          .insertInto('settings')
          .values({ key: lastStorySetting, value: String(next) })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(next) }))
          .execute()
        return `s-${String(next).padStart(3, '0')}`
      })
    },
    async save(record, now) {
      const sealed = seal(record)
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('stories')
        .values({ id: record.id, sealed, withdrawn_at: null, created_at: now })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ sealed }).where('stories.withdrawn_at', 'is', null),
        )
        .executeTakeFirstOrThrow()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async change(id, edit) {
      return await db.transaction().execute(async (trx) => {
        const row = await findRow(trx, id)
        const consent = row && open(row)
        if (consent?.kind !== 'given') return consent
        const record = edit(consent.record)
        await trx
          .updateTable('stories')
          .set({ sealed: seal(record) })
          .where('id', '=', id)
          .execute()
        return { kind: 'given', record }
      })
    },
    async find(id) {
      const row = await findRow(db, id)
      return row && open(row)
    },
    async list() {
      const rows = await db.selectFrom('stories').selectAll().execute()
      return rows.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })).map(open)
    },
    async withdraw(id, now, { keep = false } = {}) {
      const done = await db.transaction().execute(async (trx) => {
        const row = await findRow(trx, id)
        if (!row) return undefined
        const again = row.withdrawn_at !== null
        await trx
          .updateTable('stories')
          .set({ withdrawn_at: row.withdrawn_at ?? now, ...(!keep && { sealed: null }) })
          .where('id', '=', id)
          .execute()
        const mailed = await trx
          .selectFrom('story_uses')
          .select('issue')
          .distinct()
          .where('story', '=', id)
          .where('channel', '=', 'email')
          .orderBy('issue')
          .execute()
        const halted: string[] = []
        for (const { issue } of mailed) {
          if (await haltForConsent(trx, issue, `The story ${id} was withdrawn.`)) halted.push(issue)
        }
        await dropProofs(trx, id, now)
        if (!keep) await forgetTold(trx, id, await withdrawnPictures(trx, id))
        return { halted, again }
      })
      // What the write-ahead log still holds of the record goes too; while somebody reads, the next checkpoint does it.
      if (done && !keep) await sql`pragma wal_checkpoint(truncate)`.execute(db)
      return done
    },
    async noteUses(uses) {
      await db.transaction().execute(async (trx) => {
        for (const { story, issue, language, channel, textHash, at, pictures } of uses) {
          await trx
            .insertInto('story_uses')
            .values({ story, issue, language, channel, text_hash: textHash, at })
            .onConflict((conflict) =>
              conflict.columns(['story', 'issue', 'language', 'channel']).doUpdateSet({ text_hash: textHash, at }),
            )
            .execute()
          for (const name of pictures) {
            await trx
              .insertInto('story_pictures')
              .values({ name, story })
              .onConflict((conflict) => conflict.columns(['name', 'story']).doNothing())
              .execute()
          }
        }
      })
    },
    async dropUses(issue, channel) {
      await db.deleteFrom('story_uses').where('issue', '=', issue).where('channel', '=', channel).execute()
    },
    async uses(id) {
      const rows = await db.selectFrom('story_uses').selectAll().where('story', '=', id).execute()
      return rows.map(useOf).sort((a, b) => a.at - b.at || compare(a.issue, b.issue) || compare(a.language, b.language))
    },
    async usedIn(issue) {
      const rows = await db.selectFrom('story_uses').selectAll().where('issue', '=', issue).execute()
      return rows.map(useOf).sort((a, b) => compare(a.story, b.story) || compare(a.language, b.language))
    },
    async pictures(id) {
      const rows = await db
        .selectFrom('story_pictures')
        .select('name')
        .where('story', '=', id)
        .orderBy('name')
        .execute()
      return rows.map(({ name }) => name)
    },
    async isStoryPicture(name) {
      const row = await db
        .selectFrom('story_pictures')
        .select('story')
        .where('name', '=', name)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async isWithdrawnPicture(name) {
      return await isWithdrawn(db, name)
    },
  }
}

async function isWithdrawn(db: Kysely<Schema>, name: string): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    select count(*) as found where exists (
      select 1 from story_pictures p join stories s on s.id = p.story where p.name = ${name} and s.withdrawn_at is not null
    ) and not exists (
      select 1 from story_pictures p left join stories s on s.id = p.story
      where p.name = ${name} and (s.id is null or s.withdrawn_at is null)
    ) and not exists (
      select 1 from issue_pictures shown where shown.picture = ${name} and not exists (
        select 1 from story_uses u join story_pictures p on p.story = u.story
        where u.issue = shown.issue and p.name = ${name}
      )
    )
  `.execute(db)
  return Number(rows[0]?.found ?? 0) > 0
}

/** Proofs that tell a story and wait to be handed over are not mailed any more. */
async function dropProofs(trx: Transaction<Schema>, story: string, now: number): Promise<void> {
  const proved = await trx
    .selectFrom('story_uses')
    .select('issue')
    .distinct()
    .where('story', '=', story)
    .where('issue', 'like', 'proof/%')
    .execute()
  for (const { issue } of proved) {
    await trx
      .updateTable('notices')
      .set({ state: 'failed', settled_at: now, sealed: null, error: `The story ${story} was withdrawn.` })
      .where('state', '=', 'pending')
      .where('kind', '=', 'proof')
      // Keys are `proof/<issue>/…`, and “0” follows “/”.
      .where('key', '>=', `${issue}/`)
      .where('key', '<', `${issue}0`)
      .execute()
  }
}

/** Those of a story's pictures that are gone with it. */
async function withdrawnPictures(trx: Transaction<Schema>, story: string): Promise<string[]> {
  const names: string[] = []
  for (const { name } of await trx.selectFrom('story_pictures').select('name').where('story', '=', story).execute()) {
    if (await isWithdrawn(trx, name)) names.push(name)
  }
  return names
}

async function findRow(db: Kysely<Schema>, id: string): Promise<StoryRow | undefined> {
  return await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The highest number that was ever given, also to a record that a restore has lost. */
async function lastNumber(trx: Transaction<Schema>): Promise<number> {
  const setting = await trx
    .selectFrom('settings')
    .select('value')
    .where('key', '=', lastStorySetting)
    .executeTakeFirst()
  const [stories, uses] = await Promise.all([
    trx.selectFrom('stories').select('id').execute(),
    trx.selectFrom('story_uses').select('story as id').distinct().execute(),
  ])
  const numbers = [...stories, ...uses].map(({ id }) => Number(/^s-(\d+)$/.exec(id)?.[1] ?? 0))
  return Math.max(0, Number(setting?.value ?? 0), ...numbers)
}

function useOf({ story, issue, language, channel, text_hash, at }: Selectable<StoryTables['story_uses']>): StoryUse {
  return { story, issue, language, channel, textHash: text_hash, at: Number(at) }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
