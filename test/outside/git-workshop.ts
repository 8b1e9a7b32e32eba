import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../store/temporary-store.ts'

export interface Person {
  name: string
  address: string
}

export const ana: Person = { name: 'Ana Núñez', address: 'ana@example.org' }
export const ben: Person = { name: 'Ben', address: 'Ben@Example.org' }

/** Nothing of the developer's own configuration or of a hook this runs in. */
const environment = { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', HOME: '/nowhere', LC_ALL: 'C' }

/** Run the git program itself. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', stdio: 'pipe' })
}

export function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** Write files and commit everything. `at` is seconds since the epoch. */
export function commit(
  folder: string,
  by: Person,
  subject: string,
  files: Record<string, string>,
  at = 1_700_000_000,
): void {
  for (const [file, text] of Object.entries(files)) write(folder, file, text)
  git(folder, 'add', '--all')
  const who = ['-c', `user.name=${by.name}`, '-c', `user.email=${by.address}`]
  const dated = { ...environment, GIT_AUTHOR_DATE: `@${at} +0000`, GIT_COMMITTER_DATE: `@${at} +0000` }
  execFileSync('git', [...who, 'commit', '--quiet', '--allow-empty', '--allow-empty-message', '-m', subject], {
    cwd: folder,
    env: dated,
  })
}

/** An empty repository whose branch is called main. */
export function newRepository(folder = temporaryFolder()): string {
  git(folder, 'init', '--quiet', '--initial-branch=main')
  return folder
}

/** A bare repository that stands for the one in the net, the home machine's clone of it, and a colleague's. */
export function remoteAndClones(first: Record<string, string>): { remote: string; home: string; desk: string } {
  const remote = temporaryFolder()
  git(remote, 'init', '--quiet', '--bare', '--initial-branch=main')
  const [desk, home] = [join(temporaryFolder(), 'desk'), join(temporaryFolder(), 'home')]
  git(dirname(desk), 'clone', '--quiet', remote, desk)
  git(desk, 'checkout', '--quiet', '-B', 'main')
  commit(desk, ana, 'Begin', first)
  git(desk, 'push', '--quiet', 'origin', 'main')
  git(dirname(home), 'clone', '--quiet', remote, home)
  return { remote, home, desk }
}
