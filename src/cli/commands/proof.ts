import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { plural, print, printJson, printProblems, warn } from '../print.ts'

/** `wayforward proof ISSUE [--all]` */
export function proofCommand(): Command {
  return new Command('proof')
    .description('mail the editors what readers would get, with the check report on top')
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--all', "every edition of today's list as readers get it, not one a language with every block")
    .option('--json', 'print {issue, problems, editions, editors, notices}')
    .addHelpText('after', '\nExit code: 0 mailed, 1 errors in the issue or a proof that was not mailed, 2 wrong use.')
    .action(async (name: string, options: { all?: boolean; json?: boolean }) => {
      const [{ proveIssue }, { hasErrors }] = await Promise.all([
        import('../../newsletter/prove-issue.ts'),
        import('../../problem/report.ts'),
      ])
      const result = await proveIssue(currentConfig(), { name, all: options.all, warn })
      const { issue, problems, editions, editors, notices } = result
      if (hasErrors(problems) || notices.failed.length > 0) process.exitCode = exitCodes.problems
      if (options.json) return printJson(result)
      await printProblems(problems)
      const shown = editions.filter(({ id }) => id !== 'report').map(({ id }) => id)
      print(
        shown.length === 0
          ? `The report on ${issue} went to ${plural(editors, 'editor')}, without the mail: mend the errors first.`
          : `The proof of ${issue} went to ${plural(editors, 'editor')}: ${shown.join(', ')}.`,
      )
      // Without their addresses, which belong in no log.
      for (const { why } of notices.failed) warn(`One mail was refused: ${why}`)
    })
}
