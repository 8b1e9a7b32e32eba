import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { stackTrace, Workspace } from './workspace.ts'

const source = ['--source', 'sign-up sheet', '--consented-at', '2024-01-05']

async function workspaceWith(count: number): Promise<Workspace> {
  const workspace = new Workspace()
  const rows = Array.from({ length: count }, (_, index) => `person${index}@example.org,Person ${index},en`)
  writeFileSync(workspace.path('people.csv'), ['email,name,language', ...rows].join('\n'))
  const { code, stderr } = await workspace.run(['subscribers', 'import', 'people.csv', ...source])
  expect(code, stderr).toBe(0)
  return workspace
}

async function countPeople(workspace: Workspace, env: Record<string, string> = {}): Promise<number> {
  return JSON.parse((await workspace.run(['subscribers', 'stats', '--json'], env)).stdout).subscribers
}

describe('wayforward backup and restore', () => {
  it('bring a list to another computer, say where the key is, and show no address', async () => {
    using workspace = await workspaceWith(50)
    const backup = await workspace.run(['backup', 'copy.db'])
    expect(backup.code, backup.stderr).toBe(0)
    expect(backup.stdout).toContain('copy.db: 50 subscribers, 0 suppressions, 0 issues.')
    expect(backup.stdout).toMatch(/The key is not in it.*\.wayforward\/key/)
    expect(backup.stdout).not.toContain('@')
    expect(statSync(workspace.path('copy.db')).mode & 0o777).toBe(0o600)

    const key = readFileSync(workspace.path('.wayforward/key'), 'utf8').trim()
    rmSync(workspace.path('.wayforward'), { recursive: true })
    const keyless = await workspace.run(['restore', 'copy.db'])
    expect([keyless.code, keyless.stderr]).toEqual([1, expect.stringContaining('key_missing')])
    const restored = await workspace.run(['restore', 'copy.db'], { WAYFORWARD_KEY: key })
    expect(restored.stdout).toContain('Restored: 50 subscribers')
    expect(await countPeople(workspace, { WAYFORWARD_KEY: key })).toBe(50)

    const again = await workspace.run(['restore', 'copy.db'], { WAYFORWARD_KEY: key })
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('--replace')])
    const replaced = await workspace.run(['restore', 'copy.db', '--replace', '--json'], { WAYFORWARD_KEY: key })
    expect(JSON.parse(replaced.stdout)).toMatchObject({ subscribers: 50, halted: [], stayedAway: 0 })
  })

  it('a full disk is a problem, and leaves neither half a backup nor a touched list', async () => {
    using workspace = await workspaceWith(3000)
    mkdirSync(workspace.path('backups'))
    const size = statSync(workspace.path('.wayforward/wayforward.db')).size / 1024
    const limit = { fileLimitKb: Math.floor(size / 2) }
    const { code, stderr } = await workspace.run(['backup', 'backups'], {}, limit)
    expect([code, stderr]).toEqual([1, expect.stringContaining('backup_unwritable')])
    expect(stderr).not.toMatch(stackTrace)
    expect(readdirSync(workspace.path('backups'))).toEqual([])
    expect((await workspace.run(['backup', 'backups'])).code).toBe(0)
    const [name] = readdirSync(workspace.path('backups'))
    const restore = await workspace.run(['restore', `backups/${name}`, '--replace'], {}, limit)
    expect(restore.code).toBe(1)
    expect(restore.stderr).not.toMatch(stackTrace)
    expect(await countPeople(workspace)).toBe(3000)
    expect(readdirSync(workspace.path('.wayforward')).filter((file) => /restoring|partial/.test(file))).toEqual([])
  })

  it('an issue that was sent since the backup is not sent again by itself', async () => {
    using workspace = await workspaceWith(20)
    const outbox = async (): Promise<number> => {
      const { issues } = JSON.parse((await workspace.run(['outbox', '--json'])).stdout)
      return issues.reduce((sum: number, { deliveries }: { deliveries: number }) => sum + deliveries, 0)
    }
    const stopped = await workspace.run(['send', '2024-10'])
    expect(stopped.code, stopped.stderr).toBe(0)
    const ledger = new Database(workspace.path('.wayforward/wayforward.db'))
    // As it was in the middle of the send.
    ledger.exec("update issues set state = 'sending', done_at = null")
    ledger.close()
    await workspace.run(['backup', 'copy.db'])
    const restored = await workspace.run(['restore', 'copy.db', '--replace'])
    expect(restored.stdout).toContain('2024-10-descheduling is halted')
    const status = JSON.parse((await workspace.run(['status', '2024-10', '--json'])).stdout)
    expect(status).toMatchObject({ state: 'halted', reason: 'ledger_doubtful' })
    await workspace.run(['send', '2024-10'])
    expect(await outbox()).toBe(20)
  })
})

describe('wayforward rekey', () => {
  it('killed -9 again and again in its midst, loses nobody and ends', async () => {
    using workspace = await workspaceWith(4000)
    const store = workspace.path('.wayforward/wayforward.db')
    const key = readFileSync(workspace.path('.wayforward/key'), 'utf8')
    const kills: number[] = []
    for (const after of [1, 1000, 2500]) {
      const child = workspace.start(['rekey'], {}, { stdio: 'ignore' })
      const ended = once(child, 'exit')
      const sealedAnew = (): number => {
        const database = new Database(store, { readonly: true })
        try {
          const count = "select count(*) from subscribers where substr(address, 1, 3) = x'010002'"
          return Number(database.prepare(count).pluck().get())
        } finally {
          database.close()
        }
      }
      while (child.exitCode === null && sealedAnew() < after) await nextTurn()
      child.kill('SIGKILL')
      await ended
      kills.push(sealedAnew())
      expect(await countPeople(workspace)).toBe(4000)
    }
    // Otherwise it was not killed where this test means to.
    expect(kills.some((count) => count > 0 && count < 4000)).toBe(true)
    const { code, stdout, stderr } = await workspace.run(['rekey'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('keep a copy of it in another place')
    expect(readFileSync(workspace.path('.wayforward/key'), 'utf8')).not.toBe(key)
    expect(existsSync(workspace.path('.wayforward/key.new'))).toBe(false)
    // Every name and address is opened to compare it.
    const again = await workspace.run(['subscribers', 'import', 'people.csv', ...source, '--json'])
    expect(again.stderr).not.toMatch(stackTrace)
    expect(JSON.parse(again.stdout)).toMatchObject({ unchanged: 4000 })
  }, 60_000)

  it('names the batch that it waits for, and what to do', async () => {
    using workspace = await workspaceWith(20)
    await workspace.run(['send', '2024-10'])
    const ledger = new Database(workspace.path('.wayforward/wayforward.db'))
    ledger.exec("update batches set state = 'held'")
    ledger.close()
    const { code, stderr } = await workspace.run(['rekey'])
    expect(code).toBe(1)
    expect(stderr).toContain('rekey_batches_open')
    expect(stderr).toContain('reconcile 2024-10-descheduling')
  })
})
