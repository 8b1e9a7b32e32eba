import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fastForward } from './git/fast-forward.ts'
import { gitUnreadable } from './git/problems.ts'
import { logFormat, readLog, readMentions } from './git/read-log.ts'
import type { KeptHistory, Mention, Repository } from './repository.ts'
import { runGit } from './run-git.ts'

const changesMost = 200

/**
 * The repository a workspace lies in, by the git program. Undefined without a git program, or where the folder is in no
 * repository.
 *
 * @param root absolute.
 * @throws Problem git_unreadable where there is a repository that git refuses to read; every method too, where reading fails
 */
export async function openRepository(root: string): Promise<(Repository & KeptHistory) | undefined> {
  const found = await runGit(root, ['rev-parse', '--show-toplevel', '--show-prefix'])
  if (found.kind === 'failed') {
    if (found.missing || !isMarked(root)) return undefined
    throw gitUnreadable({ folder: root, why: found.why })
  }
  const [top = root, prefix = ''] = found.output.split('\n')

  const read = async (args: string[]): Promise<string> => {
    const answer = await runGit(root, args)
    if (answer.kind === 'failed') throw gitUnreadable({ folder: root, why: answer.why })
    return answer.output
  }
  const readChanges = async (paths: string[], limits: string[]) => {
    // Before the first commit there is no history, and git calls asking for one a mistake.
    const head = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])
    if (head.kind === 'failed') return []
    const shape = ['-z', '--cc', '--name-only', '--relative', '--no-renames', '--no-show-signature', '--encoding=UTF-8']
    return readLog(await read(['log', ...shape, logFormat, ...limits, '--', ...pathspecs(paths)]))
  }

  const readAll = async (limits: string[], paths: string[]): Promise<Mention[]> => {
    const shape = ['-z', '--all', '--reverse', '--name-only', '--relative', '--no-renames', '--no-show-signature']
    return readMentions(await read(['log', ...shape, logFormat, ...limits, '--', ...pathspecs(paths)]))
  }

  return {
    async lastChange(paths) {
      const [newest] = await readChanges(paths, ['--max-count=1'])
      return newest
    },
    async changes(paths, since) {
      return await readChanges(paths, [`--max-count=${changesMost}`, `--since=${new Date(since).toISOString()}`])
    },
    async uncommitted(paths) {
      const output = await read([
        ...['--no-optional-locks', 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'],
        ...['--', ...pathspecs(paths)],
      ])
      const entries = output.split('\0').filter((entry) => entry !== '')
      // Two letters of state and a space, then the path from the top, whatever the folder asked in.
      return entries
        .map((entry) => entry.slice(3))
        .map((file) => (file.startsWith(prefix) ? file.slice(prefix.length) : file))
    },
    async mentions(words, paths) {
      return await readAll([`-S${words}`], paths)
    },
    async touched(files) {
      return files.length === 0 ? [] : await readAll([], files)
    },
    async wouldKeep(file) {
      const listed = await runGit(root, [
        ...['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', `:(literal)${file}`],
      ])
      return listed.kind === 'done' && listed.output !== ''
    },
    async fastForward(remote, branch, refuse) {
      return await fastForward({ top, prefix }, remote, branch, refuse)
    },
  }
}

/** Names as they are: a bracket in a folder's name is no pattern. Receipts are Wayforward's own and nobody's writing. */
function pathspecs(paths: string[]): string[] {
  const receipts = ['sent.json', 'sent.*.json'].map((name) => `:(exclude,glob)**/${name}`)
  return [...paths.map((path) => `:(literal)${path}`), ...receipts]
}

/** Whether a repository was begun here or above, whatever git says of it. */
function isMarked(root: string): boolean {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true
    if (dirname(folder) === folder) return false
  }
}
