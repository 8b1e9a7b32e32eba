import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, warn } from '../print.ts'

interface Options {
  name?: string
  language: string
  region?: string
  topics?: string
  source: string
}

const outcomes = {
  added: 'Added to the list.',
  updated: 'They were on the list; what is new was added.',
  unchanged: 'They are on the list already; nothing changed.',
  suppressed: 'Not added: this address unsubscribed, bounced or complained before, and only its owner can come back.',
}

/** `wayforward subscribers add <address>` */
export function subscribersAddCommand(): Command {
  return new Command('add')
    .description('add one person who agreed to be mailed')
    .argument('<address>', 'the e-mail address')
    .requiredOption('--source <words>', 'where and how they agreed, such as “teach-in sign-up sheet”')
    .requiredOption('--language <tag>', 'the language they read')
    .option('--name <name>', 'as they wish to be greeted')
    .option('--region <region>', 'such as CA')
    .option('--topics <topics>', 'what they asked for, separated by ;')
    .action(async (address: string, { topics, source, ...person }: Options) => {
      const { addSubscriber } = await import('../../newsletter/add-subscriber.ts')
      const asked = (topics ?? '').split(';').map((topic) => topic.trim())
      const outcome = await addSubscriber(
        currentConfig(),
        { ...person, address, consentSource: source, topics: asked.filter((topic) => topic !== '') },
        warn,
      )
      print(outcomes[outcome])
    })
}
