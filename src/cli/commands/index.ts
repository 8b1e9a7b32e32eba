import { approveCommand } from './approve.ts'
import { backupCommand } from './backup.ts'
import { buildCommand } from './build.ts'
import { cancelCommand } from './cancel.ts'
import { checkCommand } from './check.ts'
import { correctCommand } from './correct.ts'
import { demoCommand } from './demo.ts'
import { diffCommand } from './diff.ts'
import { doctorCommand } from './doctor.ts'
import { editorsCommand } from './editors.ts'
import { gatherCommand } from './gather.ts'
import { guideCommand } from './guide.ts'
import { initCommand } from './init.ts'
import { newCommand } from './new.ts'
import { outboxCommand } from './outbox.ts'
import { pauseCommand } from './pause.ts'
import { proofCommand } from './proof.ts'
import { reconcileCommand } from './reconcile.ts'
import { rekeyCommand } from './rekey.ts'
import { reportCommand } from './report.ts'
import { restoreCommand } from './restore.ts'
import { resumeCommand } from './resume.ts'
import { runCommand } from './run.ts'
import { segmentsCommand } from './segments.ts'
import { sendCommand } from './send.ts'
import { serveCommand } from './serve.ts'
import { statusCommand } from './status.ts'
import { storiesCommand } from './stories.ts'
import { subscribersCommand } from './subscribers.ts'
import { translateCommand } from './translate.ts'

/** Every command, in the order a month uses them. What a command runs is loaded when it runs. */
export const commands = [
  initCommand,
  newCommand,
  gatherCommand,
  checkCommand,
  translateCommand,
  guideCommand,
  buildCommand,
  diffCommand,
  proofCommand,
  approveCommand,
  sendCommand,
  statusCommand,
  pauseCommand,
  resumeCommand,
  cancelCommand,
  reconcileCommand,
  correctCommand,
  reportCommand,
  outboxCommand,
  serveCommand,
  runCommand,
  subscribersCommand,
  segmentsCommand,
  editorsCommand,
  storiesCommand,
  backupCommand,
  restoreCommand,
  rekeyCommand,
  doctorCommand,
  demoCommand,
]
