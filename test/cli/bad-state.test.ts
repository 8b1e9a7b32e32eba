import { chmodSync, chownSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { stackTrace, Workspace } from './workspace.ts'

const add = ['subscribers', 'add', 'one@example.org', '--language', 'en', '--source', 'by hand']
const key = Buffer.alloc(32, 7).toString('base64url')
const otherKey = Buffer.alloc(32, 8).toString('base64url')

/** CI may be root, for whom no disk is read-only: these runs are an ordinary user's. */
const nobody = 65_534
const ordinary = process.getuid?.() === 0 ? nobody : undefined

function giveTo(folder: string, uid: number): void {
  chownSync(folder, uid, uid)
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) giveTo(path, uid)
    else chownSync(path, uid, uid)
  }
}

describe('a state that cannot be worked with', () => {
  it('names a wrong WAYFORWARD_KEY before anything is read or written', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(add, { WAYFORWARD_KEY: key })).code).toBe(0)
    const { code, stderr } = await workspace.run(['subscribers', 'stats'], { WAYFORWARD_KEY: otherKey })
    expect(code).toBe(1)
    expect(stderr).toContain('key_wrong')
    expect(stderr).not.toMatch(stackTrace)
    expect((await workspace.run(['subscribers', 'stats'], { WAYFORWARD_KEY: key })).stdout).toContain('1 person')
  })

  it('names a missing key, and makes no new one for an old list', async () => {
    using workspace = new Workspace()
    await workspace.run(add)
    rmSync(workspace.path('.wayforward/key'))
    const { code, stderr } = await workspace.run(['subscribers', 'stats'])
    expect(code).toBe(1)
    expect(stderr).toContain('key_missing')
  })

  it('refuses a key that is no key', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(add, { WAYFORWARD_KEY: 'secret' })
    expect(code).toBe(1)
    expect(stderr).toContain('key_malformed')
    expect(stderr).not.toContain('secret')
  })

  it('leaves a database from a newer version alone', async () => {
    using workspace = new Workspace()
    await workspace.run(add)
    const file = workspace.path('.wayforward/wayforward.db')
    const database = new Database(file)
    database.prepare("insert into schema_steps (name) values ('9999-from-the-future')").run()
    database.close()
    const { code, stderr } = await workspace.run(['send', '2024-10'])
    expect(code).toBe(1)
    expect(stderr).toContain('store_newer')
    expect(stderr).not.toMatch(stackTrace)
  })

  it('says that a file is no database', async () => {
    using workspace = new Workspace()
    await workspace.run(add)
    const file = workspace.path('.wayforward/wayforward.db')
    rmSync(`${file}-wal`, { force: true })
    writeFileSync(file, 'these are not the bytes of a database, and there are enough of them to tell')
    const { code, stderr } = await workspace.run(['subscribers', 'stats'])
    expect(code).toBe(1)
    expect(stderr).toContain('store_broken')
  })

  it('says that the disk is read-only, and which folder', async () => {
    using workspace = new Workspace()
    if (ordinary !== undefined) giveTo(workspace.folder, ordinary)
    chmodSync(workspace.folder, 0o555)
    const build = await workspace.run(['build', '2024-10'], {}, { uid: ordinary })
    expect(build.code).toBe(1)
    expect(build.stderr).toContain('disk_refused')
    const added = await workspace.run(add, {}, { uid: ordinary })
    expect(added.code).toBe(1)
    expect(added.stderr).toMatch(/store_readonly|disk_refused|key_/)
    expect(build.stderr + added.stderr).not.toMatch(stackTrace)
    chmodSync(workspace.folder, 0o755)
  })

  it('sends nothing behind a lock that it may not write: nobody could be told to wait', async () => {
    using workspace = new Workspace()
    await workspace.run(add)
    const lock = workspace.path('.wayforward/sender.lock')
    writeFileSync(lock, '')
    if (ordinary !== undefined) {
      giveTo(workspace.folder, ordinary)
      chownSync(lock, 0, 0)
    }
    chmodSync(lock, 0o444)
    const { code, stderr } = await workspace.run(['send', '2024-10'], {}, { uid: ordinary })
    expect(code).toBe(1)
    expect(stderr).toContain('sender_lock_unusable')
  })

  it('warns once that it made a key, and keeps it for its owner', async () => {
    using workspace = new Workspace()
    const { stderr } = await workspace.run(add)
    expect(stderr).toContain('WAYFORWARD_KEY is not set')
    expect(statSync(workspace.path('.wayforward/key')).mode & 0o777).toBe(0o600)
    expect((await workspace.run(['subscribers', 'stats'])).stderr).toBe('')
  })

  it('keeps no address or name readable at rest', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,name,language\nzebulon.quartz@example.org,Zebulon Quartz,en\n')
    await workspace.run(['subscribers', 'import', 'people.csv', '--source', 'test', '--consented-at', '2024-01-01'])
    await workspace.run(['send', '2024-10'])
    const data = workspace.path('.wayforward')
    const files = readdirSync(data).filter((name) => statSync(join(data, name)).isFile())
    expect(files).toContain('outbox.db')
    for (const name of files) {
      const bytes = readFileSync(join(data, name)).toString('latin1').toLowerCase()
      expect(bytes.includes('zebulon'), name).toBe(false)
    }
  })
})
