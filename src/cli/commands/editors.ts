import { Command } from 'commander'
import { editorsAddCommand } from './editors-add.ts'
import { editorsListCommand } from './editors-list.ts'
import { editorsRemoveCommand } from './editors-remove.ts'

/** `wayforward editors add|list|remove` */
export function editorsCommand(): Command {
  const command = new Command('editors').description('who works on issues: writers, approvers, counsel')
  for (const part of [editorsAddCommand, editorsListCommand, editorsRemoveCommand]) {
    command.addCommand(part().exitOverride())
  }
  return command
}
