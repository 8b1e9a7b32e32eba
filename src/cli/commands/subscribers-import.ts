import { Command, InvalidArgumentError, Option } from 'commander'
import type { DateOrder } from '../../audience/import/consent-date.ts'
import { currentConfig } from '../context.ts'
import { formatIgnored, formatRejects } from '../describe-import.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, thousands, warn } from '../print.ts'

interface Options {
  dryRun?: boolean
  map?: Record<string, string>
  language?: string
  source?: string
  consentedAt?: string
  dates?: DateOrder
  rejects?: string
  json?: boolean
}

/** `wayforward subscribers import <file>` */
export function subscribersImportCommand(): Command {
  return new Command('import')
    .description('bring in a list from a CSV file; look at it first with --dry-run')
    .argument('<file>', 'the CSV file, or - for standard input')
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--map <field=column...>', 'which column is which: --map email="Email Address" language=Idioma', addPair)
    .option('--language <tag>', 'for rows that name no language')
    .option('--source <words>', 'where these people agreed, for rows that do not say')
    .option('--consented-at <date>', 'when they agreed, for rows that do not say')
    .addOption(
      new Option('--dates <order>', 'what stands first in dates such as 1/5/24').choices(['month-first', 'day-first']),
    )
    .option('--rejects <file>', 'where rows that were not taken are written; beside the list when left out')
    .option('--json', 'print the report')
    .addHelpText(
      'after',
      '\nColumns: email, name, language, region, topics (separated by ;), consented_at, consent_source.\n' +
        'Others are guessed from the header. Nobody who unsubscribed comes back by an import.\n' +
        'Exit code: 0 when every row was taken, 1 when some were not.',
    )
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const { importList } = await import('../../newsletter/import-list.ts')
  const { report, rejects } = await importList(currentConfig(), {
    file,
    dryRun: options.dryRun,
    map: options.map,
    defaults: { language: options.language, consentSource: options.source, consentedAt: options.consentedAt },
    dates: options.dates,
    rejects: options.rejects,
    warn,
  })
  if (report.rejectedTotal > 0) process.exitCode = exitCodes.problems
  if (options.json) return printJson({ ...report, rejectsFile: rejects ?? null })
  const columns = Object.entries(report.columns).map(([field, column]) => `${field} ← ${column}`)
  print(`columns: ${columns.join(', ')}`)
  const ignored = formatIgnored(report)
  if (ignored !== undefined) note(ignored)
  const would = options.dryRun ? 'would be ' : ''
  print(`${plural(report.read, 'row')} read`)
  print(`  ${thousands(report.added)} ${would}added, ${thousands(report.updated)} ${would}updated`)
  print(`  ${thousands(report.unchanged)} on the list already, ${thousands(report.duplicates)} twice in the file`)
  if (report.suppressed > 0)
    print(`  ${thousands(report.suppressed)} left out: they unsubscribed, bounced or complained`)
  for (const line of formatRejects(file === '-' ? 'standard input' : file, report, options.source)) note(line)
  for (const [topic, rows] of Object.entries(report.unknownTopics)) {
    note(`“${topic}” is no topic of the newsletter: ${plural(rows, 'row')} taken without it`)
  }
  if (report.assumedLanguage > 0) note(`${plural(report.assumedLanguage, 'row')} named no language and got the default`)
  if (report.rejectedTotal > 0) {
    print(
      `  ${thousands(report.rejectedTotal)} not taken${rejects === undefined ? '' : `; with their reasons in ${rejects}`}`,
    )
  }
  if (options.dryRun) print('Nothing was changed. Run it again without --dry-run to bring them in.')
}

/** One `field=column` of --map, put to those before it. */
function addPair(pair: string, before: Record<string, string> = {}): Record<string, string> {
  const at = pair.indexOf('=')
  if (at < 1 || at === pair.length - 1) {
    throw new InvalidArgumentError(`Write what it is and the column’s name: --map email="Email Address".`)
  }
  return { ...before, [pair.slice(0, at).trim()]: pair.slice(at + 1).trim() }
}
