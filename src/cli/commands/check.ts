import { Command, InvalidArgumentError } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, printProblems, warn } from '../print.ts'

interface Options {
  silenced?: boolean
  fix?: boolean
  yes?: boolean
  online?: boolean
  json?: boolean
}

/** `wayforward check [issue]` */
export function checkCommand(): Command {
  return new Command('check')
    .description('read an issue in all its languages and say what to mend')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--silenced', 'also list the words that go against the guide and may stay, each with why')
    .option('--fix', 'put in the guide’s words where there is just one way to: shows the changes, then asks')
    .option('--yes', 'with --fix, write the changes without the question (needed where nobody can be asked)')
    .option('--online', 'also ask every address that the issue links to, and name those that lead nowhere')
    .option('--json', 'print {issue, problems, skipped, silenced}; with --fix also {fixes, diff, written}')
    .addHelpText('after', '\nExit code: 0 clean or warnings only, 1 errors, 2 wrong use.')
    .action(run)
}

async function run(name: string | undefined, options: Options): Promise<void> {
  if (options.yes && !options.fix) throw new InvalidArgumentError('--yes is for --fix: check by itself writes nothing.')
  const fixed = options.fix ? await (await import('../fix-words.ts')).fixWords(name, options) : undefined
  // Whoever says no has read the changes, and what else there is stays as it was.
  if (fixed?.declined && !options.json) return
  const [{ checkIssue }, { hasErrors }, { listSilencedLines, summariseSilenced }] = await Promise.all([
    import('../../newsletter/check-issue.ts'),
    import('../../problem/report.ts'),
    import('../describe-silenced.ts'),
  ])
  const result = await checkIssue(currentConfig(), name, warn, { online: options.online })
  if (hasErrors(result.problems)) process.exitCode = exitCodes.problems
  if (options.json) {
    const { fixes, diff } = fixed?.plan ?? {}
    return printJson(fixed ? { ...result, fixes, diff, written: fixed.written } : result)
  }
  await printProblems(result.problems)
  if (result.problems.length === 0) print(`${result.issue}: nothing to mend.`)
  if (options.silenced && result.silenced.length > 0) print(`\n${listSilencedLines(result.silenced)}`)
  const silent = summariseSilenced(result.silenced)
  if (options.silenced && !silent) note('No finding is silent: nothing goes against the guide and stays.')
  if (silent) note(options.silenced ? silent : `${silent} To list: npx wayforward check ${result.issue} --silenced`)
  for (const skipped of result.skipped) note(skipped)
}
