import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Serving, startServing } from './serving.ts'
import { stackTrace, Workspace } from './workspace.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function workspaceWithList(): Promise<Workspace> {
  const workspace = new Workspace()
  cleanups.push(() => workspace[Symbol.dispose]())
  writeFileSync(workspace.path('people.csv'), 'email,language\nana@example.org,es\nbo@example.org,en\n')
  const args = ['subscribers', 'import', 'people.csv', '--source', 'sign-up sheet', '--consented-at', '2024-01-05']
  expect((await workspace.run(args)).code).toBe(0)
  return workspace
}

async function serve(workspace: Workspace, env: Record<string, string> = {}): Promise<Serving> {
  const serving = await startServing(workspace, env)
  cleanups.push(serving.kill)
  return serving
}

describe('wayforward serve', () => {
  it('says where it listens and what it will not hear, answers, logs no path, and stops when told', async () => {
    const workspace = await workspaceWithList()
    const { child, url, said } = await serve(workspace)
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ wayforward: 'ok', list: 'ijn-field' })
    await fetch(`${url}/u/some-token?x=ana@example.org`)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(said.stderr).toContain('RESEND_WEBHOOK_SECRET')
    const lines = said.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { method: 'GET', route: 'health', status: 200 },
      { method: 'GET', route: 'unsubscribe', status: 404 },
    ])
    expect(said.stdout + said.stderr).not.toMatch(/some-token|ana@/)
  })

  it('goes on beside a send, which needs the sender lock for itself', async () => {
    const workspace = await workspaceWithList()
    const { url } = await serve(workspace)
    const sent = await workspace.run(['send', '2024-04'])
    expect(sent.code, sent.stderr).toBe(0)
    expect((await fetch(`${url}/health`)).status).toBe(200)
  })

  it('stops on a port that is taken, and says what to do', async () => {
    const workspace = await workspaceWithList()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    cleanups.push(() => other.close())
    const address = other.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const { code, stderr } = await workspace.run(['serve', '--port', String(port)])
    expect(code).toBe(1)
    expect(stderr).toContain('port_taken')
    expect(stderr).not.toMatch(stackTrace)
  })

  it('stops where there is no list, and makes none', async () => {
    using workspace = new Workspace()
    for (let time = 0; time < 2; time += 1) {
      const { code, stderr } = await workspace.run(['serve'])
      expect(code).toBe(1)
      expect(stderr).toContain('list_missing')
    }
  })

  it.each([
    ['--port', 'http'],
    ['--port', '70000'],
    ['--host', '203.0.113.9'],
  ])('stops on %s %s', async (...args) => {
    const workspace = await workspaceWithList()
    const { code, stderr } = await workspace.run(['serve', ...args])
    expect(code).toBe(args[0] === '--port' ? 2 : 1)
    expect(stderr).not.toMatch(stackTrace)
  })

  it('stops on a webhook secret that cannot be one', async () => {
    const workspace = await workspaceWithList()
    const { code, stderr } = await workspace.run(['serve', '--port', '0'], { RESEND_WEBHOOK_SECRET: 'secret' })
    expect(code).toBe(1)
    expect(stderr).toContain('RESEND_WEBHOOK_SECRET')
    expect(stderr).not.toMatch(stackTrace)
  })
})
