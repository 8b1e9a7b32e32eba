import { chmodSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openRepository } from '../../src/outside/git.ts'
import type { Repository } from '../../src/outside/repository.ts'
import { temporaryFolder } from '../store/temporary-store.ts'
import { ana, ben, commit, git, newRepository, remoteAndClones, write } from './git-workshop.ts'

const issue = 'issues/2024-11-thanks'

// As a person has it who likes it their own way: none of this may reach what Wayforward reads.
const ownWay = `
[log]
  showSignature = true
  date = relative
[color]
  ui = always
[core]
  pager = false
  quotePath = true
  sshCommand = false
[status]
  showUntrackedFiles = no
  relativePaths = false
[diff]
  noprefix = true
  external = false
  renames = copies
[i18n]
  logOutputEncoding = latin1
[merge]
  verifySignatures = true
  autoStash = true
[fetch]
  prune = true
[alias]
  log = !false
`
beforeEach(() => {
  const home = temporaryFolder()
  write(home, '.gitconfig', ownWay)
  vi.stubEnv('HOME', home)
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1')
})
afterEach(() => vi.unstubAllEnvs())

async function open(folder: string): Promise<Repository> {
  const repository = await openRepository(folder)
  if (!repository) throw new Error('no repository')
  return repository
}

describe('the repository of a workspace', () => {
  it('is absent where the folder lies in none, or there is no git program', async () => {
    expect(await openRepository(temporaryFolder())).toBeUndefined()
    const folder = newRepository()
    vi.stubEnv('PATH', temporaryFolder())
    expect(await openRepository(folder)).toBeUndefined()
  })

  it('is a problem where git refuses to read it', async () => {
    const folder = temporaryFolder()
    write(folder, '.git', 'gitdir: /nowhere/at/all')
    await expect(openRepository(folder)).rejects.toMatchObject({ code: 'git_unreadable' })
  })

  it('is found by a process that a git hook started', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Begin', { [`${issue}/en.md`]: 'a' })
    vi.stubEnv('GIT_DIR', join(temporaryFolder(), '.git'))
    vi.stubEnv('GIT_EDITOR', 'false')
    expect((await (await open(folder)).lastChange([issue]))?.author.name).toBe(ana.name)
  })
})

describe('who wrote what', () => {
  it('knows the newest commit that touched a path, and nothing before the first one', async () => {
    const folder = newRepository()
    const repository = await open(folder)
    expect(await repository.lastChange([issue])).toBeUndefined()
    commit(folder, ana, 'Write “thanks”', { [`${issue}/en.md`]: 'a', [`${issue}/es.md`]: 'a' }, 1_700_000_000)
    commit(folder, ben, 'Something else', { 'templates/brand.yaml': 'b' }, 1_700_000_100)
    expect(await repository.lastChange([issue])).toEqual({
      author: ana,
      at: 1_700_000_000_000,
      subject: 'Write “thanks”',
      files: [`${issue}/en.md`, `${issue}/es.md`],
    })
    expect((await repository.lastChange([issue, 'templates']))?.author).toEqual(ben)
    expect(await repository.lastChange(['issues/2024-12-none'])).toBeUndefined()
  })

  it('counts a receipt for nobody’s writing', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Write', { [`${issue}/en.md`]: 'a' })
    commit(folder, ben, 'Keep the receipts', { [`${issue}/sent.json`]: '{}', [`${issue}/sent.wave-2.json`]: '{}' })
    write(folder, `${issue}/sent.wave-3.json`, '{}')
    expect(await (await open(folder)).uncommitted([issue])).toEqual([])
    write(folder, `${issue}/sent.json`, '{"again": true}')
    const repository = await open(folder)
    expect((await repository.lastChange([issue]))?.author).toEqual(ana)
    expect(await repository.uncommitted([issue])).toEqual([])
  })

  it('takes who settled a conflict in a merge for a writer', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Write', { [`${issue}/en.md`]: 'a' }, 1_700_000_000)
    git(folder, 'checkout', '--quiet', '-b', 'side')
    commit(folder, ana, 'Side', { [`${issue}/en.md`]: 'b' }, 1_700_000_100)
    git(folder, 'checkout', '--quiet', 'main')
    commit(folder, ana, 'Main', { [`${issue}/en.md`]: 'c' }, 1_700_000_200)
    expect(() => git(folder, 'merge', 'side')).toThrow()
    commit(folder, ben, 'Settle it', { [`${issue}/en.md`]: 'd' }, 1_700_000_300)
    expect(await (await open(folder)).lastChange([issue])).toMatchObject({ author: ben, files: [`${issue}/en.md`] })
  })

  it('reads names with spaces, quotes, letters of any language and brackets as they are', async () => {
    const folder = newRepository()
    const odd = 'issues/2024-11 [ca] "đón" *'
    commit(folder, ana, 'Odd', { [`${odd}/một "hai".md`]: 'a', 'issues/2024-11 c/en.md': 'b' })
    commit(folder, ben, '', { 'issues/2024-11 c/en.md': 'c' })
    const repository = await open(folder)
    expect(await repository.lastChange([odd])).toMatchObject({ author: ana, files: [`${odd}/một "hai".md`] })
    write(folder, `${odd}/mới\tvà.md`, 'new')
    expect(await repository.uncommitted([odd])).toEqual([`${odd}/mới\tvà.md`])
  })

  it('lists commits since a time, newest first, also those without words or files', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Long ago', { [`${issue}/en.md`]: 'a' }, 1_600_000_000)
    commit(folder, ana, 'One', { [`${issue}/en.md`]: 'b' }, 1_700_000_000)
    commit(folder, ben, 'Elsewhere', { 'README.md': 'b' }, 1_700_000_100)
    commit(folder, ben, 'Two', { [`${issue}/en.md`]: 'c', [`${issue}/vi.md`]: 'c' }, 1_700_000_200)
    const changes = await (await open(folder)).changes(['issues'], 1_650_000_000_000)
    expect(changes.map(({ subject, files }) => [subject, files.length])).toEqual([
      ['Two', 2],
      ['One', 1],
    ])
  })

  it('speaks of files from the workspace’s folder where that is a part of a repository', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Begin', { [`news/${issue}/en.md`]: 'a', 'site/index.html': 'b' })
    write(folder, `news/${issue}/es.md`, 'new')
    const repository = await open(join(folder, 'news'))
    expect((await repository.lastChange([issue]))?.files).toEqual([`${issue}/en.md`])
    expect(await repository.uncommitted(['issues', 'templates'])).toEqual([`${issue}/es.md`])
  })

  it('names what is changed, new, staged, moved or gone, and not what git ignores', async () => {
    const folder = newRepository()
    commit(folder, ana, 'Begin', {
      ...{ '.gitignore': '*.csv', [`${issue}/en.md`]: 'a', [`${issue}/es.md`]: 'long enough to be a rename' },
      ...{ [`${issue}/vi.md`]: 'c', 'templates/brand.yaml': 'd' },
    })
    const repository = await open(folder)
    expect(await repository.uncommitted(['issues', 'templates'])).toEqual([])
    write(folder, `${issue}/en.md`, 'changed')
    git(folder, 'mv', `${issue}/es.md`, `${issue}/es-MX.md`)
    git(folder, 'rm', '--quiet', `${issue}/vi.md`)
    write(folder, `${issue}/people.csv`, 'ignored')
    write(folder, 'templates/words/new.yaml', 'new')
    write(folder, 'elsewhere.md', 'new')
    expect((await repository.uncommitted(['issues', 'templates'])).sort()).toEqual([
      ...[`${issue}/en.md`, `${issue}/es-MX.md`, `${issue}/es.md`, `${issue}/vi.md`, 'templates/words/new.yaml'],
    ])
  })
})

describe('following a branch', () => {
  const first = { [`${issue}/en.md`]: 'first', 'package.json': '{}' }
  const text = (folder: string): string => readFileSync(join(folder, issue, 'en.md'), 'utf8')
  const push = (desk: string): string => git(desk, 'push', '--quiet', 'origin', 'main')

  it('brings what is new, and says so once', async () => {
    const { home, desk } = remoteAndClones(first)
    const repository = await open(home)
    expect(await repository.fastForward('origin', 'main')).toEqual({ kind: 'current' })
    commit(desk, ben, 'Two', { [`${issue}/en.md`]: 'second' })
    commit(desk, ben, 'Three', { [`${issue}/en.md`]: 'third', 'templates/new.mjml': 'n' })
    push(desk)
    expect(await repository.fastForward('origin', 'main')).toEqual({ kind: 'forwarded', commits: 2 })
    expect(text(home)).toBe('third')
    expect(await repository.fastForward('origin', 'main')).toEqual({ kind: 'current' })
    expect(git(home, 'status', '--porcelain')).toBe('')
  })

  it('is current when only this side has something new', async () => {
    const { home } = remoteAndClones(first)
    commit(home, ana, 'Here', { [`${issue}/en.md`]: 'here' })
    expect(await (await open(home)).fastForward('origin', 'main')).toEqual({ kind: 'current' })
    expect(text(home)).toBe('here')
  })

  it('changes nothing when the histories have parted', async () => {
    const { home, desk } = remoteAndClones(first)
    commit(home, ana, 'Here', { [`${issue}/en.md`]: 'here' })
    commit(desk, ben, 'There', { [`${issue}/es.md`]: 'there' })
    push(desk)
    expect(await (await open(home)).fastForward('origin', 'main')).toMatchObject({
      ...{ kind: 'failed', why: expect.stringContaining('have parted') },
    })
    expect(text(home)).toBe('here')
  })

  it('changes nothing when history was written anew', async () => {
    const { home, desk } = remoteAndClones(first)
    commit(desk, ben, 'Two', { [`${issue}/en.md`]: 'second' })
    push(desk)
    const repository = await open(home)
    await repository.fastForward('origin', 'main')
    git(desk, 'reset', '--quiet', '--hard', 'HEAD~1')
    commit(desk, ben, 'Another two', { [`${issue}/en.md`]: 'other' }, 1_700_000_500)
    git(desk, 'push', '--quiet', '--force', 'origin', 'main')
    expect(await repository.fastForward('origin', 'main')).toMatchObject({ kind: 'failed' })
    expect(text(home)).toBe('second')
  })

  it('overwrites nothing that was changed here, and names it', async () => {
    const { home, desk } = remoteAndClones(first)
    write(home, `${issue}/en.md`, 'changed by hand')
    write(home, `${issue}/vi.md`, 'new here')
    commit(desk, ben, 'There', { [`${issue}/en.md`]: 'second', [`${issue}/vi.md`]: 'there', [`${issue}/es.md`]: 'x' })
    push(desk)
    const pull = await (await open(home)).fastForward('origin', 'main')
    expect(pull).toMatchObject({ kind: 'failed', why: expect.stringContaining(`${issue}/en.md, ${issue}/vi.md`) })
    expect(text(home)).toBe('changed by hand')
    expect(git(home, 'status', '--porcelain').split('\n')).toEqual([` M ${issue}/en.md`, `?? ${issue}/vi.md`, ''])
  })

  it('leaves changes and receipts alone that are in nobody’s way', async () => {
    const { home, desk } = remoteAndClones({ ...first, 'templates/brand.yaml': 'a' })
    write(home, 'templates/brand.yaml', 'changed by hand')
    write(home, `${issue}/sent.json`, '{}')
    commit(desk, ben, 'There', { [`${issue}/en.md`]: 'second' })
    push(desk)
    expect(await (await open(home)).fastForward('origin', 'main')).toEqual({ kind: 'forwarded', commits: 1 })
    expect(readFileSync(join(home, 'templates/brand.yaml'), 'utf8')).toBe('changed by hand')
  })

  it.each([
    ['package-lock.json', ''],
    ['src/cli/main.ts', ''],
    ['src/cli/main.ts', 'news'],
    ['news/scripts/build.mjs', 'news'],
  ])('leaves a change of %s to a person, the workspace being at “%s”', async (file, workspace) => {
    const { home, desk } = remoteAndClones({ ...first, 'news/issues/newsletter.yaml': 'n' })
    commit(desk, ben, 'A new version', { [file]: 'new', [`${issue}/en.md`]: 'second' })
    push(desk)
    expect(await (await open(join(home, workspace))).fastForward('origin', 'main')).toMatchObject({
      ...{ kind: 'failed', why: expect.stringContaining(file) },
    })
    expect(text(home)).toBe('first')
  })

  it('never writes over what git ignores: the list and the ledger, what is installed', async () => {
    for (const file of [
      '.wayforward/wayforward.db',
      'data/wayforward.db',
      'node_modules/hono/index.js',
      'dist/main.js',
    ]) {
      const ignored = '.wayforward\ndata\nnode_modules\ndist\n'
      const { home, desk } = remoteAndClones({ '.gitignore': ignored, [`${issue}/en.md`]: 'first' })
      write(home, file, 'ours')
      write(desk, file, 'theirs')
      git(desk, 'add', '--force', file)
      commit(desk, ben, 'Added by mistake', { [`${issue}/en.md`]: 'second' })
      push(desk)
      const pull = await (await open(home)).fastForward('origin', 'main')
      expect(pull).toMatchObject({ kind: 'failed', why: expect.stringContaining(file) })
      expect(readFileSync(join(home, file), 'utf8')).toBe('ours')
      expect(readFileSync(join(home, `${issue}/en.md`), 'utf8')).toBe('first')
    }
  })

  it('brings nothing that its caller will not have', async () => {
    const { home, desk } = remoteAndClones({ 'issues/newsletter.yaml': 'name: A', [`${issue}/en.md`]: 'first' })
    const seen: unknown[] = []
    const take = async () =>
      await (await open(home)).fastForward('origin', 'main', async (incoming) => {
        seen.push(await incoming('issues/newsletter.yaml'), await incoming(`${issue}/es.md`))
        return 'Not this.'
      })
    commit(desk, ben, 'There', { 'issues/newsletter.yaml': 'name: [' })
    push(desk)
    expect(await take()).toEqual({ kind: 'failed', why: 'Not this.' })
    git(desk, 'rm', '--quiet', 'issues/newsletter.yaml')
    commit(desk, ben, 'Gone', {})
    push(desk)
    await take()
    expect(seen).toEqual(['name: [', undefined, null, undefined])
    expect(readFileSync(join(home, 'issues/newsletter.yaml'), 'utf8')).toBe('name: A')
  })

  it('says what cannot be reached, without the password in its address', async () => {
    const { home } = remoteAndClones(first)
    const repository = await open(home)
    expect(await repository.fastForward('elsewhere', 'main')).toMatchObject({ kind: 'failed' })
    expect(await repository.fastForward('origin', 'no-such-branch')).toMatchObject({
      ...{ kind: 'failed', why: expect.stringContaining('no-such-branch') },
    })
    git(home, 'remote', 'set-url', 'origin', 'http://robot:s3cret@127.0.0.1:9/news.git')
    const pull = await repository.fastForward('origin', 'main')
    expect(pull).toMatchObject({ kind: 'failed', why: expect.stringMatching(/127\.0\.0\.1/) })
    expect(JSON.stringify(pull)).not.toContain('s3cret')
  })

  it('fails where a server asks for a name and a password: nobody is asked', async () => {
    const { home } = remoteAndClones(first)
    const server = createServer((_, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="news"' }).end()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    git(home, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/news.git`)
    try {
      expect(await (await open(home)).fastForward('origin', 'main')).toMatchObject({ kind: 'failed' })
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })

  it('is told not to ask by ssh either, and keeps the key the repository names', async () => {
    const { home } = remoteAndClones(first)
    const seen = join(temporaryFolder(), 'seen')
    const ssh = join(temporaryFolder(), 'ssh')
    write(ssh, '../ssh', `#!/bin/sh\necho "$@" > "${seen}"\nexit 255\n`)
    chmodSync(ssh, 0o755)
    git(home, 'config', 'core.sshCommand', `${ssh} -i deploy-key`)
    git(home, 'remote', 'set-url', 'origin', 'git@news.example.org:news.git')
    expect(await (await open(home)).fastForward('origin', 'main')).toMatchObject({ kind: 'failed' })
    expect(readFileSync(seen, 'utf8')).toMatch(/-i deploy-key .*BatchMode=yes/)
  })
})
