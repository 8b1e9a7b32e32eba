import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { build } from 'esbuild'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** openStore as a program of its own, for what needs another process or another user. */
let program: string
beforeAll(async () => {
  const built = await build({
    stdin: {
      contents: `import { openStore } from './src/store/open-store.ts'
        const [file, times] = process.argv.slice(2)
        try {
          const store = await openStore(file)
          for (let n = 0; n < Number(times); n += 1) {
            await store.db.transaction().execute(async (trx) => {
              const { value } = await trx.selectFrom('settings').select('value').where('key', '=', 'count').executeTakeFirst() ?? { value: '0' }
              const next = { key: 'count', value: String(Number(value) + 1) }
              await trx.insertInto('settings').values(next).onConflict((c) => c.column('key').doUpdateSet(next)).execute()
            })
          }
          await store.close()
          console.log('ok')
        } catch (error) { console.log(error.code ?? error.stack) }`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    // Kysely comes along, so that the program can be run where better-sqlite3 is not installed.
    external: ['better-sqlite3'],
  })
  program = built.outputFiles[0]?.text ?? ''
})

function run(file: string, times: number): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-', file, String(times)], { cwd: root })
  child.stdin.end(program)
  let out = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  return new Promise((resolve) => child.on('close', () => resolve(out.trim())))
}

describe('opening a store', () => {
  test('makes a file that only its owner can read, in a folder that only its owner can enter', async () => {
    const folder = join(temporaryFolder(), 'data')
    await temporaryStore(join(folder, 'wayforward.db'))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of ['wayforward.db', 'wayforward.db-wal', 'wayforward.db-shm']) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    }
  })

  test('writes so that neither a kill nor a power cut loses what was acknowledged', async () => {
    const { db } = await temporaryStore()
    const pragma = async (name: string) =>
      Object.values((await sql`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
  })

  test('keeps what was written when it is opened again', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    const first = await openStore(file)
    await first.db.insertInto('settings').values({ key: 'sample', value: 'yes' }).execute()
    await first.close()
    const second = await temporaryStore(file)
    expect(await second.db.selectFrom('settings').selectAll().execute()).toEqual([{ key: 'sample', value: 'yes' }])
  })

  test('two processes make and use the same new store at once, and lose nothing', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    expect(await Promise.all([run(file, 40), run(file, 40)])).toEqual(['ok', 'ok'])
    const { db } = await temporaryStore(file)
    expect(await db.selectFrom('settings').select('value').executeTakeFirst()).toEqual({ value: '80' })
  }, 20_000)
})

test('whoever reads and then writes is not overtaken in between, and the other waits without stopping the process', async () => {
  const file = join(temporaryFolder(), 'wayforward.db')
  const [one, two] = await Promise.all([temporaryStore(file), temporaryStore(file)])
  const order: string[] = []
  let other: Promise<void> | undefined
  await one.db.transaction().execute(async (trx) => {
    await trx.selectFrom('settings').selectAll().execute()
    const row = { key: 'other', value: '' }
    other = (async () => {
      await two.db.insertInto('settings').values(row).execute()
      order.push('the other')
    })()
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate)
    await trx.insertInto('settings').values({ key: 'one', value: '' }).execute()
    order.push('one')
  })
  await other
  expect(order).toEqual(['one', 'the other'])
})

describe('a store that cannot be used is a problem that says why', () => {
  test('a newer version wrote it, and it is left as it is', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    const store = await openStore(file)
    await sql`insert into schema_steps values ('9999-future')`.execute(store.db)
    await store.close()
    await expect(openStore(file)).rejects.toMatchObject({ code: 'store_newer' })
  })

  test('it is not a database', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    writeFileSync(file, 'email,name\nreader@example.org,Reader\n'.repeat(100))
    await expect(openStore(file)).rejects.toMatchObject({ code: 'store_broken' })
  })

  test('it is another program’s database, and gets no tables of ours', async () => {
    const file = join(temporaryFolder(), 'other.db')
    const other = new SqliteDatabase(file)
    other.exec('create table bookmarks (url text)')
    await expect(openStore(file)).rejects.toMatchObject({ code: 'store_broken' })
    expect(other.prepare('select name from sqlite_master').pluck().all()).toEqual(['bookmarks'])
    other.close()
  })

  test('the path leads through a file, or to a folder', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(openStore(join(folder, 'file', 'wayforward.db'))).rejects.toMatchObject({ code: 'store_readonly' })
    await expect(openStore(folder)).rejects.toMatchObject({ code: 'store_readonly' })
  })

  test.each([
    ['a new store in a folder', 'new'],
    ['an existing store', 'old'],
  ])('%s that may not be written', async (_, kind) => {
    const folder = temporaryFolder()
    const data = join(folder, 'data')
    const file = join(data, 'wayforward.db')
    mkdirSync(data)
    if (kind === 'old') await (await openStore(file)).close()
    chmodSync(folder, 0o755)
    if (kind === 'old') chmodSync(file, 0o444)
    chmodSync(data, 0o555)
    try {
      // Root may write anywhere, and CI may be root.
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
      const args = ['--input-type=module', '-', file, '1']
      const out = execFileSync(process.execPath, args, { cwd: root, input: program, encoding: 'utf8', ...user })
      expect(out.trim()).toBe('store_readonly')
    } finally {
      chmodSync(data, 0o755)
    }
  })

  test('another program holds it for too long', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    await (await openStore(file)).close()
    const other = new SqliteDatabase(file)
    other.exec('begin immediate')
    try {
      await expect(openStore(file, { patienceMs: 50 })).rejects.toMatchObject({ code: 'store_locked' })
    } finally {
      other.close()
    }
  })

  test('better-sqlite3 is not installed', () => {
    const folder = temporaryFolder()
    const args = ['--input-type=module', '-', join(folder, 'wayforward.db'), '0']
    const out = execFileSync(process.execPath, args, { cwd: folder, input: program, encoding: 'utf8' })
    expect(out.trim()).toBe('store_engine_missing')
  })

  test('the disk is full: what was being written is undone', async () => {
    const { db } = await temporaryStore()
    const pages = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows[0]?.page_count ?? 0
    await sql`pragma max_page_count = ${sql.lit(pages + 2)}`.execute(db)
    const large = { key: 'large', value: 'x'.repeat(1_000_000) }
    await expect(db.insertInto('settings').values(large).execute()).rejects.toMatchObject({ code: 'store_full' })
    expect(await db.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  test('a mistake of ours stays an error, and is not dressed up as the disk’s', async () => {
    const { db } = await temporaryStore()
    await db.insertInto('settings').values({ key: 'one', value: '' }).execute()
    const again = db.insertInto('settings').values({ key: 'one', value: '' }).execute()
    await expect(again).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
  })
})
