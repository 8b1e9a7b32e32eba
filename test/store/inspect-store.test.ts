import { openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { inspectStore, isSenderBusy, noteBackup } from '../../src/store/inspect-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { takeSenderLock } from '../../src/store/sender-lock.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

function change(file: string, text: string): void {
  const database = new Database(file)
  database.exec(text)
  database.close()
}

async function storeFile(): Promise<string> {
  const file = join(temporaryFolder(), 'wayforward.db')
  await (await openStore(file)).close()
  return file
}

describe('looking at a store', () => {
  it('finds it whole and of this version, beside whoever has it open, and writes nothing', async () => {
    const { file } = await temporaryStore()
    const before = readFileSync(file)
    expect(await inspectStore(file)).toMatchObject({ behind: [], newer: [], wholly: true })
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('tells older and newer ones, and brings neither up to date', async () => {
    const file = await storeFile()
    change(file, "delete from schema_steps where name like '0004%'; insert into schema_steps values ('0099-later')")
    for (let time = 0; time < 2; time += 1) {
      expect(await inspectStore(file)).toMatchObject({ behind: ['0004-months'], newer: ['0099-later'] })
    }
  })

  it('finds damage', async () => {
    const file = await storeFile()
    change(file, "insert into settings values ('a', 'b'); pragma journal_mode = delete")
    const database = new Database(file, { readonly: true })
    const page = Number(database.prepare("select rootpage from sqlite_master where name = 'settings'").pluck().get())
    const size = Number(database.pragma('page_size', { simple: true }))
    database.close()
    // The page's own count of its cells.
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.from([0x0a, 0, 0, 0xff, 0xff]), 0, 5, (page - 1) * size)
    const found = await inspectStore(file).catch(({ code }: { code: string }) => ({ damage: code }))
    expect(found.damage).toBeDefined()
  })

  it.each([
    [
      'another kind of file',
      'this is a note somebody left here, longer than the header of a database would be, by far',
    ],
    ['another program’s database', undefined],
  ])('refuses %s', async (_, text) => {
    const file = join(temporaryFolder(), 'wayforward.db')
    if (text === undefined) change(file, 'create table other (id integer)')
    else writeFileSync(file, text)
    await expect(inspectStore(file)).rejects.toMatchObject({ code: 'store_broken' })
  })

  it('refuses half a file', async () => {
    const file = await storeFile()
    change(file, 'pragma journal_mode = delete')
    truncateSync(file, 5000)
    const found = await inspectStore(file).catch(({ code }: { code: string }) => ({ damage: code }))
    expect(found.damage).toBeDefined()
  })

  it('stops looking when the time is up, and says so', async () => {
    const file = await storeFile()
    let now = 0
    const hasty = () => {
      now += 100
      return now
    }
    expect(await inspectStore(file, 250, hasty)).toMatchObject({ wholly: false })
  })

  it('knows when it was backed up last', async () => {
    const file = await storeFile()
    expect((await inspectStore(file)).backupAt).toBeUndefined()
    await noteBackup(file, 1000)
    await noteBackup(file, 2000)
    expect((await inspectStore(file)).backupAt).toBe(2000)
  })
})

describe('looking at the sender lock', () => {
  it('tells whether somebody sends, and makes no lock', () => {
    const file = join(temporaryFolder(), 'sender.lock')
    expect(isSenderBusy(file)).toBe(false)
    const lock = takeSenderLock(file)
    expect(isSenderBusy(file)).toBe(true)
    lock.release()
    expect(isSenderBusy(file)).toBe(false)
    takeSenderLock(file).release()
  })
})
