import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Workspace } from './workspace.ts'

let workspace: Workspace
const issue = '2024-10-descheduling'
const read = () => readFileSync(workspace.path('issues', issue, 'en.md'), 'utf8')

beforeAll(() => {
  workspace = new Workspace()
  rmSync(workspace.path('issues', 'guide'), { recursive: true, force: true })
  cpSync(resolve('test/fixtures/guide-words/guide'), workspace.path('issues', 'guide'), { recursive: true })
  const waived = '<!-- waive inmate because="Her own word" by="Ana Reyes" until="2024-12-31" -->\nAn inmate wrote.'
  writeFileSync(
    workspace.path('issues', issue, 'en.md'),
    read().replace(/\n\n/, `\n\nA felon came home.\n\n${waived}\n\n`),
  )
})
afterAll(() => workspace[Symbol.dispose]())

it('says what goes against the guide and, when asked, what may stay', async () => {
  const { code, stdout, stderr } = await workspace.run(['check', issue, '--silenced'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/en\.md:\d+:3 error “felon”: .* \(felon\) words_refused\n/)
  expect(stdout).toMatch(/silent “inmate” \(inmate\): waived by Ana Reyes until 2024-12-31: Her own word/)
  expect(stderr).toContain('1 finding is silent: 1 waived.')
  // Words of an issue stop its sending, not its e-mails from being looked at.
  expect(stderr).not.toContain('not rendered')
})

it('--fix shows what it would change, and writes nothing where nobody can be asked', async () => {
  const before = read()
  const { code, stdout, stderr } = await workspace.run(['check', issue, '--fix'])
  expect(code).toBe(1)
  expect(stdout).toContain('+A person with a felony conviction came home.')
  expect(stderr).toContain('fix_needs_yes')
  expect(read()).toBe(before)
})

it('--fix --yes writes it, and says what is left', async () => {
  const before = read()
  const { code, stdout } = await workspace.run(['check', issue, '--fix', '--yes', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    written: true,
    fixes: [{ entry: 'felon', words: 'felon' }],
    silenced: [{ silence: 'waiver' }],
  })
  expect(code).toBe(0)
  expect(read()).toBe(before.replace('A felon came', 'A person with a felony conviction came'))
})

it('--yes without --fix is wrong use', async () => {
  expect((await workspace.run(['check', issue, '--yes'])).code).toBe(2)
})

it('--silenced says so where nothing is', async () => {
  const { code, stderr } = await workspace.run(['check', '2024-06', '--silenced'])
  expect(code).toBe(0)
  expect(stderr).toContain('No finding is silent')
})
