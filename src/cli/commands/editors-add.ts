import { Command, Option } from 'commander'
import type { EditorRole } from '../../approval/editor.ts'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

interface Options {
  name: string
  role: EditorRole
  languages?: string
  json?: boolean
}

const roles: EditorRole[] = ['writer', 'approver', 'counsel']

/** `wayforward editors add <address>` */
export function editorsAddCommand(): Command {
  return new Command('add')
    .description('add an editor, or change the one of this address')
    .argument('<address>', 'their e-mail address, to which proofs and sign-in links go')
    .requiredOption('--name <name>', 'as it stands beside what they approve; best as git knows them')
    .addOption(
      new Option('--role <role>', 'writer, approver, or counsel (who approves alerts and votes as well)')
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option('--languages <tags>', 'the languages whose proofs they read, such as en,es; all when left out')
    .option('--json', 'print {outcome, name, role, languages}')
    .action(async (address: string, { name, role, languages, json }: Options) => {
      const { addEditor } = await import('../../newsletter/add-editor.ts')
      const tags = languages?.split(',').map((tag) => tag.trim())
      const person = { address, name, role, languages: tags?.filter((tag) => tag !== '') }
      const added = await addEditor(currentConfig(), person, warn)
      if (json) return printJson({ ...added, role })
      const verb = added.outcome === 'added' ? 'Added' : 'Changed'
      print(`${verb}: ${added.name}, ${role}, reads ${added.languages.join(', ')}.`)
    })
}
