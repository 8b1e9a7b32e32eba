import { buildCommand } from './build.ts'
import { checkCommand } from './check.ts'
import { demoCommand } from './demo.ts'
import { initCommand } from './init.ts'
import { newCommand } from './new.ts'
import { outboxCommand } from './outbox.ts'
import { segmentsCommand } from './segments.ts'
import { sendCommand } from './send.ts'
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
  outboxCommand,
  subscribersCommand,
  segmentsCommand,
  demoCommand,
]
