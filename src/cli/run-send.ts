import type { SendResult } from '../newsletter/send-issue.ts'
import type { SendOptions } from '../newsletter/send-options.ts'
import type { Problem } from '../problem/problem.ts'
import { ask, canAsk } from './ask.ts'
import { describePace } from './describe-pace.ts'
import { describePlan, summarisePlan } from './describe-plan.ts'
import { exitCodes } from './exit.ts'
import { note, plural, print, printJson, printProblems, warn } from './print.ts'
import { type Progress, startProgress } from './progress.ts'

/** Options that `send` and `resume` share. */
export interface SendFlags {
  yes?: boolean
  original?: boolean
  uncheckedPages?: boolean
  json?: boolean
}

type Shared = Pick<SendOptions, 'signal' | 'uncheckedPages' | 'confirmOriginal'> & {
  on: NonNullable<SendOptions['on']>
}

/**
 * Run a sending use case as the terminal shows it: Ctrl-C stops after what is under way, bars while it works, then the
 * status. `findings` are printed before any question and at the end.
 */
export async function runSend(
  flags: SendFlags,
  send: (shared: Shared, findings: Problem[]) => Promise<SendResult>,
): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      note('\nStopping after the batches under way; run the same command to go on. (Ctrl-C again stops at once.)')
      stop.abort()
    })
  }
  let freezing: Progress | undefined
  let bar: Progress | undefined
  const findings: Problem[] = []
  const shared: Shared = {
    signal: stop.signal,
    uncheckedPages: flags.uncheckedPages,
    confirmOriginal: confirmOriginal(flags),
    on: {
      warning: warn,
      problems: (problems) => void findings.push(...problems),
      freezing: (placed, candidates) => {
        freezing ??= startProgress(candidates, 'freezing')
        freezing.update(placed)
      },
      waiting: ({ issue, notBefore }) => {
        freezing?.end()
        freezing = undefined
        note(
          `Goes out at ${new Date(notBefore).toLocaleTimeString()}. Until then nobody is mailed: Ctrl-C leaves it frozen, \`npx wayforward cancel ${issue}\` undoes it.`,
        )
      },
      start: (candidates) => {
        freezing?.end()
        bar = startProgress(candidates, 'delivering')
      },
      progress: ({ submitted, excluded, failed, held }) => bar?.update(submitted + excluded + failed + held),
    },
  }
  const result = await send(shared, findings)
  bar?.end()
  if (!flags.json) await printProblems(findings)
  await show(result, findings, flags)
}

/** Whether this ledger is the only and newest one is a question no program can answer. */
function confirmOriginal({ original }: SendFlags): SendOptions['confirmOriginal'] {
  if (original) return async () => true
  if (!canAsk()) return undefined
  return async ({ issue }) => {
    note(`The last e-mails of ${issue} went out over 20 hours ago, or this ledger was restored from a backup.`)
    note('If it is an old copy, or another one goes on with the issue, readers would get it twice.')
    const answer = await ask('Is this the newest ledger, and the only one that sends? Type yes: ')
    return answer.toLowerCase() === 'yes'
  }
}

async function show(result: SendResult, problems: Problem[], { json }: SendFlags): Promise<void> {
  const { formatStatus } = await import('./describe-status.ts')
  const failed =
    result.kind === 'unready' || (result.kind === 'ran' && (result.end.state === 'halted' || !result.status.balances))
  if (failed) process.exitCode = exitCodes.problems
  if (json) {
    printJson({ ...result, ...(result.kind === 'planned' && { plan: summarisePlan(result.plan) }), problems })
    return
  }
  switch (result.kind) {
    case 'unready':
      return print(`${result.issue}: nobody was mailed, because of the errors above.`)
    case 'declined':
      return print('Nobody was mailed.')
    case 'planned':
      print(describePlan(result.plan))
      for (const { language, readers } of result.plan.waiting) {
        print(`${plural(readers, 'reader')} of ${language} would wait for their language.`)
      }
      print(`${plural(result.plan.readers, 'person', 'people')} would be mailed. Nothing was changed.`)
      if (result.pace) for (const line of describePace(result.pace)) print(line)
      return
    case 'already':
      print(formatStatus(result.status))
      return print(
        result.status.state === 'done'
          ? `${result.issue} was delivered before${result.provider === 'outbox' ? ', into the outbox' : ''}; nobody was mailed again.`
          : `${result.issue} is frozen: who gets what is fixed. Run send without --dry-run to go on with it.`,
      )
    case 'followed':
      return print(formatStatus(result.status))
    case 'ran':
      if (result.end.state === 'discarded') return print(`${result.issue} was cancelled. Nobody was mailed.`)
      print(formatStatus(result.status))
      return print(`${plural(result.submittedNow, 'delivery', 'deliveries')} in this run.`)
  }
}
