import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Gate } from './gate.ts'
import type { FreezeKill, IssueSchedule, SubmitKill } from './kill-schedule.ts'
import { sendArguments, sendEnvironment, type TortureNewsletter } from './newsletter.ts'
import type { StrictResend } from './strict-resend.ts'

export interface Killed {
  /** Senders killed before the issue was frozen, and after. */
  freezing: number
  submitting: number
  /** Servers killed. */
  servers: number
  runs: number
}

export interface Scene {
  newsletter: TortureNewsletter
  server: StrictResend
  gate: Gate
  batches: number
}

/** Runs beyond the kills before the issue counts as stuck: a lost server may halt a run. */
const moreRuns = 25

/** Send an issue to its end, killing its processes as scheduled and starting them again each time. */
export async function killIssue(scene: Scene, schedule: IssueSchedule, most: number): Promise<Killed> {
  const killed: Killed = { freezing: 0, submitting: 0, servers: 0, runs: 0 }
  const freezes = [...schedule.freeze]
  const submits = [...schedule.submit]
  const runsMost = freezes.length + submits.length + moreRuns
  let said = ''
  for (; ; killed.runs += 1) {
    if (killed.runs > runsMost) throw new Error(`no end after ${runsMost} runs; the last one said:\n${said}`)
    const { newsletter, gate } = scene
    const phase = phaseOf(newsletter)
    if (phase === 'done') return killed
    const mayKill = killed.freezing + killed.submitting < most
    const freeze = mayKill && phase === 'unfrozen' ? freezes.shift() : undefined
    const child = newsletter.workspace.start(sendArguments, sendEnvironment(gate.url), {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = once(child, 'exit')
    said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text))
    if (freeze) await dieWhileFreezing(child, freeze, scene)
    // A sender whose provider alone was killed goes on, towards the next kill.
    else if (mayKill) {
      for (let who = 'server'; who === 'server' && child.exitCode === null; ) {
        const next = submits.shift()
        if (!next) break
        await dieWhileSubmitting(child, next, scene, killed)
        who = next.who
      }
    }
    await ended
    gate.expectNothing()
    if (child.signalCode === 'SIGKILL') killed[freeze ? 'freezing' : 'submitting'] += 1
    if (/\n\s+at .+:\d+:\d+|did not expect/.test(said)) throw new Error(`a stack trace was shown:\n${said}`)
  }
}

async function dieWhileFreezing(child: ChildProcess, { share, afterMs }: FreezeKill, scene: Scene): Promise<void> {
  const ledger = openLedger(scene.newsletter)
  try {
    const cut = ledger.prepare('select count(*) as count from batches')
    const state = ledger.prepare('select state from issues')
    // Before the first batch: while the process starts, or while candidates are counted and editions rendered.
    while (child.exitCode === null) {
      const { count } = cut.get() as { count: number }
      const now = (state.get() as { state: string } | undefined)?.state
      if (share < 0 || (now === 'freezing' && count >= share * scene.batches) || (now && now !== 'freezing')) break
      await delay(4)
    }
    await delay(share < 0 ? -share * 8000 : afterMs)
    child.kill('SIGKILL')
  } finally {
    ledger.close()
  }
}

async function dieWhileSubmitting(
  child: ChildProcess,
  { requests, by, afterMs, who }: SubmitKill,
  { gate, server }: Scene,
  killed: Killed,
): Promise<void> {
  const ended = once(child, 'exit')
  const met = new Promise<void>((meet) => {
    gate.expect(by === 'answer' ? 'answer' : 'request', requests, () => {
      // At once: in the same turn in which the bytes were seen.
      if (by !== 'time' && who !== 'server') child.kill('SIGKILL')
      meet()
    })
  })
  await Promise.race([met, ended])
  if (child.exitCode !== null) return
  if (by === 'time') await delay(afterMs)
  if (who !== 'server') child.kill('SIGKILL')
  if (who === 'sender') return
  killed.servers += 1
  await server.restart(afterMs * 5)
}

function openLedger({ workspace }: TortureNewsletter): Database.Database {
  return new Database(workspace.path('.wayforward', 'wayforward.db'), { readonly: true })
}

function phaseOf(newsletter: TortureNewsletter): 'unfrozen' | 'frozen' | 'done' {
  const ledger = openLedger(newsletter)
  try {
    const state = (ledger.prepare('select state from issues').get() as { state: string } | undefined)?.state
    return state === 'done' ? 'done' : state === undefined || state === 'freezing' ? 'unfrozen' : 'frozen'
  } finally {
    ledger.close()
  }
}
