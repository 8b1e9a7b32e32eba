import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { normaliseAddress } from '../../src/audience/address.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import type { PreparedIssue } from '../../src/newsletter/prepare-issue.ts'
import { dataPaths, type List, openList } from '../../src/newsletter/workspace.ts'
import { noon, person, smallIssue } from '../delivery/workbench.ts'
import { batchOf, keyOf, sampleMessages } from '../provider/sample-batch.ts'
import { temporaryFolder } from './temporary-store.ts'

export const quiet = (): void => undefined
export const keyText = (byte: number): string => Buffer.alloc(32, byte).toString('base64')

/** The configuration of a workspace in a folder of its own; its key is a file there unless the environment has one. */
export function temporaryHome(env: Record<string, string> = {}): Config {
  const folder = temporaryFolder()
  return readConfig({ WAYFORWARD_DATA: join(folder, '.wayforward'), ...env }, folder)
}

export async function withList<T>(config: Config, use: (list: List) => Promise<T>): Promise<T> {
  const list = await openList(config, quiet)
  try {
    return await use(list)
  } finally {
    await list.close()
  }
}

/** People numbered from 0, all with names. */
export async function addPeople(config: Config, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => person(index, { name: `Reader ${index}` }))
  await withList(config, async ({ audience }) => void (await audience.upsertSubscribers(people, noon)))
}

/** Freeze an issue for everybody on the list; its batches are planned. */
export async function freeze(config: Config, issue: string): Promise<void> {
  await withList(config, async ({ ledger, vault }) => {
    const prepared = {
      ...smallIssue(['en']),
      issue: { id: issue, meta: { kind: 'alert' } },
    } as unknown as PreparedIssue
    const clock = { now: () => noon, sleep: async () => undefined }
    const origin = 'https://news.example.org'
    await freezeIssue({
      ...{ prepared, ledger, vault, origin, clock },
      ...{ endpoint: '', undoDelayMs: 0, receipt: `receipt of ${issue}` },
    })
  })
}

/** Have the outbox accept that many batches. */
export async function fillOutbox(config: Config, batches: number): Promise<void> {
  await withList(config, async ({ vault }) => {
    const outbox = await openOutboxOf(config, vault)
    for (let batch = 1; batch <= batches; batch += 1) await outbox.submit(batchOf(keyOf(batch), sampleMessages(3)))
    await outbox.close()
  })
}

/** All that can be read with the keys at hand: names and addresses, frozen recipients, the outbox. Order is fixed. */
export async function readEverything(config: Config): Promise<string[]> {
  return await withList(config, async ({ audience, ledger, vault }) => {
    const people: string[] = []
    for await (const page of audience.pages()) people.push(...page.map(({ address, name }) => `${address} ${name}`))
    const recipients = query<{ issue: string; address_hash: Buffer; sealed: Buffer }>(
      config,
      'select issue, address_hash, sealed from recipients where sealed is not null order by issue, address_hash',
    ).map(({ issue, address_hash, sealed }) =>
      vault.open(sealed, `recipient:${issue}:${address_hash.toString('hex')}`).toString('utf8'),
    )
    const parked = query<{ id: string; sealed: Buffer }>(config, 'select id, sealed from parked_events order by id')
    const events = parked.map(({ id, sealed }) => vault.open(sealed, `parked:${id}`).toString('utf8'))
    const delivered: string[] = []
    if (existsSync(dataPaths(config).outbox)) {
      const outbox = await openOutboxOf(config, vault)
      for (const { id, message } of outbox.deliveries()) delivered.push(`${id} ${message.to}`)
      // The digest is sealed too: the same key and bytes are answered with the same ids only while it opens.
      for (const { key } of outbox.list()) {
        const { kind } = await outbox.submit({ ...batchOf(key, sampleMessages(3)) })
        delivered.push(`${key} ${kind}`)
      }
      await outbox.close()
    }
    const issues = (await ledger.list()).map(({ issue }) => issue)
    return [...people.sort(), ...recipients, ...events, ...delivered, ...issues]
  })
}

/** Rows as they are in the file of the list. */
export function query<Row>(config: Config, text: string, file = dataPaths(config).store): Row[] {
  const database = new Database(file, { fileMustExist: true })
  try {
    return database.prepare<[], Row>(text).all()
  } finally {
    database.close()
  }
}

export const hashOf = (list: List, index: number): Buffer =>
  list.vault.addressHash(normaliseAddress(`reader${index}@example.org`) ?? '')
