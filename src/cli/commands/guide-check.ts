import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { plural, print, printJson, printProblems } from '../print.ts'

/** `wayforward guide check` */
export function guideCheckCommand(): Command {
  return new Command('check')
    .description('read the language guide and try every entry on its own examples')
    .option('--json', 'print {entries, reviewed, problems}')
    .addHelpText('after', '\nExit code: 0 clean or warnings only, 1 errors, 2 wrong use.')
    .action(async (options: { json?: boolean }) => {
      const [{ checkGuide }, { hasErrors }] = await Promise.all([
        import('../../newsletter/check-guide.ts'),
        import('../../problem/report.ts'),
      ])
      const { entries, reviewed, problems } = await checkGuide(currentConfig(), Date.now())
      if (hasErrors(problems)) process.exitCode = exitCodes.problems
      if (options.json) {
        printJson({ entries, reviewed, problems })
        return
      }
      await printProblems(problems)
      if (problems.length > 0) return
      print(`${plural(entries, 'entry', 'entries')}; every one finds its bad example and lets its good one pass.`)
      if (reviewed < entries) print(`${plural(entries - reviewed, 'entry has', 'entries have')} not been reviewed yet.`)
    })
}
