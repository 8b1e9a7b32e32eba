import { Command } from 'commander'
import type { AudiencePlan } from '../../newsletter/audience-plan.ts'
import type { Problem } from '../../problem/problem.ts'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { describePlan } from '../describe-plan.ts'
import { note, plural, printProblems } from '../print.ts'
import { runSend, type SendFlags } from '../run-send.ts'

interface Options extends SendFlags {
  dryRun?: boolean
  now?: boolean
}

/** `wayforward send [issue]` */
export function sendCommand(): Command {
  return new Command('send')
    .description('freeze an issue and deliver it, each reader once; run it again to go on after any interruption')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--dry-run', 'show who would get what and how long it would take, and change nothing')
    .option('--yes', 'mail real people without the question (needed where nobody can be asked)')
    .option('--now', 'skip the undo delay')
    .option('--original', 'this ledger is the newest one, and no copy of it sends (after a restore, or a long halt)')
    .option('--unchecked-pages', 'for rehearsals on this computer: do not fetch what the mails link to')
    .option('--json', 'print the result as an object')
    .action(run)
}

async function run(name: string, options: Options): Promise<void> {
  const { sendIssue } = await import('../../newsletter/send-issue.ts')
  await runSend(options, (shared, findings) =>
    sendIssue(currentConfig(), {
      ...shared,
      name,
      dryRun: options.dryRun,
      now: options.now,
      confirm: confirmation(options, findings),
    }),
  )
}

function confirmation(options: Options, findings: Problem[]): ((plan: AudiencePlan) => Promise<boolean>) | undefined {
  if (options.yes) return async () => true
  if (!canAsk()) return undefined
  return async (plan) => {
    // Warnings come before the question, not after the mail.
    await printProblems(findings.splice(0))
    note(describePlan(plan))
    return (await ask(`Mail this to ${plural(plan.readers, 'person', 'people')}? Type yes: `)).toLowerCase() === 'yes'
  }
}
