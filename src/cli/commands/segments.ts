import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { formatTable, note, plural, print, printJson, printProblems, warn } from '../print.ts'

/** `wayforward segments` */
export function segmentsCommand(): Command {
  return new Command('segments')
    .description('show the segments of newsletter.yaml and how many people are in each')
    .option('--json', 'print {segments, everyone, problems}')
    .action(async (options: { json?: boolean }) => {
      const [{ listSegments }, { hasErrors }] = await Promise.all([
        import('../../newsletter/list-segments.ts'),
        import('../../problem/report.ts'),
      ])
      const result = await listSegments(currentConfig(), warn)
      if (hasErrors(result.problems)) process.exitCode = exitCodes.problems
      if (options.json) {
        printJson(result)
        return
      }
      await printProblems(result.problems)
      const rows = result.segments.map(({ name, rule, readers }) => [name, readers ?? '–', rule])
      if (rows.length > 0) print(formatTable(['segment', 'people', 'rule'], rows))
      if (result.everyone === null) note('There is no list in this folder yet, so nobody was counted.')
      else print(`${plural(result.everyone, 'person', 'people')} on the list.`)
    })
}
