import { openRepository } from '../../outside/git.ts'
import type { Pull } from '../../outside/repository.ts'
import { tellEditors } from './tell-editors.ts'
import type { Turn } from './turn.ts'

const everyMs = 10 * 60_000

/**
 * Fast-forward to the branch newsletter.yaml follows: now when something is due, else every ten minutes. False when
 * something is due and the branch could not be had: then nothing goes out, and the editors are told once a day.
 */
export async function followBranch(turn: Turn, isDue: boolean): Promise<boolean> {
  const { config, newsletter, memory, now } = turn
  const { follow } = newsletter
  if (!follow || (!isDue && memory.pulledAt !== undefined && now - memory.pulledAt < everyMs)) return true
  memory.pulledAt = now
  const pull = await pullFrom(config.root, follow)
  if (pull.kind === 'forwarded')
    turn.did({ kind: 'pulled', said: `${pull.commits} commits came from ${follow.remote}.` })
  if (pull.kind !== 'failed') return true
  turn.did({ kind: 'pull_failed', said: pull.why })
  if (!isDue) return true
  await tellEditors(turn, {
    key: `pull/${new Date(now).toISOString().slice(0, 10)}`,
    subject: 'Nothing goes out: the newest words could not be fetched',
    lines: [
      `Something is due, and ${follow.remote}/${follow.branch} could not be had: ${pull.why}`,
      'Nothing is sent from files that may be old. It is tried again every minute, as long as the window is open.',
    ],
  })
  return false
}

async function pullFrom(root: string, { remote, branch }: { remote: string; branch: string }): Promise<Pull> {
  const repository = await openRepository(root)
  if (!repository) return { kind: 'failed', why: 'This folder is not in a git repository, or git is not installed.' }
  return await repository.fastForward(remote, branch)
}
