import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward status [issue]` */
export function statusCommand(): Command {
  return new Command('status')
    .description('show who was sent an issue and who was not, as an equation that must balance')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--json', 'print the status object of the README')
    .addHelpText('after', '\nExit code: 0 when it balances, 1 when it does not.')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const [{ showStatus }, { formatStatus }] = await Promise.all([
        import('../../newsletter/show-status.ts'),
        import('../describe-status.ts'),
      ])
      const status = await showStatus(currentConfig(), name, warn)
      if (options.json) printJson(status)
      else print(formatStatus(status))
      if (!status.balances) process.exitCode = exitCodes.problems
    })
}
