import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward diff [issue] [--against ISSUE]` */
export function diffCommand(): Command {
  return new Command('diff')
    .description("say what is new in an issue beside last month's: readers, languages, blocks, links, who changed what")
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--against <issue>', 'the issue to compare with; the monthly before it when left out')
    .option('--json', 'print the comparison as the README describes it')
    .action(async (name: string | undefined, options: { against?: string; json?: boolean }) => {
      const [{ diffIssue }, { describeDiff }] = await Promise.all([
        import('../../newsletter/diff-issue.ts'),
        import('../describe-diff.ts'),
      ])
      const diff = await diffIssue(currentConfig(), { name, against: options.against, warn })
      if (options.json) printJson(diff)
      else print(describeDiff(diff))
    })
}
