import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { stackTrace, Workspace } from './workspace.ts'

const sample = ['subscribers', 'import', 'people.csv', '--source', 'sign-up sheet', '--consented-at', '2024-01-05']

/** A list of one's own, made up: the sample list goes onto no real one. */
function csv(count: number): string {
  const languages = ['en', 'en', 'es', 'vi']
  const rows = Array.from({ length: count }, (_, index) => {
    const topics = index % 3 === 0 ? 'policy;organizing' : ''
    return `person${index}@example.org,Person ${index},${languages[index % 4]},${index % 5 === 0 ? 'CA' : ''},${topics}`
  })
  return ['email,name,language,region,topics', ...rows].join('\n')
}

async function workspaceWith(count: number): Promise<Workspace> {
  const workspace = new Workspace()
  writeFileSync(workspace.path('people.csv'), csv(count))
  const { code, stdout } = await workspace.run(sample)
  expect(code, stdout).toBe(0)
  return workspace
}

async function outboxCount(workspace: Workspace): Promise<number> {
  const { stdout } = await workspace.run(['outbox', '--json'])
  const { issues } = JSON.parse(stdout) as { issues: { deliveries: number }[] }
  return issues.reduce((sum, { deliveries }) => sum + deliveries, 0)
}

/** Resolves when the ledger of a running send is freezing, or has that many batches accepted; or when the send ended. */
async function reached(workspace: Workspace, moment: 'freezing' | number, child: ChildProcess): Promise<void> {
  const file = workspace.path('.wayforward/wayforward.db')
  const ledger = new Database(file, { readonly: true })
  try {
    const state = ledger.prepare('select state from issues')
    const accepted = ledger.prepare("select count(*) as count from batches where state = 'accepted'")
    while (child.exitCode === null) {
      const { state: now } = (state.get() ?? {}) as { state?: string }
      if (moment === 'freezing' ? now === 'freezing' : now === 'sending' && countOf(accepted.get()) >= moment) return
      await nextTurn()
    }
  } finally {
    ledger.close()
  }
}

function countOf(row: unknown): number {
  return (row as { count: number }).count
}

describe('wayforward send', () => {
  it('shows who would get what, and changes nothing, on a dry run', async () => {
    using workspace = await workspaceWith(60)
    const { code, stdout } = await workspace.run(['send', '2024-10', '--dry-run', '--json'])
    expect(code).toBe(0)
    const { kind, plan } = JSON.parse(stdout)
    expect(kind).toBe('planned')
    expect(plan.readers).toBe(60)
    expect(plan.editions.map(({ id }: { id: string }) => id)).toContain('en')
    expect(existsSync(workspace.path('.wayforward/outbox.db'))).toBe(false)
    expect(JSON.parse((await workspace.run(['status', '2024-10', '--json'])).stdout)).toMatchObject({ state: 'draft' })
  })

  it('delivers to everyone once, says so, and delivers nothing on a second run', async () => {
    using workspace = await workspaceWith(60)
    const first = await workspace.run(['send', '2024-10'])
    expect(first.stderr + first.stdout).not.toMatch(stackTrace)
    expect(first.code).toBe(0)
    expect(first.stdout).toContain('60 candidates = 0 excluded + 60 submitted + 0 failed + 0 held + 0 pending')
    const second = await workspace.run(['send', '2024-10'])
    expect(second.code).toBe(0)
    expect(second.stdout).toContain('nobody was mailed again')
    expect(await outboxCount(workspace)).toBe(60)
    const status = JSON.parse((await workspace.run(['status', '--json'])).stdout)
    expect(status).toMatchObject({ state: 'done', balances: true, reason: null, total: { submitted: 60, pending: 0 } })
  })

  it('goes on after kill -9 while freezing, and after every second batch: nobody lost, nobody twice', async () => {
    using workspace = await workspaceWith(900)
    const moments = ['freezing', 0, 2, 4, 6] as const
    for (const moment of moments) {
      const child = workspace.start(['send', '2024-10'], {}, { stdio: 'ignore' })
      const ended = once(child, 'exit')
      await reached(workspace, moment, child)
      child.kill('SIGKILL')
      await ended
    }
    const last = await workspace.run(['send', '2024-10'])
    expect(last.code, last.stderr).toBe(0)
    const status = JSON.parse((await workspace.run(['status', '--json'])).stdout)
    expect(status).toMatchObject({ state: 'done', balances: true, total: { candidates: 900, submitted: 900 } })
    expect(await outboxCount(workspace)).toBe(900)
  }, 120_000)

  it('lets one of two sends at once do the work, and tells the other', async () => {
    using workspace = await workspaceWith(200)
    const runs = await Promise.all([workspace.run(['send', '2024-10']), workspace.run(['send', '2024-10'])])
    for (const { stderr, stdout } of runs) expect(stderr + stdout).not.toMatch(stackTrace)
    const busy = runs.filter(({ stderr }) => stderr.includes('sender_busy'))
    const ready = runs.filter(({ code }) => code === 0)
    expect(ready.length + busy.length).toBe(2)
    expect(ready.length).toBeGreaterThanOrEqual(1)
    expect(await outboxCount(workspace)).toBe(200)
  })

  it('goes on with a frozen issue whose folder was renamed, and shows its status', async () => {
    using workspace = await workspaceWith(60)
    const child = workspace.start(['send', '2024-10'], {}, { stdio: 'ignore' })
    const ended = once(child, 'exit')
    await reached(workspace, 0, child)
    child.kill('SIGKILL')
    await ended
    renameSync(workspace.path('issues/2024-10-descheduling'), workspace.path('issues/elsewhere'))
    const { code, stdout, stderr } = await workspace.run(['send', '2024-10-descheduling'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('60 submitted')
    expect((await workspace.run(['status', '2024-10'])).stdout).toContain('done')
  })

  it('means the issue of that very name, also as a path, and never one that only looks like it', async () => {
    using workspace = await workspaceWith(20)
    await workspace.run(['send', '2024-10'])
    cpSync(workspace.path('issues/2024-10-descheduling'), workspace.path('issues/2024-10-desched'), { recursive: true })
    const fresh = await workspace.run(['send', '2024-10-desched', '--dry-run', '--json'])
    expect(JSON.parse(fresh.stdout)).toMatchObject({ kind: 'planned', issue: '2024-10-desched' })
    const path = await workspace.run(['send', 'issues/2024-10-Descheduling/', '--json'])
    expect(JSON.parse(path.stdout)).toMatchObject({ kind: 'already', issue: '2024-10-descheduling' })
    expect((await workspace.run(['send', ''])).code).toBe(1)
  })

  it('clears away what a killed freeze left, also of an issue that has another name now', async () => {
    using workspace = await workspaceWith(10)
    const database = new Database(workspace.path('.wayforward/wayforward.db'))
    database.prepare("insert into issues (issue, state, candidates) values ('2024-09-renamed', 'freezing', 0)").run()
    const { code, stderr } = await workspace.run(['send', '2024-10'])
    expect(code, stderr).toBe(0)
    expect(database.prepare('select issue, state from issues').all()).toEqual([
      { issue: '2024-10-descheduling', state: 'done' },
    ])
    database.close()
    expect((await workspace.run(['send', '2024-10'])).stdout).toContain('into the outbox; nobody was mailed again')
  })

  it('refuses to begin where it cannot lock others out', async () => {
    using workspace = await workspaceWith(10)
    mkdirSync(workspace.path('.wayforward/sender.lock'))
    const { code, stderr } = await workspace.run(['send', '2024-10'])
    expect(code).toBe(1)
    expect(stderr).toContain('sender_lock_unusable')
  })

  it('says that a disk is full, and the next run finishes', async () => {
    using workspace = await workspaceWith(400)
    // No file of this process may grow past 300 KB: what the system says then is what it says on a full disk.
    const full = await workspace.run(['send', '2024-10'], {}, { fileLimitKb: 300 })
    expect(full.code).toBe(1)
    expect(full.stdout + full.stderr).toMatch(/store_full|store_failing|outbox_|disk/)
    expect(full.stdout + full.stderr).not.toContain('did not expect')
    const { code, stdout, stderr } = await workspace.run(['send', '2024-10'])
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('400 submitted')
    expect(await outboxCount(workspace)).toBe(400)
  })

  it('mails nobody, and says so, when all readers wait for their language', async () => {
    using workspace = new Workspace()
    await workspace.run(['subscribers', 'add', 'one@example.org', '--language', 'en', '--source', 'by hand'])
    const file = workspace.path('.wayforward/wayforward.db')
    const database = new Database(file)
    database.prepare("update subscribers set language = 'ht'").run()
    database.close()
    const { code, stderr } = await workspace.run(['send', '2024-10'])
    expect(code).toBe(1)
    expect(stderr).toContain('nobody_to_mail')
    expect(JSON.parse((await workspace.run(['status', '2024-10', '--json'])).stdout)).toMatchObject({ state: 'draft' })
  })

  it('exits 2 on wrong use, and says what is there', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(['send'])
    expect(code).toBe(2)
    expect(stderr).toContain("missing required argument 'issue'")
    expect((await workspace.run(['sned'])).stderr).toContain('Did you mean send?')
  })

  it('says that there is nobody to send to', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(['send', '2024-10'])
    expect(code).toBe(1)
    expect(stderr).toContain('list_empty')
  })
})
