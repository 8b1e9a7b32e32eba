import { openGate } from './gate.ts'
import { judge } from './judge.ts'
import { type Killed, killIssue } from './kill-issue.ts'
import { drawSchedule } from './kill-schedule.ts'
import { TortureNewsletter } from './newsletter.ts'
import { StrictResend } from './strict-resend.ts'

export interface KillOptions {
  seed: number
  /** Senders to kill, over as many issues as that takes. */
  kills: number
  recipients: number
  killsPerIssue: number
  log(line: string): void
}

export interface KillResult {
  killed: Killed
  issues: number
  deliveries: number
  /** What the judge found wrong. */
  faults: string[]
}

/** `kill -9` of the real `send` at random moments, again and again, each time resumed until its issue is done. */
export async function tortureByKills(options: KillOptions): Promise<KillResult> {
  const { seed, kills, recipients, killsPerIssue, log } = options
  using newsletter = await TortureNewsletter.make(recipients)
  const batches = Math.ceil(recipients / 100)
  const sum: KillResult = {
    killed: { freezing: 0, submitting: 0, servers: 0, runs: 0 },
    issues: 0,
    deliveries: 0,
    faults: [],
  }
  const dead = (): number => sum.killed.freezing + sum.killed.submitting
  while (dead() < kills && sum.faults.length === 0) {
    sum.issues += 1
    const began = performance.now()
    newsletter.reset()
    const server = await StrictResend.start({ file: newsletter.workspace.path(`resend-${sum.issues}.db`) })
    const gate = await openGate(server.url)
    try {
      const schedule = drawSchedule(seed, sum.issues, killsPerIssue, batches)
      const killed = await killIssue({ newsletter, server, gate, batches }, schedule, kills - dead())
      for (const key of ['freezing', 'submitting', 'servers', 'runs'] as const) sum.killed[key] += killed[key]
      const verdict = await server.control.accepted()
      sum.deliveries += verdict.deliveries
      const faults = judge(recipients, await newsletter.status(), verdict)
      sum.faults.push(...faults.map((fault) => `seed ${seed}, issue ${sum.issues}: ${fault}`))
      const seconds = ((performance.now() - began) / 1000).toFixed(0)
      log(
        `issue ${sum.issues}: killed ${killed.freezing} times freezing and ${killed.submitting} times submitting ` +
          `(and ${killed.servers} times the server), ${verdict.deliveries} accepted, at most ${verdict.most} each, ${seconds} s`,
      )
    } finally {
      await gate.close()
      await server.kill()
    }
  }
  return sum
}
