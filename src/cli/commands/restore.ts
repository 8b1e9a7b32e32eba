import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { plural, print, printJson, warn } from '../print.ts'

interface Options {
  replace?: boolean
  json?: boolean
}

/** `wayforward restore <file>` */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup in the place of the list; every issue that was not over is halted')
    .argument('<file>', 'what `wayforward backup` wrote')
    .option('--replace', 'take the place of the list that is there, which is kept beside it')
    .option('--json', 'print the result as an object')
    .addHelpText(
      'after',
      '\nIt needs the key of the time the backup was made: in WAYFORWARD_KEY, or as the file `key` in the data folder.',
    )
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const { restoreList } = await import('../../newsletter/restore-list.ts')
  const result = await restoreList(currentConfig(), { file, replace: options.replace, now: Date.now(), warn })
  if (options.json) return printJson(result)
  const { subscribers, halted, replaced, stayedAway, takenAt } = result
  const at = takenAt === undefined ? 'a time that is not noted in it' : `${minute(takenAt)} UTC`
  print(`Restored: ${plural(subscribers, 'subscriber')}, as of ${at}.`)
  if (replaced !== undefined) print(`The list that was there is kept in ${replaced}.`)
  if (stayedAway === undefined) {
    print('Whoever left the list after that is on it again: take them off with `npx wayforward subscribers forget`.')
    print('So are stories that were withdrawn after that: `npx wayforward stories list`, then `stories withdraw ID`.')
  } else if (stayedAway > 0) {
    print(`${plural(stayedAway, 'person', 'people')} who left the list after that stayed off it.`)
  }
  for (const issue of halted) {
    print(`${issue} is halted, since it may have gone further than this ledger knows: npx wayforward status ${issue}`)
  }
}

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
