import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { formatTable, print, printJson, warn } from '../print.ts'

interface Options {
  showAddresses?: boolean
  json?: boolean
}

/** `wayforward editors list` */
export function editorsListCommand(): Command {
  return new Command('list')
    .description('show who works on issues')
    .option('--show-addresses', 'print whole e-mail addresses; masked otherwise, as output ends up in logs')
    .option('--json', 'print {editors: [{name, role, languages, maskedAddress, address}]}')
    .action(async ({ showAddresses, json }: Options) => {
      const { listEditors } = await import('../../newsletter/list-editors.ts')
      const editors = await listEditors(currentConfig(), { whole: showAddresses }, warn)
      if (json) return printJson({ editors })
      if (editors.length === 0) {
        return print('No editors yet. Add one: npx wayforward editors add ADDRESS --name NAME --role approver')
      }
      const rows = editors.map(({ name, role, languages, maskedAddress, address }) => [
        ...[name, role, languages.join(', '), address ?? maskedAddress],
      ])
      print(formatTable(['name', 'role', 'languages', 'address'], rows))
    })
}
