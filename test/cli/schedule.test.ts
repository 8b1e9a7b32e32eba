import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { startResendServer } from '../resend/server.ts'
import { freePort, startServing } from './serving.ts'
import { stackTrace, Workspace } from './workspace.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const readers = 60
const today = new Date()
const month = today.toISOString().slice(0, 7)
const issue = `${month}-news`

/** A home whose approved monthly has been due for a minute: this month's, at every minute, on a clock of its own. */
async function startDueHome() {
  const workspace = new Workspace()
  cleanups.push(() => workspace[Symbol.dispose]())
  const port = await freePort()
  const resend = await startResendServer({ file: workspace.path('resend.db') })
  cleanups.push(() => resend.close())
  const env: Record<string, string> = {
    RESEND_API_KEY: resend.keys.sending,
    RESEND_BASE_URL: resend.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  }
  const settings = workspace.path('issues/newsletter.yaml')
  const written = readFileSync(settings, 'utf8')
    .replace('provider: outbox', 'provider: resend\ndelivery: {undoMinutes: 0, dailyCap: 100}')
    .replace(/^signOffs:\n(?: .*\n)*/m, 'signOffs: {writerMayApprove: true}\n')
    .replace(/^schedule:\n(?: .*\n)*/m, "schedule: {cron: '* * * * *', timezone: UTC, window: 6 hours}\n")
  writeFileSync(settings, written)
  writeIssue(workspace)
  const rows = Array.from({ length: readers }, (_, index) => `ally${index}@example.org,en`)
  writeFileSync(workspace.path('fair.csv'), ['email,language', ...rows].join('\n'))
  const run = (...args: string[]) => workspace.run(args, env)
  await run('subscribers', 'import', 'fair.csv', '--source', 'fair', '--consented-at', '2024-01-01')
  await run('editors', 'add', 'ana@example.org', '--name', 'Ana', '--role', 'approver')
  const approved = await run('approve', issue, '--by', 'Ana')
  expect(approved.stderr + approved.stdout).toContain('Ana')
  await run('run')
  dueAMinuteAgo(workspace)
  const status = async () => JSON.parse((await run('status', issue, '--json')).stdout)
  return { workspace, resend, env, run, status, port }
}

function writeIssue(workspace: Workspace): void {
  cpSync(workspace.path('issues/2024-04-second-chances/images'), workspace.path('issues', issue, 'images'), {
    recursive: true,
  })
  writeFileSync(
    workspace.path('issues', issue, 'en.md'),
    `---\ntitle: What we did this month\nsubject: What we did this month\npreheader: A word to everybody who keeps families together\ndate: ${month}-02\nkind: monthly\ntemplate: monthly\n---\n\nDear friends,\n\nWe keep families together.\n`,
  )
}

/** The schedule has been looked after for an hour, so that the minute before this one was its promise. */
function dueAMinuteAgo(workspace: Workspace): void {
  const store = new Database(workspace.path('.wayforward/wayforward.db'))
  store.exec(`update settings set value = cast(value as integer) - 3600000 where key like 'schedule since:%'`)
  store.close()
}

/** Times each reader's mail of the issue was accepted. */
function timesOf(resend: Awaited<ReturnType<typeof startResendServer>>): number[] {
  return [...resend.accepted().values()]
}

describe('wayforward run', () => {
  it('killed again and again between the tick and the end, mails everybody once', async () => {
    const { workspace, resend, env, run, status, port } = await startDueHome()
    const serving = await startServing(workspace, env, port, ['--no-schedule'])
    cleanups.push(serving.kill)
    for (let ms = 500; ms <= 2500; ms += 400) {
      const child = workspace.start(['run'], env)
      const killer = setTimeout(() => child.kill('SIGKILL'), ms)
      await once(child, 'exit')
      clearTimeout(killer)
    }
    const last = await run('run')
    expect(last.stderr).not.toMatch(stackTrace)
    expect(await status()).toMatchObject({ state: 'done', balances: true, total: { submitted: readers } })
    expect(timesOf(resend)).toEqual(Array(readers).fill(1))
    // And never again.
    const after = await run('run')
    expect([after.code, after.stdout]).toEqual([0, 'Nothing is due.\n'])
  })

  it('on two machines at the same tick, with copies of one list, mails everybody once', async () => {
    const { workspace, resend, env, port } = await startDueHome()
    const other = new Workspace()
    cleanups.push(() => other[Symbol.dispose]())
    for (const part of ['issues', 'templates', '.wayforward']) {
      cpSync(workspace.path(part), other.path(part), { recursive: true })
    }
    cleanups.push((await startServing(workspace, env, port, ['--no-schedule'])).kill)
    const both = await Promise.all([workspace.run(['run'], env), other.run(['run'], env)])
    for (const { stderr } of both) expect(stderr).not.toMatch(stackTrace)
    expect(timesOf(resend)).toEqual(Array(readers).fill(1))
  })

  it('twice at once in one workspace takes each occasion once', async () => {
    const { workspace, resend, env, run, port } = await startDueHome()
    cleanups.push((await startServing(workspace, env, port, ['--no-schedule'])).kill)
    const [one, two] = await Promise.all([run('run'), run('run')])
    expect(`${one.stdout}${two.stdout}`.match(/is out/g)).toHaveLength(1)
    expect(timesOf(resend)).toEqual(Array(readers).fill(1))
  })
})

describe('wayforward serve', () => {
  it('sends what is due by itself; stopped on its way, it finishes its batch, and the next one goes on', async () => {
    const { workspace, resend, env, status, port } = await startDueHome()
    const serving = await startServing(workspace, env, port)
    cleanups.push(serving.kill)
    await until(() => timesOf(resend).length > 0)
    serving.child.kill('SIGTERM')
    const [code] = await once(serving.child, 'exit')
    expect([code, serving.said.stderr]).toEqual([0, expect.not.stringMatching(stackTrace)])
    const between = await status()
    expect(between.balances).toBe(true)
    expect(between.total.submitted).toBe(timesOf(resend).length)
    const again = await startServing(workspace, env, port)
    cleanups.push(again.kill)
    await until(async () => (await status()).state === 'done')
    expect(timesOf(resend)).toEqual(Array(readers).fill(1))
    expect(again.said.stdout + serving.said.stdout).not.toContain('@example.org')
  })
})

/** Ask until it is so; the test's own time limit ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((soon) => setTimeout(soon, 50))
}
