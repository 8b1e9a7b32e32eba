import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { printGathered } from '../describe-gathering.ts'
import { printJson } from '../print.ts'

/** `wayforward gather [issue]` */
export function gatherCommand(): Command {
  return new Command('gather')
    .description('draw the members’ new posts into an issue, and touch nothing you have edited')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--json', 'print {issue, feeds, since, posts, languages, problems}')
    .addHelpText(
      'after',
      '\nReads the feeds that newsletter.yaml names for the members. Run it as often as you like.\nExit code: 0, also where a feed could not be read; 1 when nothing could be gathered.',
    )
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { gatherIssue } = await import('../../newsletter/gather/gather-issue.ts')
      const gathered = await gatherIssue(currentConfig(), name)
      if (options.json) return printJson(gathered)
      await printGathered(gathered)
    })
}
