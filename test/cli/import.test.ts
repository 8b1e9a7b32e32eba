import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Workspace } from './workspace.ts'

describe('an import', () => {
  const consent = ['--source', 'sheet', '--consented-at', '2024-01-01']
  const run = (workspace: Workspace, ...args: string[]) => workspace.run(['subscribers', 'import', ...args])

  it('writes rejected rows over no file but an earlier rejects file', async () => {
    using workspace = new Workspace()
    const list = 'email,language\none@example.org,en\nana.perez@@example.org,es\n'
    writeFileSync(workspace.path('people.csv'), list)
    writeFileSync(workspace.path('notes.rejects.csv'), 'my own notes\n')
    mkdirSync(workspace.path('folder'))
    const settings = readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')
    for (const file of [
      'people.csv',
      './folder/../people.csv',
      'notes.rejects.csv',
      'issues/newsletter.yaml',
      'folder',
    ]) {
      const { code, stderr } = await run(workspace, 'people.csv', ...consent, '--rejects', file)
      expect(code, file).toBe(1)
      expect(stderr, file).toContain('rejects_foreign')
    }
    expect(readFileSync(workspace.path('people.csv'), 'utf8')).toBe(list)
    expect(readFileSync(workspace.path('notes.rejects.csv'), 'utf8')).toBe('my own notes\n')
    expect(readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')).toBe(settings)
    expect(existsSync(workspace.path('.wayforward'))).toBe(false)
    for (const time of [1, 2]) {
      expect((await run(workspace, 'people.csv', ...consent)).stdout, `${time}`).toContain('people.rejects.csv')
    }
    expect(readFileSync(workspace.path('people.rejects.csv'), 'utf8').match(/ana\.perez@@example\.org/g)).toHaveLength(
      1,
    )
    expect(statSync(workspace.path('people.rejects.csv')).mode & 0o777).toBe(0o600)
  })

  it('shows no rejected address, neither to a person nor to a program', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,language\nana.perez@@example.org,es\n')
    const seen = await run(workspace, 'people.csv', ...consent)
    const read = await run(workspace, 'people.csv', ...consent, '--json')
    for (const { stdout, stderr } of [seen, read]) expect(stdout + stderr).not.toContain('perez')
    expect(seen.stderr).toContain('people.csv:2 “a…@')
  })

  it('makes no list and no key for a dry run, and counts as the import will', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,language\none@example.org,en\ntwo@example.org,es\n')
    mkdirSync(workspace.path('tmp'))
    const { code, stdout, stderr } = await workspace.run(
      ['subscribers', 'import', 'people.csv', ...consent, '--dry-run'],
      {
        TMPDIR: workspace.path('tmp'),
      },
    )
    expect(code).toBe(0)
    expect(stdout).toContain('2 would be added')
    expect(stderr).toBe('')
    expect(existsSync(workspace.path('.wayforward'))).toBe(false)
    expect(readdirSync(workspace.path('tmp'))).toEqual([])
  })

  it('makes no list and no key for a file that is no list, and names the file', async () => {
    using workspace = new Workspace()
    mkdirSync(workspace.path('lists'))
    writeFileSync(workspace.path('book.xlsx'), Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]))
    writeFileSync(workspace.path('old.csv'), Buffer.from('email,name\none@example.org,Muñoz\n', 'latin1'))
    writeFileSync(workspace.path('empty.csv'), '')
    const said = async (file: string) => (await run(workspace, file, ...consent)).stderr
    expect(await said('book.xlsx')).toMatch(/^book\.xlsx error .*Excel/)
    expect(await said('old.csv')).toMatch(/^old\.csv:2:1 error .*UTF-8/)
    expect(await said('empty.csv')).toMatch(/^empty\.csv error .*empty/)
    expect(await said('lists')).toContain('lists is a folder')
    expect(existsSync(workspace.path('.wayforward'))).toBe(false)
  })

  it('names the columns it does not use, and tells a whole list without consent in one line with the way out', async () => {
    using workspace = new Workspace()
    const rows = Array.from({ length: 50 }, (_, index) => `p${index}@example.org,Al,555`)
    writeFileSync(workspace.path('people.csv'), ['Email Address,First Name,Phone', ...rows].join('\n'))
    const { stderr } = await run(workspace, 'people.csv', '--dry-run')
    expect(stderr).toContain('not used: Phone')
    expect(stderr).toContain('--map region="Phone"')
    expect(stderr.match(/does not say when/g)).toHaveLength(1)
    expect(stderr).toContain('49 more rows')
    expect(stderr).toContain('--consented-at 2024-01-31 --source "where"')
  })

  it('reads a spreadsheet’s dates once it is told what stands first', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,consented_at,source\none@example.org,1/5/24,sheet\n')
    expect((await run(workspace, 'people.csv')).stderr).toContain('--dates month-first')
    expect((await run(workspace, 'people.csv', '--dates', 'day-first')).code).toBe(0)
  })
})

describe('wayforward subscribers forget', () => {
  it('makes no list only to forget somebody', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(['subscribers', 'forget', 'one@example.org'])
    expect(code).toBe(1)
    expect(stderr).toContain('list_missing')
    expect(existsSync(workspace.path('.wayforward'))).toBe(false)
  })
})
