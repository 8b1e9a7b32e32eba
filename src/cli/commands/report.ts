import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward report [issue|year]` */
export function reportCommand(): Command {
  return new Command('report')
    .description(
      'what happened to an issue, or in a year, in numbers of people; nobody is named, and nobody was watched',
    )
    .argument(
      '[issue|year]',
      'folder name or a unique part of it, or a year such as 2024; what went out last when left out',
    )
    .option('--json', 'print the report object of the README')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const [{ readReport }, { describeReport }] = await Promise.all([
        import('../../newsletter/report-issue.ts'),
        import('../describe-report.ts'),
      ])
      const report = await readReport(currentConfig(), name, { now: Date.now(), warn })
      if (options.json) printJson(report.report)
      else print(describeReport(report))
    })
}
