import { backups } from './backups.ts'
import { bounces } from './bounces.ts'
import { certificate } from './certificate.ts'
import type { DoctorCheck } from './check.ts'
import { clock } from './clock.ts'
import { disk } from './disk.ts'
import { dkim } from './dkim.ts'
import { dmarc } from './dmarc.ts'
import { editors } from './editors.ts'
import { keyApart } from './key-apart.ts'
import { newsletterFile } from './newsletter-file.ts'
import { permissions } from './permissions.ts'
import { publicUrl } from './public-url.ts'
import { repository } from './repository.ts'
import { resendDomain } from './resend-domain.ts'
import { runtime } from './runtime.ts'
import { sampleSettings } from './sample-settings.ts'
import { schedule } from './schedule.ts'
import { senderLock } from './sender-lock.ts'
import { sendingKey } from './sending-key.ts'
import { spf } from './spf.ts'
import { store } from './store.ts'
import { stories } from './stories.ts'
import { tracking } from './tracking.ts'
import { unsubscribe } from './unsubscribe.ts'
import { warmUp } from './warm-up.ts'
import { webhook } from './webhook.ts'

/** Everything the doctor looks at, in the order of its report: what is written, what is kept, who mails, who reaches us. */
export const doctorChecks: DoctorCheck[] = [
  newsletterFile,
  sampleSettings,
  schedule,
  editors,
  stories,
  repository,
  store,
  senderLock,
  backups,
  keyApart,
  permissions,
  disk,
  runtime,
  sendingKey,
  resendDomain,
  tracking,
  warmUp,
  spf,
  bounces,
  dkim,
  dmarc,
  publicUrl,
  unsubscribe,
  certificate,
  webhook,
  clock,
]
