import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, printProblems } from '../print.ts'

interface Options {
  out?: string
  stale?: boolean
  json?: boolean
}

/** `wayforward translate export LANG [issue]` */
export function translateExportCommand(): Command {
  return new Command('export')
    .description('write a table for a translator: the source to the left, the translation to the right')
    .argument('<language>', 'the language to translate into, such as es')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--out <file>', 'where to write it, - for standard output; <issue>.<language>.csv here when left out')
    .option('--stale', 'only what is missing, or has changed in the source since it was translated')
    .option('--json', 'print {issue, language, file, rows, blocks, problems}')
    .action(run)
}

async function run(language: string, name: string | undefined, options: Options): Promise<void> {
  const { exportTranslation } = await import('../../newsletter/translate/export-translation.ts')
  const { out, stale } = options
  const exported = await exportTranslation(currentConfig(), { language, name, out, stale })
  const { table, ...result } = exported
  if (result.problems.length > 0) process.exitCode = exitCodes.problems
  if (options.json) return printJson({ ...result, file: result.file ?? null })
  await printProblems(result.problems)
  if (result.problems.length > 0) return note('Nothing was written: mend the errors first.')
  if (result.rows === 0) return print('Nothing to translate: all of it is up to date.')
  if (out === '-') {
    process.stdout.write(table)
    return
  }
  print(`${result.file}: ${plural(result.rows, 'row')} of ${plural(result.blocks.length, 'block')}`)
  print(`When it comes back: npx wayforward translate import ${result.language} ${result.file} ${result.issue}`)
}
