import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Workspace } from './workspace.ts'

describe('where there is no newsletter', () => {
  it.each([
    ...[['init', '--name', 'X'], ['new', '2024-11'], ['check'], ['build'], ['send', '2024-11'], ['status'], ['outbox']],
    ...[['segments'], ['subscribers', 'stats'], ['subscribers', 'import', 'people.csv'], ['demo']],
  ])('wayforward %s %s says so, and leaves nothing behind', async (...args) => {
    using workspace = new Workspace()
    for (const part of ['issues', 'templates', 'scripts']) rmSync(workspace.path(part), { recursive: true })
    const { code, stderr } = await workspace.run(args)
    expect(code).toBe(1)
    expect(stderr).toContain('newsletter_not_here')
    expect(stderr).toContain('Change to its folder')
    expect(readdirSync(workspace.folder)).toEqual([])
  })

  it('tells a folder that may not be read from one that is not there', async () => {
    const ordinary = process.getuid?.() === 0 ? 65_534 : undefined
    using workspace = new Workspace()
    chmodSync(workspace.folder, 0o755)
    chmodSync(workspace.path('issues'), 0o000)
    const { code, stderr } = await workspace.run(['check'], {}, { uid: ordinary })
    chmodSync(workspace.path('issues'), 0o755)
    expect(code).toBe(1)
    expect(stderr).toContain('folder_unreadable')
  })
})

describe('wayforward build --out', () => {
  it('touches no folder of somebody else, and takes away only what a build wrote', async () => {
    using workspace = new Workspace()
    mkdirSync(workspace.path('site/i'), { recursive: true })
    writeFileSync(workspace.path('site/i/mine.txt'), 'mine')
    for (const folder of ['site', 'issues', 'templates', '.']) {
      // Checking keeps what it learned of the markup in the data folder.
      const others = () => readdirSync(workspace.path(folder)).filter((name) => name !== '.wayforward')
      const before = others()
      const { code, stderr } = await workspace.run(['build', '2024-10', '--out', folder])
      expect(code, folder).toBe(1)
      expect(stderr, folder).toContain('build_folder_foreign')
      expect(others()).toEqual(before)
    }
    expect(readFileSync(workspace.path('site/i/mine.txt'), 'utf8')).toBe('mine')

    expect((await workspace.run(['build', '2024-10', '--out', 'out'])).code).toBe(0)
    writeFileSync(workspace.path('out/notes.txt'), 'mine')
    expect((await workspace.run(['build', '2024-04', '--out', 'out'])).code).toBe(0)
    expect(readFileSync(workspace.path('out/notes.txt'), 'utf8')).toBe('mine')
    const { issue, editions } = JSON.parse(readFileSync(workspace.path('out/manifest.json'), 'utf8'))
    expect(issue).toBe('2024-04-second-chances')
    const mails = readdirSync(workspace.path('out')).filter((name) => /\.html$/.test(name) && name !== 'index.html')
    expect(mails.sort()).toEqual(editions.map(({ html }: { html: string }) => html).sort())
  })

  it('says that a file stands where a folder is wanted', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('notes.csv'), 'mine')
    const build = await workspace.run(['build', '2024-10', '--out', 'notes.csv'])
    const add = ['subscribers', 'add', 'one@example.org', '--language', 'en', '--source', 'by hand']
    const added = await workspace.run(add, { WAYFORWARD_DATA: 'notes.csv' })
    for (const { code, stderr } of [build, added]) {
      expect(code).toBe(1)
      expect(stderr).toContain('folder_is_file')
    }
    expect(readFileSync(workspace.path('notes.csv'), 'utf8')).toBe('mine')
  })
})

describe('a command that is called in a way it cannot be', () => {
  it.each([
    [['outbox', '--clear'], 'Name the issue'],
    [['outbox', '--export', 'mails', '--limit', 'abc'], 'whole number'],
    [['subscribers', 'import', 'people.csv', '--map', 'email'], '--map email="Email Address"'],
    [['subscribers', 'import', 'people.csv', '--dates', 'us'], 'month-first'],
  ])('%j says so', async (args, words) => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(args)
    expect(code).toBe(2)
    expect(stderr).toContain(words)
  })

  it('has nothing to export from an empty outbox', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['outbox', '--export', 'mails'])).stderr).toContain('The outbox is empty')
    expect(existsSync(workspace.path('mails'))).toBe(false)
  })
})
