import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Turn } from './turn.ts'

/** The list, the day and the clock change what may go out, too. */
const lookAgainMs = 15 * 60_000

/** Whether something that could not go out looks as it did then: nothing is rendered every minute to find the same. */
export async function isUnchanged(turn: Turn, key: string, issues: string[]): Promise<boolean> {
  const before = turn.memory.blocked.get(key)
  return before !== undefined && before === (await fingerprint(turn, issues))
}

export async function rememberBlocked(turn: Turn, key: string, issues: string[]): Promise<void> {
  turn.memory.blocked.set(key, await fingerprint(turn, issues))
}

async function fingerprint({ config, list, now }: Turn, issues: string[]): Promise<string> {
  const approvals = await Promise.all(issues.map((issue) => list.approvals.list(issue)))
  const folders = [...issues.map((issue) => join(config.issuesFolder, issue)), config.templatesFolder]
  const changed = await Promise.all([join(config.issuesFolder, 'newsletter.yaml'), ...folders].map(newestBelow))
  return JSON.stringify([
    issues,
    approvals.map((given) => given.map(({ at, contentHash }) => [at, contentHash])),
    changed,
    Math.floor(now / lookAgainMs),
  ])
}

/** When anything at or below a path was last changed, and how many entries there are. */
async function newestBelow(path: string): Promise<[number, number]> {
  const names = await readdir(path, { recursive: true }).catch((): string[] => [])
  const times = await Promise.all(
    ['', ...names].map((name) =>
      stat(join(path, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  return [Math.max(...times), times.length]
}
