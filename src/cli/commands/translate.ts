import { Command } from 'commander'
import { translateExportCommand } from './translate-export.ts'
import { translateImportCommand } from './translate-import.ts'
import { translateMarkCommand } from './translate-mark.ts'
import { translateStatusCommand } from './translate-status.ts'

/** `wayforward translate [status]|export|import|mark` */
export function translateCommand(): Command {
  const command = new Command('translate').description('exchange an issue with translators, and see how far they are')
  command.addCommand(translateStatusCommand().exitOverride(), { isDefault: true })
  for (const part of [translateExportCommand, translateImportCommand, translateMarkCommand]) {
    command.addCommand(part().exitOverride())
  }
  return command
}
