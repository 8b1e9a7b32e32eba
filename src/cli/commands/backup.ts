import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { plural, print, printJson } from '../print.ts'

/** `wayforward backup <file>` */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the list and the record of what was sent into one file, without the key')
    .argument('<file>', 'a new file, or a folder, where its name is the date and the time')
    .option('--json', 'print what is in it as an object')
    .addHelpText(
      'after',
      '\nIt may run while anything else does. Names and addresses in it are encrypted, and the key is not in it:\n' +
        'keep a copy of the key elsewhere. The outbox is not in it.',
    )
    .action(async (target: string, options: { json?: boolean }) => {
      const { backupList } = await import('../../newsletter/backup-list.ts')
      const backup = await backupList(currentConfig(), target, Date.now())
      if (options.json) return printJson(backup)
      const { file, subscribers, suppressed, issues, key } = backup
      print(
        `${file}: ${plural(subscribers, 'subscriber')}, ${plural(suppressed, 'suppression')}, ${plural(issues, 'issue')}.`,
      )
      const where = key === 'environment' ? 'what WAYFORWARD_KEY holds' : key.file
      print(`The key is not in it. Without ${where} nobody in it can be read: keep a copy of that in another place.`)
    })
}
