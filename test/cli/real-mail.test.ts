import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { startResendServer } from '../resend/server.ts'
import { freePort, startServing } from './serving.ts'
import { stackTrace, Workspace } from './workspace.ts'

const issue = '2024-10-descheduling'
/** A cap that does not bind cuts batches of four: eight lost answers come at once, and the run stops. */
const smallBatches = 'provider: resend\ndelivery: {dailyCap: 40}'
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function startHome(count = 30, options: Parameters<typeof startResendServer>[0] = {}) {
  const workspace = new Workspace()
  cleanups.push(() => workspace[Symbol.dispose]())
  const edit = (from: string, to: string): void => {
    const file = workspace.path('issues/newsletter.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  }
  edit('provider: outbox', 'provider: resend')
  const rows = Array.from({ length: count }, (_, index) => `ally${index}@example.org,${index % 2 ? 'en' : 'es'}`)
  writeFileSync(workspace.path('spring-fair.csv'), ['email,language', ...rows].join('\n'))
  await workspace.run(['subscribers', 'import', 'spring-fair.csv', '--source', 'fair', '--consented-at', '2024-01-01'])
  const resend = await startResendServer({ file: workspace.path('resend.db'), ...options })
  cleanups.push(() => resend.close())
  const env: Record<string, string> = {
    RESEND_API_KEY: resend.keys.sending,
    RESEND_READ_KEY: resend.keys.full,
    RESEND_BASE_URL: resend.url,
    PUBLIC_URL: 'http://127.0.0.1:9',
  }
  const run = (...args: string[]) => workspace.run(args, env)
  const status = async () => JSON.parse((await run('status', issue, '--json')).stdout)
  return { workspace, resend, env, edit, run, status, port: await freePort() }
}

describe('before the first batch', () => {
  it('everything the mails link to must answer; then nobody waits for more than the same command', async () => {
    const { workspace, resend, env, run, status, port } = await startHome()
    env.PUBLIC_URL = `http://127.0.0.1:${port}`
    const early = await run('send', issue, '--yes', '--now')
    expect(early.code).toBe(1)
    expect(early.stdout).toContain('/health does not answer')
    expect(await status()).toMatchObject({ state: 'halted', reason: 'pages_failing', total: { submitted: 0 } })
    cleanups.push((await startServing(workspace, env, port)).kill)
    expect((await run('send', issue, '--yes', '--now')).stdout).toContain('30 submitted')
    expect(await status()).toMatchObject({ state: 'done', pages: 'checked', detail: null })
    expect([...resend.accepted().values()].every((times) => times === 1)).toBe(true)
  })

  it('a picture that is not the one of the mail stops it, and the address is named', async () => {
    const { env, run, port } = await startHome()
    env.PUBLIC_URL = `http://127.0.0.1:${port}`
    const server: Server = createServer((request, response) => {
      const health = request.url === '/health'
      response.setHeader('content-type', health ? 'application/json' : 'image/png')
      response.end(health ? '{"wayforward":"ok","list":"ijn-field"}' : 'another picture')
    })
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
    cleanups.push(() => new Promise((closed) => server.close(closed)))
    const { stdout } = await run('send', issue, '--yes', '--now')
    expect(stdout).toMatch(/\/i\/[0-9a-f]{64}\.(png|jpg) does not work: what came back is not this picture/)
  })

  it('another newsletter at PUBLIC_URL stops it', async () => {
    const { env, run, port } = await startHome()
    env.PUBLIC_URL = `http://127.0.0.1:${port}`
    const server = createServer((_, response) => response.end('{"wayforward":"ok","list":"other-list"}'))
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
    cleanups.push(() => new Promise((closed) => server.close(closed)))
    expect((await run('send', issue, '--yes', '--now')).stdout).toContain('served by another newsletter (other-list)')
  })

  it('a domain that tracks readers stops it, until it does not', async () => {
    const { resend, run, status } = await startHome()
    const domain = { name: 'ijn.example.org', openTracking: false, clickTracking: true }
    resend.account.domains.set([domain])
    const args = ['send', issue, '--yes', '--now', '--unchecked-pages']
    expect((await run(...args)).stdout).toContain('Resend tracks clicks of readers on ijn.example.org.')
    expect(await status()).toMatchObject({ reason: 'tracking', total: { submitted: 0 } })
    resend.account.domains.set([{ ...domain, clickTracking: false }])
    expect((await run(...args)).code).toBe(0)
    expect(await status()).toMatchObject({ state: 'done', pages: 'unchecked' })
    expect((await run('status', issue)).stdout).toContain('A rehearsal')
  })

  it('refuses to skip the fetching where real people would be mailed', async () => {
    const { env, run } = await startHome()
    delete env.RESEND_BASE_URL
    const { stderr } = await run('send', issue, '--yes', '--now', '--unchecked-pages')
    expect(stderr).toMatch(/public_url_unsafe|sender_reserved|approval_missing|unchecked_pages_real/)
  })
})

describe('on the way', () => {
  const args = ['send', issue, '--yes', '--now', '--unchecked-pages']

  it('send --dry-run says how long the cap takes, and the cap is kept', async () => {
    const { resend, edit, run, status } = await startHome(30)
    edit('provider: resend', 'provider: resend\ndelivery: {dailyCap: 12}')
    const dry = await run('send', issue, '--dry-run')
    expect(dry.stdout).toMatch(/12 may go out in 24 hours .*: 12 now, the last on .*, after 3 runs of send/)
    expect((await run(...args)).stdout).toContain('delivery.dailyCap is 12 in 24 hours; there is room for more from')
    expect(await status()).toMatchObject({ reason: 'daily_cap', total: { submitted: 12, pending: 18 } })
    expect((await run(...args)).code).toBe(1)
    expect(resend.accepted().size).toBe(12)
  })

  it('pause stops, send says so, resume goes on', async () => {
    const { resend, edit, run, status } = await startHome(30)
    edit('provider: resend', 'provider: resend\ndelivery: {dailyCap: 12}')
    await run(...args)
    expect((await run('pause', issue)).stdout).toContain('halted: paused')
    const refused = await run(...args)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('issue_paused')])
    await run('resume', issue, '--unchecked-pages')
    expect(await status()).toMatchObject({ reason: 'daily_cap' })
    expect(resend.accepted().size).toBe(12)
  })

  it('cancel gives up the rest for good; before anything went out it is a draft again', async () => {
    const { workspace, env, edit, run, status } = await startHome(30)
    edit('provider: resend', 'provider: resend\ndelivery: {dailyCap: 12}')
    expect((await run('cancel', issue, '--yes')).stderr).toContain('issue_not_begun')
    await run(...args)
    const asked = await run('cancel', issue)
    expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining('decision_needs_yes')])
    expect((await run('cancel', issue, '--yes')).stdout).toContain('18 cancelled')
    expect(await status()).toMatchObject({ state: 'done', balances: true, total: { submitted: 12, pending: 0 } })
    expect((await run(...args)).stdout).toContain('nobody was mailed again')
    expect((await run('pause', issue)).stderr).toContain('issue_over')

    const june = '2024-06-keeping-families-together'
    const frozen = workspace.start(['send', june, '--yes', '--unchecked-pages'], env)
    await new Promise<void>((waiting) =>
      frozen.stderr?.on('data', (said) => String(said).includes('Goes out') && waiting()),
    )
    expect((await run('cancel', june, '--yes')).stdout).toContain('is a draft again')
    await new Promise((gone) => frozen.once('exit', gone))
  })

  it('holds what stays unknown, says the choice and its risk, and obeys a person', async () => {
    const { workspace, resend, env, edit, run, status } = await startHome(30)
    edit('provider: resend', smallBatches)
    const { RESEND_READ_KEY = '' } = env
    delete env.RESEND_READ_KEY
    const { faults } = await import('../resend/faults.ts')
    resend.script(...Array.from({ length: 8 }, () => faults.acceptThenDrop()))
    expect((await run(...args)).stdout).toContain('the provider gives no answer')
    age(workspace, 21)
    expect((await run(...args)).stdout).toContain('this ledger may be an old copy')
    expect((await run('resume', issue, '--original', '--unchecked-pages')).stdout).toContain('reconcile')
    expect(await status()).toMatchObject({ state: 'halted', reason: 'held', total: { held: 30 } })
    // Found: accepted, though no answer ever came.
    env.RESEND_READ_KEY = RESEND_READ_KEY
    const reconciled = await run('reconcile', issue)
    expect(reconciled.stdout).toContain('30 deliveries found at the provider')
    expect(await status()).toMatchObject({ state: 'done', balances: true, total: { submitted: 30 } })
    expect([...resend.accepted().values()].every((times) => times === 1)).toBe(true)
  })

  it('with a key that may read, asks the provider by itself whether this ledger is the original, and goes on', async () => {
    const { workspace, resend, edit, run, status } = await startHome(30)
    edit('provider: resend', smallBatches)
    const { faults } = await import('../resend/faults.ts')
    resend.script(...Array.from({ length: 8 }, () => faults.acceptThenDrop()))
    await run(...args)
    age(workspace, 21)
    expect((await run(...args)).code).toBe(0)
    expect(await status()).toMatchObject({ state: 'done', balances: true, total: { submitted: 30 } })
    expect([...resend.accepted().values()].every((times) => times === 1)).toBe(true)
  })

  it('leaves held what cannot be asked about, unless a person decides', async () => {
    const { workspace, resend, env, edit, run, status } = await startHome(30)
    edit('provider: resend', smallBatches)
    delete env.RESEND_READ_KEY
    const { faults } = await import('../resend/faults.ts')
    resend.script(...Array.from({ length: 8 }, () => faults.acceptThenDrop()))
    await run(...args)
    age(workspace, 21)
    await run('resume', issue, '--original', '--unchecked-pages')
    const asked = await run('reconcile', issue)
    expect([asked.code, asked.stdout]).toEqual([1, expect.stringContaining('set RESEND_READ_KEY')])
    expect(asked.stdout).toContain('nothing is sent again by itself')
    expect(asked.stdout).toContain('--decide resend    up to 30 readers may have it twice')
    expect((await run('reconcile', issue, '--decide', 'give-up')).stderr).toContain('decision_needs_yes')
    expect(await status()).toMatchObject({ total: { held: 30 } })
    expect((await run('reconcile', issue, '--decide', 'give-up', '--yes')).code).toBe(0)
    expect(await status()).toMatchObject({ state: 'done', balances: true, total: { failed: 30, held: 0 } })
    expect((await run('status', issue)).stdout).toContain('of unknown fate, not mailed again')
  })
})

describe('a ledger that is not the original', () => {
  const args = ['send', issue, '--yes', '--now', '--unchecked-pages']

  it('refuses an issue whose folder carries the receipt of another', async () => {
    const { workspace, run, resend } = await startHome(10)
    await run(...args)
    expect(JSON.parse(readFileSync(workspace.path('issues', issue, 'sent.json'), 'utf8'))).toMatchObject({
      ...{ list: 'ijn-field', issue },
      counts: { candidates: 10, readers: 10 },
    })
    renameSync(workspace.path('.wayforward/wayforward.db'), workspace.path('.wayforward/aside.db'))
    for (const end of ['-wal', '-shm']) rmSync(workspace.path(`.wayforward/wayforward.db${end}`), { force: true })
    const csv = ['subscribers', 'import', 'spring-fair.csv', '--source', 'fair', '--consented-at', '2024-01-01']
    await run(...csv)
    const again = await run(...args)
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('sent_elsewhere')])
    rmSync(workspace.path('issues', issue, 'sent.json'))
    expect((await run(...args)).stderr).toContain('sent_at_provider')
    expect(resend.mails).toHaveLength(10)
    expect(again.stderr).not.toMatch(stackTrace)
  })
})

/** Let hours pass: what the ledger and the provider noted moves back. */
function age(workspace: Workspace, hours: number): void {
  const ms = hours * 3_600_000
  const ledger = new Database(workspace.path('.wayforward/wayforward.db'))
  ledger.exec(`update attempts set at = at - ${ms}; update issues set frozen_at = frozen_at - ${ms}`)
  ledger.close()
  const provider = new Database(workspace.path('resend.db'))
  provider.exec(`update emails set at = at - ${ms}`)
  provider.close()
  const receipt = workspace.path('issues', issue, 'sent.json')
  const { at, ...rest } = JSON.parse(readFileSync(receipt, 'utf8'))
  writeFileSync(receipt, JSON.stringify({ ...rest, at: new Date(Date.parse(at) - ms).toISOString() }))
}
