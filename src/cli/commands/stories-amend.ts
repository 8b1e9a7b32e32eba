import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward stories amend <id> <form>` */
export function storiesAmendCommand(): Command {
  return new Command('amend')
    .description('put what the teller agrees to now, from a new form, in the place of what they agreed to before')
    .argument('<id>', 'number of the record, such as s-014')
    .argument('<form>', 'path of the new form, filled in whole; keep it outside the repository')
    .requiredOption('--by <name>', 'who spoke with the teller')
    .option('--json', 'print {kind, id, expires, problems}')
    .action(run)
}

async function run(named: string, form: string, { by, json }: { by: string; json?: boolean }): Promise<void> {
  const { amendStory } = await import('../../newsletter/stories/amend-story.ts')
  const result = await amendStory(currentConfig(), { id: named, form, by, warn, now: Date.now() })
  const { kind, problems } = result
  if (kind === 'unready') process.exitCode = exitCodes.problems
  if (json) return printJson(kind === 'unready' ? result : { kind, id: result.id, expires: result.expires, problems })
  if (problems.length > 0) {
    const { formatProblems } = await import('../../problem/report.ts')
    // Without the lines they are in: those may hold a name that is to be kept out.
    print(formatProblems(problems, { colour: process.stdout.isTTY === true }))
  }
  if (kind === 'unready') return print('Nothing was changed, because of the errors above.')
  const { id, before, expires } = result
  print(`Amended ${id}; its last day is ${expires}${before === expires ? ', as before' : ` (${before} before)`}.`)
  print(
    'What the new form leaves out is gone. Texts the teller agreed to stay agreed to; names once kept out stay out.',
  )
  print(`Now delete the form (${form}), also from the waste basket, from mails and from backups.`)
}
