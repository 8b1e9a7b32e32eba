import { Command } from 'commander'
import type { StatementResult } from '../../newsletter/approve-by-name.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, printProblems, warn } from '../print.ts'

interface Options {
  by: string
  withdraw?: boolean
  json?: boolean
}

/** `wayforward approve <issue>` */
export function approveCommand(): Command {
  return new Command('approve')
    .description('approve an issue exactly as it is now; any change to it afterwards voids that')
    .argument('<issue>', 'folder name or a unique part of it')
    .requiredOption('--by <name>', 'the name or e-mail address of the editor whose word this is')
    .option('--withdraw', 'take back what they approved, as long as it was not sent')
    .option('--json', 'print {kind, issue, by, again, approval, problems}')
    .addHelpText('after', '\nExit code: 0 when the word was taken, also while others are missing; 1 when it was not.')
    .action(async (issue: string, { by, withdraw, json }: Options) => {
      const [{ approveByName }, { summariseApproval }] = await Promise.all([
        import('../../newsletter/approve-by-name.ts'),
        import('../../newsletter/approval/approval-summary.ts'),
      ])
      const result = await approveByName(currentConfig(), { issue, by, withdraw }, warn)
      if (result.kind === 'unready') process.exitCode = exitCodes.problems
      if (json) {
        printJson('approval' in result ? { ...result, approval: summariseApproval(result.approval) } : result)
        return
      }
      if (result.kind !== 'withdrawn') await printProblems(result.problems)
      for (const line of describe(result)) print(line)
    })
}

function describe(result: StatementResult): string[] {
  const { issue, by } = result
  switch (result.kind) {
    case 'unready':
      return [`${issue}: not approved, because of the errors above.`]
    case 'withdrawn':
      return [`${issue}: ${by} no longer approves it.`]
    case 'approved': {
      const { contentHash, missing } = result.approval
      const said = result.again ? 'had approved exactly this already' : 'approved it as it is now'
      const rest =
        missing.length > 0 ? `Still missing: ${missing.join('; ')}.` : 'Nothing is missing: it may be sent as it is.'
      return [`${issue}: ${by} ${said} (${contentHash.slice(0, 12)}).`, rest]
    }
  }
}
