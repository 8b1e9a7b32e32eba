import { Command } from 'commander'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, warn } from '../print.ts'

/** `wayforward cancel ISSUE` */
export function cancelCommand(): Command {
  return new Command('cancel')
    .description('give up what has not gone out of an issue, for good')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--yes', 'do it without the question (needed where nobody can be asked)')
    .option('--json', 'print the result as an object')
    .action(async (name: string, options: { yes?: boolean; json?: boolean }) => {
      const [{ cancelIssue }, { formatStatus }, { decisionNeedsYes }] = await Promise.all([
        import('../../newsletter/cancel-issue.ts'),
        import('../describe-status.ts'),
        import('../../newsletter/problems.ts'),
      ])
      const result = await cancelIssue(currentConfig(), name, {
        warn,
        async confirm({ issue }, { total }) {
          if (options.yes) return true
          const what = `This gives up ${plural(total.pending, 'delivery', 'deliveries')} of ${issue}`
          if (!canAsk()) throw decisionNeedsYes({ what })
          note(`${what}; ${total.submitted} went out already. A cancelled issue never starts again.`)
          return (await ask('Cancel it? Type yes: ')).toLowerCase() === 'yes'
        },
      })
      if (result.kind === 'declined') process.exitCode = exitCodes.problems
      if (options.json) return printJson(result)
      if (result.kind === 'declined') return print('Nothing was changed.')
      if (result.kind === 'discarded') return print(`${result.issue} is a draft again. Nobody was mailed.`)
      print(formatStatus(result.status))
    })
}
