import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { print, printJson, warn } from '../print.ts'

interface Options {
  blank?: boolean
  json?: boolean
}

/** `wayforward stories add <form>` */
export function storiesAddCommand(): Command {
  return new Command('add')
    .description('keep what a teller agreed to, from a form that was filled in with them')
    .argument('[form]', 'path of the form; keep it outside the repository, since it holds a real name')
    .option('--blank', 'print an empty form to fill in')
    .option('--json', 'print {kind, id, expires, problems}')
    .action(run)
}

async function run(form: string | undefined, { blank, json }: Options): Promise<void> {
  if (blank) {
    const { blankForm } = await import('../../newsletter/stories/blank-form.ts')
    return print(blankForm().trimEnd())
  }
  const config = currentConfig()
  if (form === undefined) {
    const { consentFormUnnamed } = await import('../../newsletter/stories/problems.ts')
    throw consentFormUnnamed()
  }
  const { addStory } = await import('../../newsletter/stories/add-story.ts')
  const result = await addStory(config, form, { warn, now: Date.now() })
  if (result.kind === 'unready') process.exitCode = exitCodes.problems
  if (json) return printJson(result)
  if (result.problems.length > 0) {
    const { formatProblems } = await import('../../problem/report.ts')
    // Without the lines they are in: those may hold a name that is to be kept out.
    print(formatProblems(result.problems, { colour: process.stdout.isTTY === true }))
  }
  if (result.kind === 'unready') return print('Nothing was kept, because of the errors above.')
  const { id, expires } = result
  print(`Added ${id}; its last day is ${expires}. The words to keep out are kept as codes that nobody can read back.`)
  print(`In the issue, the story begins with :::story{#a-name speaker="${id}"}.`)
  print(`Then read its text to the teller: npx wayforward stories approve ${id} --language TAG --by NAME --how "…"`)
  print(`Now delete the form (${form}), also from the waste basket, from mails and from backups.`)
}
