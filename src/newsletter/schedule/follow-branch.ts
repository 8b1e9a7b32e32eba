import { join, relative, sep } from 'node:path'
import type { Config } from '../../config.ts'
import { parseNewsletter } from '../../issue/read-newsletter.ts'
import { openRepository } from '../../outside/git.ts'
import type { Pull, Refuse } from '../../outside/repository.ts'
import { Problem } from '../../problem/problem.ts'
import { firstError } from '../first-error.ts'
import { tellEditors } from './tell-editors.ts'
import type { Turn } from './turn.ts'

type Incoming = Parameters<Refuse>[0]

const everyMs = 10 * 60_000

/**
 * Fast-forward to the branch newsletter.yaml follows: now when something is due, else every ten minutes. False when
 * something is due and the branch could not be had: then nothing goes out, and the editors are told once a day.
 */
export async function followBranch(turn: Turn, isDue: boolean): Promise<boolean> {
  const { config, newsletter, memory, now } = turn
  const { follow } = newsletter
  if (!follow || (!isDue && memory.pulledAt !== undefined && Math.abs(now - memory.pulledAt) < everyMs)) return true
  memory.pulledAt = now
  const pull = await pullFrom(config, follow)
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

async function pullFrom(config: Config, { remote, branch }: { remote: string; branch: string }): Promise<Pull> {
  try {
    const repository = await openRepository(config.root)
    if (!repository) return { kind: 'failed', why: 'This folder is not in a git repository, or git is not installed.' }
    return await repository.fastForward(remote, branch, (incoming) => refuseBroken(config, incoming))
  } catch (error) {
    if (error instanceof Problem) return { kind: 'failed', why: error.reason }
    throw error
  }
}

/** With a newsletter.yaml that cannot be read, nobody would know any more which branch brings the mended one. */
async function refuseBroken({ root, issuesFolder }: Config, incoming: Incoming): Promise<string | undefined> {
  const file = relative(root, join(issuesFolder, 'newsletter.yaml')).split(sep).join('/')
  const text = await incoming(file)
  if (text === undefined) return undefined
  if (text === null) return `What came would take ${file} away.`
  const { newsletter, problems } = parseNewsletter(text, file)
  return newsletter ? undefined : `What came would leave ${file} unreadable. ${firstError(problems).reason}`
}
