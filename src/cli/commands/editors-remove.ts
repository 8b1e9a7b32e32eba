import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward editors remove <address>` */
export function editorsRemoveCommand(): Command {
  return new Command('remove')
    .description('take an editor out; what they approved stays, their sign-in links end')
    .argument('<address>', 'their e-mail address, or their name')
    .option('--json', 'print {name}')
    .action(async (named: string, { json }: { json?: boolean }) => {
      const { removeEditor } = await import('../../newsletter/remove-editor.ts')
      const removed = await removeEditor(currentConfig(), named, warn)
      if (json) printJson(removed)
      else print(`Removed: ${removed.name}. What they approved stays.`)
    })
}
