import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { plural, print, printJson, printProblems, warn } from '../print.ts'

const collect = (value: string, before: string[]): string[] => [...before, value]

/** `wayforward correct ISSUE` */
export function correctCommand(): Command {
  return new Command('correct')
    .description(
      'say what was corrected in an issue that was sent; with --mail, draft a mail to those who got it wrong',
    )
    .argument('<issue>', 'folder name or a unique part of it')
    .option('--note <language=words>', 'what was wrong and what is right, once for each language', collect, [])
    .option('--mail', 'draft a correction for exactly those who were mailed the wrong words')
    .option('--json', 'print the result as an object')
    .addHelpText('after', '\nCorrect the files of the issue first. What was sent, and its hash, stay as they are.')
    .action(async (name: string, options: { note: string[]; mail?: boolean; json?: boolean }) => {
      const { correctIssue } = await import('../../newsletter/correction/correct-issue.ts')
      const result = await correctIssue(currentConfig(), name, { notes: options.note, mail: options.mail, warn })
      if (result.kind === 'unready') process.exitCode = exitCodes.problems
      if (options.json) return printJson(result)
      await printProblems(result.problems)
      if (result.kind === 'unready') return print('Nothing was recorded.')
      const { issue, correction, file, recorded, mail } = result
      const hash = correction.sent.slice(0, 12)
      print(
        recorded
          ? `Recorded in ${file}: ${issue} was corrected on ${correction.date}. What was sent stays ${hash}.`
          : `${issue} was corrected on ${correction.date}, as ${file} says.`,
      )
      if (!mail) return
      for (const written of mail.files) print(written)
      for (const language of mail.missing) {
        warn(
          `There is no starter for ${language} in templates/new-correction: write ${mail.issue}/${language}.md yourself.`,
        )
      }
      print(`For ${plural(mail.readers, 'person', 'people')} who got ${mail.editions.join(', ')}, and nobody else.`)
      print(`Read it through, then run: npx wayforward check ${mail.issue}`)
    })
}
