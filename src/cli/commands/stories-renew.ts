import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

interface Options {
  until: string
  by: string
  how: string
  json?: boolean
}

/** `wayforward stories renew <id>` */
export function storiesRenewCommand(): Command {
  return new Command('renew')
    .description('record until when the teller agrees now')
    .argument('<id>', 'number of the record, such as s-014')
    .requiredOption('--until <day>', 'the last day it holds, at most five years from now: 2027-11-22')
    .requiredOption('--by <name>', 'who asked them')
    .requiredOption('--how <words>', 'how: "on the phone, in Spanish"')
    .option('--json', 'print {id, before, expires}')
    .action(async (id: string, { json, ...said }: Options) => {
      const { renewStory } = await import('../../newsletter/stories/renew-story.ts')
      const renewed = await renewStory(currentConfig(), { id, ...said, warn, now: Date.now() })
      if (json) return printJson(renewed)
      const { before, expires } = renewed
      const change = expires === before ? 'as before' : `${expires < before ? 'shorter' : 'longer'}: ${before} before`
      print(`${renewed.id} holds until ${expires} now (${change}).`)
    })
}
