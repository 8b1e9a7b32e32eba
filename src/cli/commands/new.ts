import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { note, print, printJson } from '../print.ts'

/** `wayforward new <yyyy-mm> [slug]` */
export function newCommand(): Command {
  return new Command('new')
    .description('start the issue of a month: one file per language, ready to write in')
    .argument('<yyyy-mm>', 'year and month, such as 2024-11')
    .argument('[slug]', 'a few words for the folder name', 'newsletter')
    .option('--json', 'print {issue, files, missing}')
    .action(async (month: string, slug: string, options: { json?: boolean }) => {
      const { createIssue } = await import('../../newsletter/new-issue.ts')
      const created = await createIssue(currentConfig(), month, slug)
      if (options.json) return printJson(created)
      for (const file of created.files) print(file)
      for (const language of created.missing) {
        note(`There is no starter for ${language}: copy one of the files and translate it.`)
      }
      print(`Write in them, then run: npx wayforward check ${created.issue}`)
    })
}
