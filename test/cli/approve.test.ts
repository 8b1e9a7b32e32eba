import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ana, ben, commit, git, newRepository } from '../outside/git-workshop.ts'
import { stackTrace, Workspace } from './workspace.ts'

const issue = '2024-10-descheduling'
const source = `issues/${issue}/en.md`

/** The shipped issues in git, by Ben; Ana is an approver, Dora counsel, Ben a writer. */
async function workspaceWithEditors(): Promise<Workspace> {
  const workspace = new Workspace()
  writeFileSync(workspace.path('.gitignore'), '.wayforward/\n')
  newRepository(workspace.folder)
  commit(workspace.folder, ben, 'Begin', {})
  const add = (address: string, name: string, role: string) =>
    workspace.run(['editors', 'add', address, '--name', name, '--role', role, '--languages', 'en'])
  const [first] = [await add(ana.address, ana.name, 'approver'), await add('dora@example.org', 'Dora', 'counsel')]
  expect(first).toMatchObject({ code: 0, stdout: 'Added: Ana Núñez, approver, reads en.\n' })
  await add(ben.address, ben.name, 'writer')
  return workspace
}

describe('wayforward editors', () => {
  it('adds, changes, lists and removes, and prints whole addresses only when asked', async () => {
    using workspace = await workspaceWithEditors()
    const changed = await workspace.run(['editors', 'add', 'BEN@example.org', '--name', 'Ben', '--role', 'approver'])
    expect(changed.stdout).toBe('Changed: Ben, approver, reads en, es, vi.\n')
    const { stdout } = await workspace.run(['editors', 'list'])
    expect(stdout).toMatch(/Ana Núñez +approver +en +a…@e….org/)
    expect(stdout).not.toContain('ana@example.org')
    const listed = JSON.parse((await workspace.run(['editors', 'list', '--show-addresses', '--json'])).stdout)
    expect(listed.editors[0]).toEqual({
      ...{ name: 'Ana Núñez', role: 'approver', languages: ['en'] },
      ...{ maskedAddress: 'a…@e….org', address: 'ana@example.org' },
    })
    expect((await workspace.run(['editors', 'remove', 'ben'])).stdout).toContain('Removed: Ben')
    expect((await workspace.run(['editors', 'remove', 'ben'])).stderr).toContain('editor_unknown')
  })

  it('takes no address, name, role or language that cannot be', async () => {
    using workspace = new Workspace()
    const add = (address: string, ...rest: string[]) => workspace.run(['editors', 'add', address, ...rest])
    expect((await add('ana', '--name', 'Ana', '--role', 'approver')).stderr).toContain('address_malformed')
    expect((await add('a@example.org', '--name', ' \u200B', '--role', 'approver')).stderr).toContain(
      'editor_name_empty',
    )
    expect((await add('a@example.org', '--name', 'A', '--role', 'boss')).code).toBe(2)
    const lingual = await add('a@example.org', '--name', 'A', '--role', 'writer', '--languages', 'fr')
    expect(lingual.stderr).toContain('language_unknown')
    expect((await workspace.run(['editors', 'list'])).stdout).toContain('No editors yet')
  })
})

describe('wayforward approve', () => {
  it('takes each word, says what is missing, and status tells it until a file changes', async () => {
    using workspace = await workspaceWithEditors()
    const first = await workspace.run(['approve', '2024-10', '--by', 'ana nunez'])
    expect(first.stdout + first.stderr).not.toMatch(stackTrace)
    expect(first.code, first.stdout + first.stderr).toBe(0)
    expect(first.stdout).toMatch(new RegExp(`${issue}: Ana Núñez approved it as it is now \\([0-9a-f]{12}\\)\\.`))
    const counsel = /Still missing: counsel, because of (alert|vote) #/
    expect(first.stdout).toMatch(counsel)

    const second = await workspace.run(['approve', '2024-10', '--by', 'dora@example.org', '--json'])
    expect(JSON.parse(second.stdout)).toMatchObject({
      ...{ kind: 'approved', issue, by: 'Dora', again: false },
      approval: { complete: true, missing: [], lost: [], given: [{ by: 'Ana Núñez' }, { by: 'Dora' }] },
    })
    expect((await workspace.run(['approve', '2024-10', '--by', 'Dora'])).stdout).toContain('exactly this already')
    const status = await workspace.run(['status', '2024-10'])
    expect(status.stdout).toMatch(/Approved by Dora \(counsel\) on \d{4}-/)
    expect(status.stdout).toContain('Nothing is missing')

    const file = workspace.path(source)
    writeFileSync(file, readFileSync(file, 'utf8').replace('\n\n:::', '\n\nOne more word.\n\n:::'))
    const voided = await workspace.run(['status', '2024-10'])
    expect(voided.stdout).toMatch(new RegExp(`Dora approved it on .*, but ${source} has changed since`))
    expect(voided.stdout).toContain('Not approved yet: one more approver is missing.')
    expect(JSON.parse((await workspace.run(['status', '2024-10', '--json'])).stdout).approval).toMatchObject({
      ...{ complete: false, given: [] },
    })
    // What nobody committed, nobody is known to have written.
    expect((await workspace.run(['approve', '2024-10', '--by', 'Ana Núñez'])).stderr).toContain('issue_uncommitted')
    git(workspace.folder, 'checkout', '--quiet', '.')
    const taken = await workspace.run(['approve', '2024-10', '--by', 'Dora', '--withdraw'])
    expect(taken.stdout).toContain('Dora no longer approves it')
    expect((await workspace.run(['status', '2024-10'])).stdout).toMatch(/counsel.* is missing/)
  })

  it('takes no word of nobody, of blanks, of a stranger, of a writer', async () => {
    using workspace = await workspaceWithEditors()
    const words: [by: string, code: string][] = [
      ['', 'approver_unnamed'],
      [' \u00A0\u200B ', 'approver_unnamed'],
      ['Ann Nuñes', 'editor_unknown'],
      ['Ben', 'approver_is_writer'],
    ]
    for (const [by, problem] of words) {
      const { code, stderr } = await workspace.run(['approve', '2024-10', '--by', by])
      expect(stderr).toContain(problem)
      expect(stderr).not.toMatch(stackTrace)
      expect(code).toBe(1)
    }
  })

  it('needs a list, and a name', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['approve', '2024-10', '--by', 'Ana'])).stderr).toContain('list_missing')
    expect((await workspace.run(['approve', '2024-10'])).code).toBe(2)
  })
})
