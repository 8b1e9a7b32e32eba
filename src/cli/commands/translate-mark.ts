import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, printProblems } from '../print.ts'

/** `wayforward translate mark LANG [issue] [BLOCK…]` */
export function translateMarkCommand(): Command {
  return new Command('mark')
    .description('say that a translation is up to date with its source')
    .argument('<language>', 'the language of the translation, such as es')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .argument('[block...]', 'ids of blocks, letter, or front (title, subject, preheader); all when left out')
    .option('--json', 'print {issue, language, file, marked, problems}')
    .action(async (language: string, name: string | undefined, blocks: string[], options: { json?: boolean }) => {
      const { markTranslation } = await import('../../newsletter/translate/mark-translation.ts')
      const result = await markTranslation(currentConfig(), language, name, blocks)
      if (result.problems.length > 0) process.exitCode = exitCodes.problems
      if (options.json) return printJson(result)
      await printProblems(result.problems)
      if (result.problems.length > 0) return note('Nothing was marked: mend the errors first.')
      const { marked, file } = result
      print(
        marked.length === 0
          ? `${file} was marked as up to date already.`
          : `${file}: ${plural(marked.length, 'block')} marked as up to date (${marked.join(', ')}).`,
      )
    })
}
