import { Command } from 'commander'
import { guideCheckCommand } from './guide-check.ts'
import { guideScoreCommand } from './guide-score.ts'

/** `wayforward guide check|score` */
export function guideCommand(): Command {
  const command = new Command('guide').description('see that the language guide works, and how well')
  for (const part of [guideCheckCommand, guideScoreCommand]) command.addCommand(part().exitOverride())
  return command
}
