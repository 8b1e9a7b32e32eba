import { defineProblem } from '../problem/problem.ts'

export const resendKeyInvalid = defineProblem<{ empty: boolean; variable: 'RESEND_API_KEY' | 'RESEND_READ_KEY' }>(
  'resend_key_invalid',
  'error',
  ({ empty, variable }) => {
    const use = variable === 'RESEND_API_KEY' ? 'sent through it' : 'read there'
    if (empty) return `The API key for Resend in ${variable} is empty, so nothing can be ${use}.`
    return `The API key for Resend in ${variable} holds a space or a character that no key has, so Resend cannot take it.`
  },
  ({ variable }) =>
    `Set ${variable} to the key as Resend showed it once (it begins with re_), without quotes or spaces.`,
)

export const webhookSecretInvalid = defineProblem(
  'webhook_secret_invalid',
  'error',
  () =>
    'RESEND_WEBHOOK_SECRET is not a signing secret of Resend, so no report of a bounce or a complaint could be believed.',
  () =>
    "Copy the signing secret from the webhook's page at Resend (it begins with whsec_), or remove RESEND_WEBHOOK_SECRET. While a secret is being replaced, write both with a space between them.",
)

export const resendAddressInvalid = defineProblem<{ reason: 'no_url' | 'not_encrypted' }>(
  'resend_base_url_invalid',
  'error',
  ({ reason }) =>
    reason === 'no_url'
      ? 'RESEND_BASE_URL is not a web address, so Resend cannot be reached.'
      : 'RESEND_BASE_URL begins with http: and names another machine, so the key and every address would travel unencrypted.',
  ({ reason }) =>
    reason === 'no_url'
      ? 'Remove RESEND_BASE_URL to use https://api.resend.com, or correct it: RESEND_BASE_URL=https://api.resend.com'
      : 'Write it with https:, as in RESEND_BASE_URL=https://api.resend.com; http: is accepted for 127.0.0.1 and localhost only.',
)

export const outboxFull = defineProblem<{ limitBytes: number }>(
  'outbox_full',
  'error',
  ({ limitBytes }) =>
    `The outbox holds ${Math.round(limitBytes / 1_000_000)} MB, which is as much as it may. Nothing was added and nothing was dropped.`,
  () =>
    'Export what you want to keep (wayforward outbox ISSUE --export DIR), empty an older issue (wayforward outbox ISSUE --clear), then run the command again.',
)

export const outboxNotWritable = defineProblem<{ file: string; reason: string }>(
  'outbox_not_writable',
  'error',
  ({ file, reason }) => `The outbox ${file} cannot be written: ${reason}. Without it nothing can be delivered.`,
  () =>
    'Make the folder writable for your user, or point WAYFORWARD_DATA at a folder on a disk that can be written and has room.',
)

export const outboxDamaged = defineProblem<{ file: string }>(
  'outbox_damaged',
  'error',
  ({ file }) => `The outbox ${file} cannot be read: it is damaged, or it is another kind of file.`,
  ({ file }) =>
    `Keep a copy of ${file}, then put back the newest backup (wayforward restore). If no run is unfinished, you can also move the file away; a new one is made.`,
)

export const outboxNewer = defineProblem<{ file: string }>(
  'outbox_newer',
  'error',
  ({ file }) => `The outbox ${file} was written by a newer version of Wayforward than this one.`,
  () => 'Update Wayforward to the version that wrote it (git pull, then npm ci), and run the command again.',
)
