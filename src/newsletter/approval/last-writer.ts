import { relative, sep } from 'node:path'
import type { Editor } from '../../approval/editor.ts'
import { foldName } from '../../approval/fold-name.ts'
import { normaliseAddress } from '../../audience/address.ts'
import type { Config } from '../../config.ts'
import { openRepository } from '../../outside/git.ts'
import { approvalByLastWriter, approvalNeedsGit, issueUncommitted } from '../approval-problems.ts'
import { writeDay } from './describe-approval.ts'

/**
 * Hold that who wrote last in an issue does not approve it. The writer is the author of the newest commit in its folder,
 * by address or by name.
 *
 * @param zone IANA zone in which the day of that commit is told.
 * @throws Problem approval_needs_git, issue_uncommitted, approval_by_last_writer, git_unreadable
 */
export async function refuseLastWriter(config: Config, issue: string, editor: Editor, zone: string): Promise<void> {
  const repository = await openRepository(config.root)
  if (!repository) throw approvalNeedsGit({ issue, why: 'this folder is not kept in git, or there is no git program' })
  const pathOf = (folder: string): string => relative(config.root, folder).split(sep).join('/')
  const folder = `${pathOf(config.issuesFolder)}/${issue}`
  const [last, uncommitted] = await Promise.all([
    repository.lastChange([folder]),
    repository.uncommitted([folder, pathOf(config.templatesFolder)]),
  ])
  if (!last) throw approvalNeedsGit({ issue, why: 'no commit holds it yet' })
  if (uncommitted.length > 0) throw issueUncommitted({ issue, files: uncommitted })
  const { author, files, at } = last
  if (normaliseAddress(author.address) !== editor.address && foldName(author.name) !== foldName(editor.name)) return
  throw approvalByLastWriter({ name: editor.name, issue, files, day: writeDay(at, zone) })
}
