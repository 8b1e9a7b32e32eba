import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stackTrace, Workspace } from './workspace.ts'

const key = Buffer.alloc(32, 3).toString('base64')

describe('wayforward doctor', () => {
  it('is content with the sample and the outbox, and says what to look at', async () => {
    using workspace = new Workspace()
    const { code, stdout, stderr } = await workspace.run(['doctor'])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^ok {4}newsletter\.yaml +It can be read\.$/m)
    expect(stdout).toMatch(/^warn {2}list and ledger .*\n +→ .*subscribers import/m)
    expect(stdout).toMatch(/Nothing is mailed \(provider: outbox\)/)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Ready to send, \d lines to look at\.$/)
  })

  it('prints an object, and exits with 1 where something fails', async () => {
    using workspace = new Workspace()
    const file = workspace.path('issues', 'newsletter.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('timezone: America/New_York', 'timezone: America/Old_York'))
    const { code, stdout, stderr } = await workspace.run(['doctor', '--json'], { WAYFORWARD_KEY: key })
    expect(code, stderr).toBe(1)
    const report = JSON.parse(stdout)
    expect(report.ready).toBe(false)
    for (const line of report.lines) {
      expect(Object.keys(line).sort()).toEqual(['check', 'fix', 'said', 'state', 'subject'])
    }
    expect(report.lines[0]).toMatchObject({
      check: 'settings',
      state: 'fail',
      said: expect.stringMatching(/^Line \d+: /),
    })
    expect(stdout + stderr).not.toMatch(stackTrace)
    expect(stdout).not.toContain(key)
  })

  it('knows a backup that was made, and a key that lies beside the list', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,language\nana@example.org,es\nbo@example.org,en\n')
    const args = ['subscribers', 'import', 'people.csv', '--source', 'sign-up sheet', '--consented-at', '2024-01-05']
    expect((await workspace.run(args)).code).toBe(0)
    const before = await workspace.run(['doctor'])
    expect(before.code, before.stdout).toBe(0)
    expect(before.stdout).toMatch(/^warn {2}backup +No backup/m)
    expect(before.stdout).toMatch(/^warn {2}key of the list/m)
    expect(before.stdout).toMatch(/^ok {4}list and ledger +2 people;/m)
    expect((await workspace.run(['backup', 'list.db'])).code).toBe(0)
    const after = await workspace.run(['doctor'])
    expect(after.stdout, after.stderr).toMatch(/^ok {4}backup /m)
  })
})
