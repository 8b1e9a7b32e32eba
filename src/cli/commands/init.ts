import { relative } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { InitSettings } from '../../newsletter/init-settings.ts'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, printProblems } from '../print.ts'

interface Options {
  name?: string
  listId?: string
  sender?: string
  replyTo?: string
  postalAddress?: string
  site?: string
  languages?: string
  timezone?: string
  provider?: string
  accent?: string
  removeIssues?: boolean
  json?: boolean
}

/** `wayforward init` */
export function initCommand(): Command {
  return new Command('init')
    .description('make the newsletter yours: sender, address, languages, brand, provider; removes the sample list')
    .option('--name <name>', 'the name of the newsletter and of its sender')
    .option('--list-id <id>', 'permanent short name of the list: letters, digits, hyphens')
    .option('--sender <address>', 'the e-mail address it is sent from')
    .option('--reply-to <address>', 'where answers go; the sender when left out')
    .option('--postal-address <lines>', 'your postal address, lines separated by |')
    .option('--site <url>', 'your website')
    .option('--languages <tags>', 'separated by commas, the source language first: en,es,vi')
    .option('--timezone <zone>', 'such as America/New_York')
    .option('--provider <name>', 'outbox or resend')
    .option('--accent <colour>', 'your main colour, as #rrggbb')
    .option('--remove-issues', 'remove the three sample issues too, with whatever was changed in them')
    .option('--json', 'print {problems, written, removed, kept}')
    .addHelpText(
      'after',
      '\nOn a terminal it asks for what no option gives; an empty answer keeps what is there.\n' +
        'The sample issues stay unless --remove-issues is given.',
    )
    .action(run)
}

const questions: [keyof Options, string][] = [
  ['name', 'Name of the newsletter'],
  ['listId', 'Short name of the list, for ever (letters, digits, hyphens)'],
  ['sender', 'Sent from (e-mail address)'],
  ['postalAddress', 'Postal address, lines separated by |'],
  ['site', 'Website (https://…)'],
  ['languages', 'Languages, source first (en,es,vi)'],
  ['provider', 'Provider (outbox or resend)'],
]

async function run(options: Options): Promise<void> {
  const config = currentConfig()
  const answers: Options = { ...options }
  if (canAsk() && !options.json) {
    for (const [key, question] of questions) {
      if (answers[key] !== undefined) continue
      const answer = await ask(`${question}: `)
      if (answer !== '') Object.assign(answers, { [key]: answer })
    }
  }
  const settings = settingsOf(answers)
  if (!options.removeIssues && Object.values(settings).every((value) => value === undefined)) {
    throw new InvalidArgumentError(
      'There is nothing to change. Say what, such as --name "Riverside Together"; --help lists it all.',
    )
  }
  const { initNewsletter } = await import('../../newsletter/init-newsletter.ts')
  const { hasErrors } = await import('../../problem/report.ts')
  const result = await initNewsletter(config, settings, { removeIssues: options.removeIssues === true })
  const failed = hasErrors(result.problems)
  if (failed) process.exitCode = exitCodes.problems
  if (options.json) return printJson(result)
  await printProblems(result.problems)
  if (failed) return print('Nothing was changed, because of the errors above.')
  for (const file of result.written) print(`wrote ${relative(process.cwd(), file)}`)
  for (const folder of result.removed) print(`removed ${relative(process.cwd(), folder)}`)
  for (const folder of result.kept) note(`kept ${relative(process.cwd(), folder)}, an issue of the sample`)
  if (result.kept.length > 0) note('To remove these too: npx wayforward init --remove-issues')
  print('Next: npx wayforward new <yyyy-mm>, and npx wayforward subscribers import FILE.csv --dry-run')
}

function settingsOf(options: Options): InitSettings {
  const list = (text: string | undefined, separator: string): string[] | undefined =>
    text
      ?.split(separator)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  return {
    name: options.name,
    listId: options.listId,
    senderAddress: options.sender,
    replyTo: options.replyTo,
    postalAddress: list(options.postalAddress, '|'),
    site: options.site,
    languages: list(options.languages, ','),
    timezone: options.timezone,
    provider: options.provider,
    accent: options.accent,
  }
}
