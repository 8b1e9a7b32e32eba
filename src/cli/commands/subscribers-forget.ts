import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, warn } from '../print.ts'

/** `wayforward subscribers forget <address>` */
export function subscribersForgetCommand(): Command {
  return new Command('forget')
    .description('delete somebody, and keep only a keyed hash so that they are never mailed again')
    .argument('<address>', 'the e-mail address')
    .action(async (address: string) => {
      const { forgetSubscriber } = await import('../../newsletter/forget-subscriber.ts')
      const known = await forgetSubscriber(currentConfig(), address, warn)
      print(known ? 'Deleted, and never mailed again.' : 'They were not on the list; they will never be mailed.')
    })
}
