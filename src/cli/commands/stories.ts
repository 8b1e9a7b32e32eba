import { Command } from 'commander'
import { storiesAddCommand } from './stories-add.ts'
import { storiesAmendCommand } from './stories-amend.ts'
import { storiesApproveCommand } from './stories-approve.ts'
import { storiesExpiringCommand } from './stories-expiring.ts'
import { storiesListCommand } from './stories-list.ts'
import { storiesRenewCommand } from './stories-renew.ts'
import { storiesShowCommand } from './stories-show.ts'
import { storiesWithdrawCommand } from './stories-withdraw.ts'

/** `wayforward stories add|list|show|approve|amend|renew|withdraw|expiring` */
export function storiesCommand(): Command {
  const command = new Command('stories').description('what the people whose stories you tell have agreed to')
  const parts = [
    ...[storiesAddCommand, storiesListCommand, storiesShowCommand, storiesApproveCommand],
    ...[storiesAmendCommand, storiesRenewCommand, storiesWithdrawCommand, storiesExpiringCommand],
  ]
  for (const part of parts) command.addCommand(part().exitOverride())
  return command
}
