import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, printProblems } from '../print.ts'

/** `wayforward translate import LANG FILE [issue]` */
export function translateImportCommand(): Command {
  return new Command('import')
    .description('take in a table that a translator has filled in; an error in it changes nothing')
    .argument('<language>', 'the language it was translated into, such as es')
    .argument('<file>', 'the table, as CSV in UTF-8')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--json', 'print {issue, language, file, written, created, changed, stale, problems}')
    .addHelpText('after', '\nExit code: 0 when all rows were taken, 1 when some were not.')
    .action(run)
}

async function run(language: string, table: string, name: string | undefined, options: { json?: boolean }) {
  const [{ importTranslation }, { hasErrors }] = await Promise.all([
    import('../../newsletter/translate/import-translation.ts'),
    import('../../problem/report.ts'),
  ])
  const result = await importTranslation(currentConfig(), language, table, name)
  const { problems, written, created, changed, stale, file, issue } = result
  if (problems.length > 0) process.exitCode = exitCodes.problems
  if (options.json) return printJson(result)
  await printProblems(problems)
  if (hasErrors(problems)) return note(`Nothing was written. ${file} is as it was.`)
  if (!written) print(`No words have changed; ${file} is as it was.`)
  else if (created) print(`${file} was made: ${plural(changed.length, 'block')}.`)
  else print(`${file}: the words of ${plural(changed.length, 'block')} have changed (${changed.join(', ')}).`)
  if (stale.length > 0) {
    note(`Came back as they were, although their source has changed: ${stale.join(', ')}.`)
    note(`If they still say what it says: npx wayforward translate mark ${result.language} ${issue} ${stale.join(' ')}`)
  }
  if (written) note('Nobody has reviewed it: let somebody else read it, and put their name and the date at reviewed:')
}
