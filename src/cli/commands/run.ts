import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, warn } from '../print.ts'

/** What a person has to look at. */
const unwell = ['stopped', 'blocked', 'late', 'missed', 'pull_failed']

/** `wayforward run` */
export function runCommand(): Command {
  return new Command('run')
    .description('do once what is due now: for those who prefer system cron, or a CI schedule, to serve')
    .option('--json', 'print {deeds: [{kind, issue, dueAt, said}]}')
    .addHelpText(
      'after',
      '\nHarmless to call at any time and from anywhere: each occasion is taken once. Call it every few minutes.\nExit code: 0 when all is well, 1 when something due did not go out.',
    )
    .action(async (options: { json?: boolean }) => {
      const { runSchedule } = await import('../../newsletter/schedule/run-schedule.ts')
      const stopping = new AbortController()
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          note('\nStopping after the batches under way; the next run goes on.')
          stopping.abort()
        })
      }
      const did = options.json ? undefined : ({ said }: { said: string }) => print(said)
      const deeds = await runSchedule(currentConfig(), { signal: stopping.signal, warn, did })
      if (options.json) printJson({ deeds: deeds.map((deed) => ({ ...deed, dueAt: isoOf(deed.dueAt) })) })
      else if (deeds.length === 0) print('Nothing is due.')
      if (deeds.some(({ kind }) => unwell.includes(kind))) process.exitCode = exitCodes.problems
    })
}

function isoOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString()
}
