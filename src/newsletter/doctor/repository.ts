import { defineNewsletterCheck } from './check.ts'
import type { Outside } from './consultation.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

/** Files travel by git, and receipts with them. */
export const repository = defineNewsletterCheck('git', async ({ follow, signOffs, provider }, { outside }) => {
  const [loose, changed] = await Promise.all([outside.looseReceipts(), outside.uncommitted()])
  if (loose === undefined || changed === undefined) {
    if (follow)
      return fail(
        'git',
        'newsletter.yaml follows a branch, and this folder is no git repository.',
        'Work in a clone of the repository.',
      )
    if (signOffs.writerMayApprove) return ok('git', 'This folder is no git repository.')
    const say = provider === 'resend' ? fail : warn
    return say(
      'git',
      'This folder is no git repository, so nobody knows who wrote last, and approvals are refused.',
      'Work in a clone of the repository, or let writers approve: signOffs.writerMayApprove in newsletter.yaml.',
    )
  }
  return [judgeFiles(loose, changed, follow !== undefined), ...(follow ? [await judgeRemote(follow, outside)] : [])]
})

/** @param changed files of issues and templates that are not committed. */
export function judgeFiles(loose: string[], changed: string[], follows: boolean): Finding {
  if (loose.length > 0) {
    return warn(
      'git',
      `The receipt that an issue was sent is not committed: ${some(loose)}. Another copy of the list could send it again.`,
      `git add ${loose.slice(0, 3).join(' ')} && git commit -m "Sent", then git push.`,
    )
  }
  if (changed.length > 0) {
    const stops = follows ? ' They can keep `serve` from taking over what others wrote.' : ''
    return warn('git', `Not committed yet: ${some(changed)}.${stops}`, 'Commit and push them, or take them back.')
  }
  return ok('git', 'Issues, templates and receipts are committed.')
}

async function judgeRemote(follow: { remote: string; branch: string }, outside: Outside): Promise<Finding> {
  const { remote, branch } = follow
  const answer = await outside.remote(remote, branch)
  const subject = 'git remote'
  if (answer.kind === 'failed')
    return unasked(subject, answer.why, `\`git fetch ${remote}\` as the user who runs \`serve\` shows what is wrong.`)
  if (answer.kind === 'missing') {
    return fail(subject, `There is no branch ${branch} at ${remote}.`, 'Correct follow: in newsletter.yaml.')
  }
  return ok(subject, `${remote} answers and has ${branch}.`)
}

function some(files: string[]): string {
  return files.length <= 3 ? files.join(', ') : `${files.slice(0, 3).join(', ')} and ${files.length - 3} more`
}
