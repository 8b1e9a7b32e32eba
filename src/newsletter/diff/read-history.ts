import type { Repository } from '../../outside/repository.ts'

/** One person's part in what changed. */
export interface Contributor {
  name: string
  changes: number
  /** Below the workspace, sorted. */
  files: string[]
  /** ISO instant of their last change. */
  lastAt: string
}

/** Who changed the issue and the look since the other one went out. */
export interface History {
  /** ISO instant. */
  since: string
  /** The most recent first. */
  people: Contributor[]
  /** Files whose changes nobody has put into git yet, sorted. */
  uncommitted: string[]
}

/** The files an issue is made of, as git knows them. */
function pathsOf(issue: string): string[] {
  return [`issues/${issue}`, 'issues/newsletter.yaml', 'templates']
}

/**
 * Ask git who changed what an issue is made of. Names only: addresses are nobody's business here.
 *
 * @param since epoch milliseconds.
 */
export async function readHistory(repository: Repository, issue: string, since: number): Promise<History> {
  const paths = pathsOf(issue)
  const changes = await repository.changes(paths, since)
  const people = new Map<string, { changes: number; files: Set<string>; last: number }>()
  for (const { author, at, files } of changes) {
    const known = people.get(author.name) ?? { changes: 0, files: new Set(), last: at }
    known.changes += 1
    for (const file of files.filter((path) => concerns(path, paths))) known.files.add(file)
    known.last = Math.max(known.last, at)
    people.set(author.name, known)
  }
  const uncommitted = await repository.uncommitted(paths)
  return {
    since: new Date(since).toISOString(),
    people: [...people]
      .sort(([, a], [, b]) => b.last - a.last)
      .map(([name, { changes: count, files, last }]) => ({
        name,
        changes: count,
        files: [...files].sort(),
        lastAt: new Date(last).toISOString(),
      })),
    uncommitted: [...uncommitted].sort(),
  }
}

function concerns(file: string, paths: readonly string[]): boolean {
  return paths.some((path) => file === path || file.startsWith(`${path}/`))
}
