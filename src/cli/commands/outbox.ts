import { Command, InvalidArgumentError } from 'commander'
import { currentConfig } from '../context.ts'
import { formatTable, plural, print, printJson, warn } from '../print.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options {
  show?: string
  export?: string
  limit: number
  clear?: boolean
  json?: boolean
}

/** `wayforward outbox [issue]` */
export function outboxCommand(): Command {
  return new Command('outbox')
    .description('show what the outbox holds instead of having mailed it')
    .argument('[issue]', 'folder name or a unique part of it, or proof, schedule, sign-in; everything when left out')
    .option('--show <number>', 'print one delivery as it would be mailed (number or id)')
    .option('--export <dir>', 'write deliveries as .eml files that a mail program opens')
    .option('--limit <count>', 'how many to export', wholeNumber, 20)
    .option('--clear', "drop this issue's deliveries and free the room")
    .option('--json', 'print {issues}, or the delivery shown')
    .action(run)
}

async function run(name: string | undefined, options: Options): Promise<void> {
  const { clearOutbox, exportOutbox, showDelivery, summariseOutbox } = await import('../../newsletter/read-outbox.ts')
  const config = currentConfig()
  if (options.show !== undefined) {
    const delivery = await showDelivery(config, options.show, warn)
    return options.json ? printJson(delivery) : print(delivery.eml)
  }
  if (options.export !== undefined) {
    const { written, held } = await exportOutbox(config, { name, folder: options.export, limit: options.limit }, warn)
    if (written < held) print(`The first ${written} of ${plural(held, 'e-mail')}; --limit ${held} writes all.`)
    return print(`${plural(written, 'e-mail')} in ${options.export}: with addresses, so delete them when you are done.`)
  }
  if (options.clear) {
    if (name === undefined)
      throw new InvalidArgumentError('Name the issue whose deliveries are to go: wayforward outbox 2024-10 --clear')
    return print(`${plural(await clearOutbox(config, name, warn), 'delivery', 'deliveries')} dropped.`)
  }
  const issues = await summariseOutbox(config, name, warn)
  if (options.json) return printJson({ issues })
  if (issues.length === 0)
    return print(name === undefined ? 'The outbox is empty.' : `The outbox holds nothing of ${name}.`)
  print(
    formatTable(
      ['issue', 'deliveries', 'batches', 'last accepted'],
      issues.map(({ issue: of, notice, deliveries, batches, acceptedAt }) => [
        notice === undefined ? of : `(${notice} mails to editors)`,
        deliveries,
        batches,
        new Date(acceptedAt).toISOString().slice(0, 16).replace('T', ' '),
      ]),
    ),
  )
}
