import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { formatTable, plural, print, printJson, warn } from '../print.ts'

interface Options {
  show?: string
  export?: string
  limit: string
  clear?: boolean
  json?: boolean
}

/** `wayforward outbox [issue]` */
export function outboxCommand(): Command {
  return new Command('outbox')
    .description('show what the outbox holds instead of having mailed it')
    .argument('[issue]', 'folder name or a unique part of it; every issue when left out')
    .option('--show <number>', 'print one delivery as it would be mailed (number or id)')
    .option('--export <dir>', 'write deliveries as .eml files that a mail program opens')
    .option('--limit <count>', 'how many to export', '20')
    .option('--clear', "drop this issue's deliveries and free the room")
    .option('--json', 'print {issues}, or the delivery shown')
    .action(run)
}

async function run(name: string | undefined, options: Options): Promise<void> {
  const { clearOutbox, exportOutbox, findDelivery, summariseOutbox } = await import('../../newsletter/read-outbox.ts')
  const config = currentConfig()
  if (options.show !== undefined) {
    const delivery = await findDelivery(config, options.show, warn)
    if (options.json) return printJson(delivery)
    const { composeEml } = await import('../../provider/outbox/compose-eml.ts')
    const eml = await composeEml(delivery.message, { id: delivery.id, date: new Date(delivery.acceptedAt) })
    return print(eml.toString('utf8'))
  }
  const { findIssue } = await import('../../issue/find-issue.ts')
  const issue = name === undefined ? undefined : await findIssue(config.issuesFolder, name)
  if (options.export !== undefined) {
    const { wholeNumber } = await import('../whole-number.ts')
    const limit = wholeNumber('--limit', options.limit)
    const count = await exportOutbox(config, { issue, folder: options.export, limit }, warn)
    return print(`${plural(count, 'e-mail')} in ${options.export}. They hold addresses: delete them when you are done.`)
  }
  if (options.clear && issue !== undefined) {
    return print(`${plural(await clearOutbox(config, issue, warn), 'delivery', 'deliveries')} of ${issue} dropped.`)
  }
  const all = await summariseOutbox(config, warn)
  const issues = issue === undefined ? all : all.filter((summary) => summary.issue === issue)
  if (options.json) return printJson({ issues })
  if (issues.length === 0) return print('The outbox is empty.')
  print(
    formatTable(
      ['issue', 'deliveries', 'batches', 'last accepted'],
      issues.map(({ issue: of, deliveries, batches, acceptedAt }) => [
        of,
        deliveries,
        batches,
        new Date(acceptedAt).toISOString().slice(0, 16).replace('T', ' '),
      ]),
    ),
  )
}
