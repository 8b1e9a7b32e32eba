import { runGit } from './run-git.ts'

/** Whether a branch is there at a git remote. Nothing is fetched. */
export type RemoteAnswer = { kind: 'there' } | { kind: 'missing' } | { kind: 'failed'; why: string }

/** Ask a remote for a branch; comes back within `ms`. */
export async function askRemote(root: string, remote: string, branch: string, ms: number): Promise<RemoteAnswer> {
  const answer = await runGit(root, ['ls-remote', '--heads', remote, `refs/heads/${branch}`], ms)
  if (answer.kind === 'failed') return { kind: 'failed', why: answer.why.replace(/[.!?]$/, '') }
  return { kind: answer.output.trim() === '' ? 'missing' : 'there' }
}

/**
 * Receipts of issues (`sent.json`, `sent.….json`) that are in no commit, or differ from it: their paths from the top of the
 * repository. Undefined without git.
 */
export async function listLooseReceipts(root: string, issuesFolder: string, ms: number): Promise<string[] | undefined> {
  const status = ['--no-optional-locks', 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames']
  const names = ['sent.json', 'sent.*.json'].map((name) => `:(glob)${issuesFolder}/*/${name}`)
  const answer = await runGit(root, [...status, '--', ...names], ms)
  if (answer.kind === 'failed') return undefined
  const paths = answer.output.split('\0').filter((entry) => entry !== '')
  return paths.map((entry) => entry.slice(3))
}
