import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, printProblems, warn } from '../print.ts'

/** `wayforward check [issue]` */
export function checkCommand(): Command {
  return new Command('check')
    .description('read an issue in all its languages and say what to mend')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--json', 'print {issue, problems, skipped}')
    .addHelpText('after', '\nExit code: 0 clean or warnings only, 1 errors, 2 wrong use.')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const [{ checkIssue }, { hasErrors }] = await Promise.all([
        import('../../newsletter/check-issue.ts'),
        import('../../problem/report.ts'),
      ])
      const result = await checkIssue(currentConfig(), name, warn)
      if (options.json) printJson(result)
      else {
        await printProblems(result.problems)
        if (result.problems.length === 0) print(`${result.issue}: nothing to mend.`)
        for (const skipped of result.skipped) note(skipped)
      }
      if (hasErrors(result.problems)) process.exitCode = exitCodes.problems
    })
}
