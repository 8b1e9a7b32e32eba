import { backupCommand } from './backup.ts'
import { buildCommand } from './build.ts'
import { cancelCommand } from './cancel.ts'
import { checkCommand } from './check.ts'
import { demoCommand } from './demo.ts'
import { initCommand } from './init.ts'
import { newCommand } from './new.ts'
import { outboxCommand } from './outbox.ts'
import { pauseCommand } from './pause.ts'
import { reconcileCommand } from './reconcile.ts'
import { rekeyCommand } from './rekey.ts'
import { restoreCommand } from './restore.ts'
import { resumeCommand } from './resume.ts'
import { segmentsCommand } from './segments.ts'
import { sendCommand } from './send.ts'
import { serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { subscribersCommand } from './subscribers.ts'

/** Every command, in the order a month uses them. What a command runs is loaded when it runs. */
export const commands = [
  initCommand,
  newCommand,
  checkCommand,
  buildCommand,
  sendCommand,
  statusCommand,
  pauseCommand,
  resumeCommand,
  cancelCommand,
  reconcileCommand,
  outboxCommand,
  serveCommand,
  subscribersCommand,
  segmentsCommand,
  backupCommand,
  restoreCommand,
  rekeyCommand,
  demoCommand,
]
