import { Command } from 'commander'
import { subscribersAddCommand } from './subscribers-add.ts'
import { subscribersForgetCommand } from './subscribers-forget.ts'
import { subscribersImportCommand } from './subscribers-import.ts'
import { subscribersStatsCommand } from './subscribers-stats.ts'

/** `wayforward subscribers import|add|forget|stats` */
export function subscribersCommand(): Command {
  const command = new Command('subscribers').description('bring people onto the list, let them go, count them')
  for (const part of [
    subscribersImportCommand,
    subscribersAddCommand,
    subscribersForgetCommand,
    subscribersStatsCommand,
  ]) {
    command.addCommand(part().exitOverride())
  }
  return command
}
