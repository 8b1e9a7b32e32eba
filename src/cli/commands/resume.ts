import { Command } from 'commander'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { note, warn } from '../print.ts'
import { runSend, type SendFlags } from '../run-send.ts'

/** `wayforward resume ISSUE` */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('go on with a paused or halted issue; nobody gets it twice')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--yes', 'go on without the question after too many bounces or complaints')
    .option('--original', 'this ledger is the newest one, and no copy of it sends (after a restore, or a long halt)')
    .option('--unchecked-pages', 'for rehearsals on this computer: do not fetch what the mails link to')
    .option('--json', 'print the result as an object')
    .action(async (name: string, options: SendFlags) => {
      const { resumeIssue } = await import('../../newsletter/resume-issue.ts')
      await runSend(options, (shared) =>
        resumeIssue(currentConfig(), {
          ...shared,
          name,
          confirmDespite: options.yes
            ? async () => true
            : canAsk()
              ? async ({ detail }) => {
                  note(detail ?? '')
                  return (await ask('Go on all the same? Type yes: ')).toLowerCase() === 'yes'
                }
              : undefined,
          on: { ...shared.on, warning: warn },
        }),
      )
    })
}
