import type { Pull, Refuse } from '../repository.ts'
import { networkMs, runGit } from '../run-git.ts'

/** What belongs to the program: its change is deployed by a person, who installs and starts it anew. */
const programFolders = ['src/', 'scripts/']
const programFiles = ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc']

const failed = (why: string): Pull => ({ kind: 'failed', why })

/**
 * Fetch a branch and move to it, if that loses nothing: `repository.ts` says what stops it.
 *
 * @param prefix the workspace from the repository's root, empty or with `/` at its end.
 */
export async function fastForward(
  folder: { top: string; prefix: string },
  remote: string,
  branch: string,
  refuse: Refuse = async () => undefined,
): Promise<Pull> {
  const { top, prefix } = folder
  // A ref of our own: FETCH_HEAD is anybody's who fetches at the same time.
  const ref = `refs/wayforward/${remote.replaceAll(/[^\w-]/g, '-')}/${branch}`
  const fetched = await runGit(
    top,
    ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', remote, `+refs/heads/${branch}:${ref}`],
    networkMs,
    [await sshSetting(top)],
  )
  if (fetched.kind === 'failed') {
    return failed(`The branch ${branch} could not be fetched from ${remote}: ${fetched.why}`)
  }

  const counted = await runGit(top, ['rev-list', '--left-right', '--count', `HEAD...${ref}`])
  if (counted.kind === 'failed') {
    return failed(`What came from ${remote} could not be compared with what is here: ${counted.why}`)
  }
  const [ahead = Number.NaN, behind = Number.NaN] = counted.output.trim().split(/\s+/).map(Number)
  if (behind === 0) return { kind: 'current' }
  if (ahead !== 0) {
    return failed(
      `The files here and ${branch} at ${remote} have parted: each has commits that the other lacks. A person has to bring them together.`,
    )
  }

  const incoming = await runGit(top, ['diff', '--name-only', '-z', '--no-renames', '--no-relative', 'HEAD', ref])
  if (incoming.kind === 'failed') {
    return failed(`What came from ${remote} could not be compared with what is here: ${incoming.why}`)
  }
  const files = names(incoming.output)
  const program = files.find(
    (file) => isProgram(file) || (file.startsWith(prefix) && isProgram(file.slice(prefix.length))),
  )
  if (program !== undefined) {
    return failed(
      `What came from ${remote} changes Wayforward itself (${program}), and that is deployed by a person: pull, run \`npm ci\`, and start it again.`,
    )
  }

  const refused = await refuse(async (path) => {
    if (!files.includes(prefix + path)) return undefined
    const text = await runGit(top, ['cat-file', 'blob', `${ref}:${prefix}${path}`])
    return text.kind === 'done' ? text.output : null
  })
  if (refused !== undefined) return failed(refused)

  // Refuses as a whole where a file that was changed here, or is in no commit, or is ignored (the list, what is installed),
  // would be overwritten.
  const merged = await runGit(top, [
    ...['merge', '--ff-only', '--no-overwrite-ignore', '--no-verify-signatures', '--no-stat', '--quiet', ref],
  ])
  if (merged.kind === 'failed') return failed(await whyNot(top, files, merged.why))
  return { kind: 'forwarded', commits: behind }
}

async function whyNot(top: string, incoming: string[], said: string): Promise<string> {
  const status = await runGit(top, [
    ...['--no-optional-locks', 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'],
    '--ignored=matching',
  ])
  const changed = status.kind === 'done' ? names(status.output).map((entry) => entry.slice(3)) : []
  const inTheWay = incoming.filter((file) =>
    changed.some((path) => path === file || (path.endsWith('/') && file.startsWith(path))),
  )
  if (inTheWay.length === 0) return `What was fetched could not be put in place: ${said}`
  const shown = inTheWay.slice(0, 3).join(', ') + (inTheWay.length > 3 ? ` and ${inTheWay.length - 3} more` : '')
  return `What was fetched could not be put in place, because it would overwrite changes that are only here: ${shown}.`
}

function isProgram(file: string): boolean {
  return programFolders.some((name) => file.startsWith(name)) || programFiles.includes(file)
}

function names(output: string): string[] {
  return output.split('\0').filter((name) => name !== '')
}

/** The ssh this repository uses, told to fail where it would ask. What is no OpenSSH is left as it is. */
async function sshSetting(top: string): Promise<string> {
  const configured = await runGit(top, ['config', '--get', 'core.sshCommand'])
  const command = (configured.kind === 'done' && configured.output.trim()) || 'ssh'
  const program = command.split(/\s/)[0] ?? ''
  const quiet = /(^|\/)ssh$/.test(program) ? ' -oBatchMode=yes -oConnectTimeout=20' : ''
  return `core.sshCommand=${command}${quiet}`
}
