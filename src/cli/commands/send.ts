import { Command } from 'commander'
import type { AudiencePlan } from '../../newsletter/audience-plan.ts'
import type { SendResult } from '../../newsletter/send-issue.ts'
import type { Problem } from '../../problem/problem.ts'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { formatTable, note, plural, print, printJson, printProblems, warn } from '../print.ts'
import { type Progress, startProgress } from '../progress.ts'

interface Options {
  dryRun?: boolean
  yes?: boolean
  now?: boolean
  json?: boolean
}

/** `wayforward send [issue]` */
export function sendCommand(): Command {
  return new Command('send')
    .description('freeze an issue and deliver it, each reader once; run it again to go on after any interruption')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--dry-run', 'show who would get what, and change nothing')
    .option('--yes', 'mail real people without the question (needed where nobody can be asked)')
    .option('--now', 'skip the undo delay')
    .option('--json', 'print the result as an object')
    .action(run)
}

async function run(name: string, options: Options): Promise<void> {
  const { sendIssue } = await import('../../newsletter/send-issue.ts')
  const stop = new AbortController()
  process.once('SIGINT', () => {
    note('\nStopping after the batches under way; run the same command to go on. (Ctrl-C again stops at once.)')
    stop.abort()
  })
  let freezing: Progress | undefined
  let bar: Progress | undefined
  const findings: Problem[] = []
  const result = await sendIssue(currentConfig(), {
    name,
    dryRun: options.dryRun,
    now: options.now,
    signal: stop.signal,
    confirm: confirmation(options, findings),
    on: {
      warning: warn,
      problems: (problems) => void findings.push(...problems),
      freezing: (placed, candidates) => {
        freezing ??= startProgress(candidates, 'freezing')
        freezing.update(placed)
      },
      waiting: ({ notBefore }) => {
        freezing?.end()
        freezing = undefined
        note(`Goes out at ${new Date(notBefore).toLocaleTimeString()}. Ctrl-C now, and nobody is mailed yet.`)
      },
      start: (candidates) => {
        freezing?.end()
        bar = startProgress(candidates, 'delivering')
      },
      progress: ({ submitted, excluded, failed, held }) => bar?.update(submitted + excluded + failed + held),
    },
  })
  bar?.end()
  if (!options.json) await printProblems(findings)
  await show(result, findings, options)
}

function confirmation(options: Options, findings: Problem[]): ((plan: AudiencePlan) => Promise<boolean>) | undefined {
  if (options.yes) return async () => true
  if (!canAsk()) return undefined
  return async (plan) => {
    // Warnings come before the question, not after the mail.
    await printProblems(findings.splice(0))
    note(planTable(plan))
    return (await ask(`Mail this to ${plural(plan.readers, 'person', 'people')}? Type yes: `)).toLowerCase() === 'yes'
  }
}

function planTable({ editions }: AudiencePlan): string {
  return formatTable(
    ['edition', 'language', 'segments', 'readers', 'blocks'],
    editions.map(({ id, language, segments, groupings, blocks }) => [
      id,
      language,
      segments.join(', ') || 'everyone',
      groupings.reduce((sum, { readers }) => sum + (readers ?? 0), 0),
      blocks.length,
    ]),
  )
}

async function show(result: SendResult, problems: Problem[], options: Options): Promise<void> {
  const { formatStatus } = await import('../describe-status.ts')
  const failed =
    result.kind === 'unready' || (result.kind === 'ran' && (result.end.state !== 'done' || !result.status.balances))
  if (failed) process.exitCode = exitCodes.problems
  if (options.json) {
    printJson({ ...result, ...(result.kind === 'planned' && { plan: summary(result.plan) }), problems })
    return
  }
  switch (result.kind) {
    case 'unready':
      return print(`${result.issue}: nobody was mailed, because of the errors above.`)
    case 'declined':
      return print('Nobody was mailed.')
    case 'planned':
      print(planTable(result.plan))
      for (const { language, readers } of result.plan.waiting) {
        print(`${plural(readers, 'reader')} of ${language} would wait for their language.`)
      }
      return print(`${plural(result.plan.readers, 'person', 'people')} would be mailed. Nothing was changed.`)
    case 'already':
      print(formatStatus(result.status))
      return print(
        result.status.state === 'done'
          ? `${result.issue} was delivered before${result.provider === 'outbox' ? ', into the outbox' : ''}; nobody was mailed again.`
          : `${result.issue} is frozen: who gets what is fixed. Run send without --dry-run to go on with it.`,
      )
    case 'ran':
      print(formatStatus(result.status))
      if (result.end.state === 'halted') print(result.end.detail)
      return print(`${plural(result.submittedNow, 'delivery', 'deliveries')} in this run.`)
  }
}

function summary({ candidates, readers, editions, waiting }: AudiencePlan) {
  return {
    candidates,
    readers,
    waiting,
    editions: editions.map(({ id, language, segments, blocks, groupings }) => ({
      id,
      language,
      segments,
      blocks,
      readers: groupings.reduce((sum, grouping) => sum + (grouping.readers ?? 0), 0),
    })),
  }
}
