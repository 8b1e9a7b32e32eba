import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward pause ISSUE` */
export function pauseCommand(): Command {
  return new Command('pause')
    .description('stop an issue that is going out, whoever sends it; `resume` goes on')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--json', 'print the status object of the README')
    .action(async (name: string, options: { json?: boolean }) => {
      const [{ pauseIssue }, { formatStatus }] = await Promise.all([
        import('../../newsletter/pause-issue.ts'),
        import('../describe-status.ts'),
      ])
      const status = await pauseIssue(currentConfig(), name, warn)
      if (options.json) return printJson(status)
      print(formatStatus(status))
    })
}
