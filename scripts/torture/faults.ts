import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultName } from '../../test/resend/fault-mix.ts'
import { judge } from './judge.ts'
import { sendArguments, sendEnvironment, TortureNewsletter } from './newsletter.ts'
import { StrictResend } from './strict-resend.ts'

export interface FaultOptions {
  recipients: number
  /** One story each: the same fault again and again, or a random mix. */
  stories: ({ name: FaultName; times: number } | { seed: number; rate: number })[]
  log(line: string): void
}

/** Rounds of two senders at once and a third soon after, before an issue counts as stuck. */
const roundsMost = 12

/**
 * Every story over a fresh issue: two `send` at once, and a third soon after as a duplicated schedule would start it,
 * until the issue is done. Resolves with what the judge found wrong.
 */
export async function tortureByFaults({ recipients, stories, log }: FaultOptions): Promise<string[]> {
  using newsletter = await TortureNewsletter.make(recipients)
  const wrong: string[] = []
  for (const [number, story] of stories.entries()) {
    const began = performance.now()
    newsletter.reset()
    const title = 'name' in story ? `${story.name} ${story.times} times` : `mix ${story.seed} at ${story.rate}`
    const server = await StrictResend.start({
      file: newsletter.workspace.path(`faults-${number}.db`),
      faults: 'seed' in story ? `${story.seed}:${story.rate}` : undefined,
    })
    try {
      if ('name' in story) await server.control.script(Array.from({ length: story.times }, () => story.name))
      const rounds = await sendThrice(newsletter, server)
      const faults = judge(recipients, await newsletter.status(), await server.control.accepted())
      wrong.push(...faults.map((fault) => `faults, ${title}: ${fault}`))
      log(`${title}: ${rounds} rounds, ${((performance.now() - began) / 1000).toFixed(0)} s`)
    } finally {
      await server.kill()
    }
  }
  return wrong
}

async function sendThrice(newsletter: TortureNewsletter, server: StrictResend): Promise<number> {
  let said = ''
  const send = async (): Promise<void> => {
    const child = newsletter.workspace.start(sendArguments, sendEnvironment(server.url), {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = once(child, 'exit')
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        said += text
      })
    }
    await ended
  }
  for (let round = 1; round <= roundsMost; round += 1) {
    said = ''
    await Promise.all([send(), send(), delay(300).then(send)])
    if (/\n\s+at .+:\d+:\d+|did not expect/.test(said)) throw new Error(`a stack trace was shown:\n${said}`)
    if ((await newsletter.status()).state === 'done') return round
  }
  throw new Error(`no end after ${roundsMost} rounds; the last one said:\n${said}`)
}
