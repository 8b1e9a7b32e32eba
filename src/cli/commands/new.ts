import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { printGathered } from '../describe-gathering.ts'
import { note, print, printJson } from '../print.ts'

/** `wayforward new <yyyy-mm> [slug]` */
export function newCommand(): Command {
  return new Command('new')
    .description('start the issue of a month: one file per language, ready to write in')
    .argument('<yyyy-mm>', 'year and month, such as 2024-11')
    .argument('[slug]', 'a few words for the folder name', 'newsletter')
    .option('--offline', 'do not draw in the members’ posts; `gather` does it later')
    .option('--json', 'print {issue, files, missing, standing, gathered}')
    .action(async (month: string, slug: string, options: { offline?: boolean; json?: boolean }) => {
      const { draftIssue } = await import('../../newsletter/draft-issue.ts')
      const drafted = await draftIssue(currentConfig(), month, slug, { offline: options.offline })
      if (options.json) return printJson(drafted)
      const { issue, files, missing, standing, gathered } = drafted
      for (const file of files) print(file)
      for (const language of missing) {
        note(`There is no starter for ${language}: copy one of the files and translate it.`)
      }
      if (standing.length > 0) print(`Taken over from the last issue: ${standing.map((id) => `#${id}`).join(', ')}`)
      if (gathered && gathered.feeds > 0) await printGathered(gathered)
      print(`Write in them, then run: npx wayforward check ${issue}`)
    })
}
