import { statSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { AudienceStore } from '../audience/audience-store.ts'
import type { Vault } from '../audience/vault.ts'
import type { Config } from '../config.ts'
import type { ReportStore } from '../delivery/report.ts'
import { createAudienceStore } from '../store/audience-store.ts'
import { openStore } from '../store/open-store.ts'
import { createReportStore } from '../store/report-store.ts'
import type { Schema } from '../store/schema.ts'
import { openRing } from './open-ring.ts'
import { listMissing } from './problems.ts'
import { dataPaths, keySource } from './workspace.ts'
import { resolveWrappingKey } from './wrapping-key.ts'

/** The list as a server needs it. */
export interface ServedList {
  db: Kysely<Schema>
  audience: AudienceStore
  reports: ReportStore
  vault: Vault
}

interface Held {
  list: ServedList
  /** The file it was opened from; still the one at the path as long as this has not changed. */
  file: string
  keys: number
  users: number
  retired: boolean
  close(): Promise<void>
}

const mostTries = 3

/**
 * One connection to the list, held for months while commands come and go beside it. It is opened anew when another file
 * stands in its place (`restore`) or the key ring has grown (`rekey`): a server that went on with the old one would write
 * an unsubscribe where nobody reads it, and know none of the newer links.
 */
export class HeldList {
  readonly #config: Config
  #held: Promise<Held> | undefined

  constructor(config: Config) {
    this.#config = config
  }

  /**
   * Do something that may be repeated with the list; it is, when the file was replaced meanwhile.
   *
   * @throws Problem list_missing, store_locked and the others of `openStore`
   */
  async use<T>(work: (list: ServedList) => Promise<T>): Promise<T> {
    for (let left = mostTries; ; left -= 1) {
      const held = await this.#take()
      try {
        const result = await work(held.list)
        if (left === 1 || this.#fileNow() === held.file) return result
      } catch (error) {
        if (left === 1 || this.#fileNow() === held.file) throw error
      } finally {
        held.users -= 1
        await closeIfIdle(held)
      }
    }
  }

  async close(): Promise<void> {
    const held = this.#held
    this.#held = undefined
    if (held) await retire(await held)
  }

  async #take(): Promise<Held> {
    const file = this.#fileNow()
    if (file === undefined) throw listMissing({ folder: this.#config.dataFolder })
    const opening = this.#held ?? this.#reopen(file)
    const held = await opening
    if (held.retired) return await this.#take()
    // Counted from here on, so that nobody closes it while it is asked about.
    held.users += 1
    const keys = await countKeys(held.list.db).catch(async (error: unknown) => {
      held.users -= 1
      await closeIfIdle(held)
      throw error
    })
    if (held.file === file && held.keys === keys) return held
    held.users -= 1
    if (this.#held === opening) this.#held = undefined
    await retire(held)
    return await this.#take()
  }

  #reopen(file: string): Promise<Held> {
    const opening = openServed(this.#config, file)
    this.#held = opening
    opening.catch(() => {
      if (this.#held === opening) this.#held = undefined
    })
    return opening
  }

  #fileNow(): string | undefined {
    const found = statSync(dataPaths(this.#config).store, { throwIfNoEntry: false })
    return found && `${found.dev}:${found.ino}`
  }
}

async function openServed(config: Config, file: string): Promise<Held> {
  const paths = dataPaths(config)
  const store = await openStore(paths.store)
  try {
    const wrappingKey = resolveWrappingKey(config.key, paths.key, false, () => undefined)
    const { vault } = await openRing(store.db, wrappingKey, keySource(config))
    const audience = createAudienceStore(store.db, vault)
    const reports = createReportStore(store.db, vault)
    return {
      list: { db: store.db, audience, reports, vault },
      file,
      keys: await countKeys(store.db),
      users: 0,
      retired: false,
      close: () => store.close(),
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function countKeys(db: Kysely<Schema>): Promise<number> {
  const { count } = await db
    .selectFrom('key_ring')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function retire(held: Held): Promise<void> {
  if (held.retired) return
  held.retired = true
  await closeIfIdle(held)
}

async function closeIfIdle(held: Held): Promise<void> {
  if (held.retired && held.users === 0) await held.close()
}
