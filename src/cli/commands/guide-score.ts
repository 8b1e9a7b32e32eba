import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { formatScore } from '../describe-score.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, printProblems } from '../print.ts'

interface Options {
  silenced?: boolean
  json?: boolean
}

/** `wayforward guide score <file>` */
export function guideScoreCommand(): Command {
  return new Command('score')
    .description(
      'hold the guide against sentences that people have labelled: how much of what it says is right, how much it finds',
    )
    .argument(
      '<file>',
      'sentences, one JSON object on each line: {text, lang, context, expect: [{category, severity, phrase}]}',
    )
    .option('--silenced', 'also list what the guide knows and the context excused')
    .option('--json', 'print {total, byLanguage, byCategory, misses, falseAlarms, severityDiffers, silenced}')
    .addHelpText(
      'after',
      '\nPrecision is the share of findings that are right, recall the share of labels that were found.\n' +
        'Exit code: 0 when every line was scored, 1 when something in the file or the guide has to be mended.',
    )
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const [{ scoreFileOfCases }, { hasErrors }] = await Promise.all([
    import('../../newsletter/score-guide.ts'),
    import('../../problem/report.ts'),
  ])
  const { score, cases, problems } = await scoreFileOfCases(currentConfig(), file)
  if (hasErrors(problems)) process.exitCode = exitCodes.problems
  if (!options.json) {
    await printProblems(problems)
    if (score) print(formatScore(score, cases, options.silenced === true))
  } else if (score) printJson({ ...score, problems })
  else printJson({ problems })
}
