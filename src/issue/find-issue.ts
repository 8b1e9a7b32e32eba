import { readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { nearest } from '../problem/nearest.ts'
import { reasonOf } from './file-reason.ts'
import { fileUnreadable, issueAmbiguous, issuesMissing, issueUnknown } from './problems.ts'

/** Beside the issues lies the language guide, which may hold a README. */
const guideFolder = 'guide'

/**
 * The folders that hold an issue, newest first: by the month their names begin with, then by name.
 *
 * @throws Problem file_unreadable where the folder is there and cannot be read; one that is not there holds none.
 */
export async function listIssues(issuesFolder: string): Promise<string[]> {
  const entries = await readdir(issuesFolder, { withFileTypes: true }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    const file = basename(resolve(issuesFolder))
    throw fileUnreadable({ file, why: reasonOf(cause) }, { file, cause })
  })
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== guideFolder)
    .map(({ name }) => name)
  const held = await Promise.all(
    folders.map(async (name) => (await listFolder(join(issuesFolder, name))).some((entry) => isMarkdown(entry.name))),
  )
  const issues = folders.filter((_, index) => held[index])
  return issues.sort((a, b) => compare(monthOf(b), monthOf(a)) || compare(a, b))
}

/**
 * Find an issue by its folder's name or a part of it that fits no other; the newest without a name.
 *
 * @returns the folder's name.
 * @throws Problem issues_missing, issue_unknown, issue_ambiguous, file_unreadable
 */
export async function findIssue(issuesFolder: string, name?: string): Promise<string> {
  const issues = await listIssues(issuesFolder)
  const newest = issues[0]
  if (newest === undefined) throw issuesMissing({ folder: basename(resolve(issuesFolder)) })
  if (name === undefined) return newest
  // A path completed by the shell names the folder just as well.
  const wanted = basename(name.replaceAll('\\', '/'))
  if (issues.includes(wanted)) return wanted
  const candidates = wanted === '' ? [] : issues.filter((issue) => issue.toLowerCase().includes(wanted.toLowerCase()))
  const [only, ...others] = candidates
  if (only === undefined) {
    throw issueUnknown({ name: wanted, meant: nearestIssue(wanted, issues), newest: issues.slice(0, 3) })
  }
  if (others.length > 0) throw issueAmbiguous({ name: wanted, candidates })
  return only
}

/** A slip is as likely in the words after the month as in the whole name. */
function nearestIssue(name: string, issues: string[]): string | undefined {
  const words = new Map(issues.map((issue) => [issue.replace(/^\d{4}-\d{2}-/, ''), issue]))
  const meant = nearest(name, issues)
  return meant ?? words.get(nearest(name, [...words.keys()]) ?? '')
}

async function listFolder(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const isMarkdown = (name: string): boolean => name.endsWith('.md') && !name.startsWith('.')
const monthOf = (name: string): string => /^\d{4}-\d{2}/.exec(name)?.[0] ?? ''
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
