import { Command } from 'commander'
import type { TranslationState } from '../../document/translation/judge-translation.ts'
import type { LanguageStatus } from '../../newsletter/translate/show-translations.ts'
import { currentConfig } from '../context.ts'
import { formatTable, note, print, printJson, printProblems } from '../print.ts'

const titles: [TranslationState, string][] = [
  ['stale', 'changed in the source since'],
  ['missing', 'not translated yet'],
  ['unmarked', 'never said to be up to date'],
]

/** `wayforward translate status [issue]` */
export function translateStatusCommand(): Command {
  return new Command('status')
    .description('show how far each translation of an issue is')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option('--json', 'print {issue, languages, problems}')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { showTranslations } = await import('../../newsletter/translate/show-translations.ts')
      const status = await showTranslations(currentConfig(), name)
      if (options.json) return printJson(status)
      await printProblems(status.problems)
      if (status.languages.length === 0) return print('The newsletter has one language: there is nothing to translate.')
      print(status.issue)
      const head = ['language', 'up to date', 'stale', 'missing', 'unmarked', 'reviewed']
      const rows = status.languages.map(({ name: language, exists, counts, reviewed }) => [
        language,
        ...[counts.current, counts.stale, counts.missing, counts.unmarked],
        exists ? reviewed || 'not yet' : 'no file yet',
      ])
      print(formatTable(head, rows))
      for (const language of status.languages) for (const line of listBlocks(language)) note(line)
    })
}

/** What there is to do, by name. A language of which nothing is marked, or nothing is there, is said in one line. */
function listBlocks({ language, name, file, exists, counts, blocks }: LanguageStatus): string[] {
  if (!exists) return [`${name}: there is no ${file}. npx wayforward translate export ${language}`]
  return titles.flatMap(([state, title]) => {
    const found = blocks.filter((block) => block.state === state).map(({ name: words }) => words)
    if (found.length === 0) return []
    if (state === 'unmarked' && counts.unmarked + counts.missing === blocks.length) {
      return [`${name}: nothing is marked yet. When all of it is right: npx wayforward translate mark ${language}`]
    }
    return [`${name}, ${title}: ${found.join('; ')}`]
  })
}
