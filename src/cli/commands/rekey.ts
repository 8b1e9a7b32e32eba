import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { plural, print, printJson, warn } from '../print.ts'

interface Options {
  dataOnly?: boolean
  json?: boolean
}

/** `wayforward rekey` */
export function rekeyCommand(): Command {
  return new Command('rekey')
    .description('change the keys of the list and encrypt everybody anew; harmless to run again after any interruption')
    .option('--data-only', 'change the keys inside the list, and keep the one you hold')
    .option('--json', 'print the result as an object')
    .addHelpText(
      'after',
      '\nWhere WAYFORWARD_KEY is set, the new key is read from WAYFORWARD_NEW_KEY; else a new key file is made.\n' +
        'Links in mails that are out go on working. Backups keep the key of their time.',
    )
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { rekeyList } = await import('../../newsletter/rekey-list.ts')
  const result = await rekeyList(currentConfig(), { dataOnly: options.dataOnly, now: Date.now(), warn })
  if (options.json) return printJson(result)
  const { resealed, wrapping, kept, resumed } = result
  if (resumed) print('Went on with a change of keys that was interrupted.')
  print(`${plural(resealed, 'record')} encrypted anew.`)
  if (wrapping?.in === 'file') {
    print(`The new key is in ${wrapping.file}: keep a copy of it in another place.`)
    print(`The old one is in ${wrapping.before}. Backups from before today need it; keep it with them, or delete both.`)
  }
  if (wrapping?.in === 'environment') {
    print('Now set WAYFORWARD_KEY to the new key wherever Wayforward runs, and remove WAYFORWARD_NEW_KEY.')
    print('Backups from before today need the old key; keep it with them, or delete both.')
  }
  if (kept > 0) {
    print(
      `${plural(kept, 'old key')} inside the list stayed, since another command (perhaps \`wayforward serve\`) has the list ` +
        'open and may still use it. The next rekey drops it, once that command was started anew.',
    )
  }
}
