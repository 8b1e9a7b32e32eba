import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importName } from '../../src/audience/import/import-name.ts'
import { importSubscribers } from '../../src/audience/import/import-subscribers.ts'
import { readConfig } from '../../src/config.ts'
import { importList } from '../../src/newsletter/import-list.ts'
import { newsletterWith } from '../audience/newsletter.ts'
import { temporaryFolder, temporaryList, temporaryStore } from './temporary-store.ts'

const now = Date.parse('2024-05-01T12:00:00Z')

type Temporary = Awaited<ReturnType<typeof temporaryList>>

async function bringIn({ audience: store, vault }: Temporary, name: string, addresses: string[]): Promise<void> {
  const rows = addresses.map((address) => `${address},en,2024-01-05,form`)
  const bytes = Buffer.from(['email,language,consented_at,consent_source', ...rows, ''].join('\n'))
  const source = (async function* () {
    yield bytes
  })()
  const open = async () => ({ store, vault, importId: await store.beginImport(name, now) })
  await importSubscribers({ source, newsletter: newsletterWith(), open, now })
}

async function sourceOf({ store, vault }: Temporary, address: string): Promise<string | null | undefined> {
  const row = await store.db
    .selectFrom('subscribers')
    .leftJoin('imports', 'imports.id', 'subscribers.import_id')
    .select('imports.name')
    .where('address_hash', '=', vault.addressHash(address))
    .executeTakeFirst()
  return row?.name
}

describe('where somebody came from', () => {
  test('is the import that first brought them; a later one does not take them over', async () => {
    const list = await temporaryList()
    await bringIn(list, 'rally.csv', ['one@example.org', 'two@example.org'])
    await bringIn(list, 'petition.csv', ['two@example.org', 'three@example.org'])
    expect(await sourceOf(list, 'one@example.org')).toBe('rally.csv')
    expect(await sourceOf(list, 'two@example.org')).toBe('rally.csv')
    expect(await sourceOf(list, 'three@example.org')).toBe('petition.csv')
    expect(await list.store.db.selectFrom('imports').select(['name', 'at']).orderBy('id').execute()).toEqual([
      { name: 'rally.csv', at: now },
      { name: 'petition.csv', at: now },
    ])
  })

  test('stays empty for who was added by hand, also when an import names them later', async () => {
    const list = await temporaryList()
    const consent = { at: '2024-01-01T00:00:00.000Z', source: 'teach-in' }
    await list.audience.upsertSubscribers([{ address: 'one@example.org', language: 'en', topics: [], consent }], now)
    await bringIn(list, 'rally.csv', ['one@example.org'])
    expect(await sourceOf(list, 'one@example.org')).toBeNull()
  })
})

describe('the command’s import', () => {
  async function workspaceWith(file: string, text: string) {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'issues'))
    cpSync(resolve('issues/newsletter.yaml'), join(folder, 'issues/newsletter.yaml'))
    writeFileSync(join(folder, file), text)
    const config = readConfig({}, folder)
    const defaults = { consentSource: 'sheet', consentedAt: '2024-01-05' }
    const path = join(folder, file)
    return {
      bringIn: (dryRun: boolean) => importList(config, { file: path, dryRun, defaults, warn: () => undefined }),
      async imports(): Promise<string[]> {
        const { db } = await temporaryStore(join(config.dataFolder, 'wayforward.db'))
        return (await db.selectFrom('imports').select('name').execute()).map(({ name }) => name)
      },
    }
  }

  test('notes the file’s name; a dry run notes nothing', async () => {
    const { bringIn, imports } = await workspaceWith('rally.csv', 'email,language\none@example.org,en\n')
    await bringIn(false)
    await bringIn(true)
    expect(await imports()).toEqual(['rally.csv'])
  })

  test('notes nothing of a file that is no list', async () => {
    const { bringIn, imports } = await workspaceWith('notes.csv', 'shopping\nmilk\n')
    await expect(bringIn(false)).rejects.toMatchObject({ code: expect.stringMatching(/^import_/) })
    expect(await imports()).toEqual([])
  })
})

test.each([
  ['-', 'standard input'],
  ['/home/someone/lists/2024 rally.csv', '2024 rally.csv'],
  ['rally.csv', 'rally.csv'],
  ['lists/amara@example.org.csv', 'a…@e….csv'],
  ['export for amara@example.org (2).csv', 'e…@e….org'],
  ['amara%40example.org.csv', 'a…@e….csv'],
  ['amara＠example.org.csv', 'a…@e….csv'],
  ['\u202Erally\u200B.csv', 'rally.csv'],
  ['\u200B', 'a file without a name'],
])('the import of %j is remembered as “%s”', (file, name) => {
  expect(importName(file)).toBe(name)
})
