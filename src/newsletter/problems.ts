import { defineProblem } from '../problem/problem.ts'

export const keyMissingFromResend = defineProblem<void>(
  'resend_key_missing',
  'error',
  () => 'newsletter.yaml says that Resend delivers, but there is no RESEND_API_KEY in the environment.',
  () =>
    'Set RESEND_API_KEY to a key from the Resend dashboard. To rehearse without mailing anyone, set `provider: outbox`.',
)

export const publicUrlMissing = defineProblem<void>(
  'public_url_missing',
  'error',
  () => 'PUBLIC_URL is not set, so the pictures and the unsubscribe links in the mail would lead nowhere.',
  () => 'Set PUBLIC_URL to the https address at which readers reach Wayforward, such as https://news.example.org.',
)

export const publicUrlUnsafe = defineProblem<{ url: string }>(
  'public_url_unsafe',
  'error',
  ({ url }) => `PUBLIC_URL is ${url}. Links in a mail must be https addresses without a path.`,
  () => 'Use an https address such as https://news.example.org. Plain http works only for rehearsals on this computer.',
)

export const senderReserved = defineProblem<{ address: string }>(
  'sender_reserved',
  'error',
  ({ address }) => `The sender is ${address}, an address of the sample that no provider will send from.`,
  () => 'Run `wayforward init` to set your own sender, or edit `sender:` in issues/newsletter.yaml.',
)

export const postalAddressSample = defineProblem<void>(
  'postal_address_sample',
  'error',
  () =>
    'The postal address in templates/brand.yaml is the one of the sample. CAN-SPAM asks for your real one in every mail.',
  () => 'Run `wayforward init`, or edit `postalAddress:` in templates/brand.yaml.',
)

export const confirmationNeeded = defineProblem<{ readers: number }>(
  'confirmation_needed',
  'error',
  ({ readers }) => `This would mail ${readers} people, and nobody confirmed it.`,
  () => 'Run the command on a terminal and answer the question, or add --yes.',
)

export const listEmpty = defineProblem<void>(
  'list_empty',
  'error',
  () => 'There is nobody on the list yet, so there is nothing to send.',
  () => 'Add people with `wayforward subscribers import FILE.csv`, or try the sample with `npm start`.',
)

export const sampleNeverReal = defineProblem<void>(
  'sample_never_real',
  'error',
  () => 'This folder holds the sample list, which is only ever delivered to the outbox.',
  () => 'Leave WAYFORWARD_DATA pointing elsewhere than .wayforward/demo to work with your own list.',
)

export const monthMalformed = defineProblem<{ given: string }>(
  'month_malformed',
  'error',
  ({ given }) => `“${given}” is not a month.`,
  () => 'Write the year and the month: `wayforward new 2024-11`.',
)

export const issueExists = defineProblem<{ folder: string }>(
  'issue_exists',
  'error',
  ({ folder }) => `There is a folder ${folder} already, and it is left as it is.`,
  () => 'Choose another name: `wayforward new 2024-11 another-name`.',
)

export const diskRefused = defineProblem<{ path: string; code: string }>(
  'disk_refused',
  'error',
  ({ path, code }) =>
    code === 'ENOSPC'
      ? `The disk is full, so ${path} could not be written.`
      : `${path} could not be written: the folder or the disk is read-only for you (${code}).`,
  ({ code }) =>
    code === 'ENOSPC'
      ? 'Free some space and run the same command again; nothing was lost.'
      : 'Choose another folder (--out DIR, or WAYFORWARD_DATA), or change its permissions. Nothing was lost.',
)

export const newsletterBroken = defineProblem<void>(
  'newsletter_broken',
  'error',
  () => 'issues/newsletter.yaml could not be read.',
  () => 'Run `wayforward check` to see what to mend.',
)

export const outboxNothing = defineProblem<{ wanted: string }>(
  'outbox_nothing',
  'error',
  ({ wanted }) => `The outbox holds no delivery for “${wanted}”.`,
  () => '`wayforward outbox` lists what it holds.',
)

export const addressMalformed = defineProblem<void>(
  'address_malformed',
  'error',
  () => 'That is not an e-mail address.',
  () => 'Write it as name@example.org, without spaces.',
)

export const languageUnknown = defineProblem<{ language: string; known: string[] }>(
  'language_unknown',
  'error',
  ({ language }) => `“${language}” is not a language of this newsletter.`,
  ({ known }) => `Use one of: ${known.join(', ')}.`,
)

export const topicUnknown = defineProblem<{ topic: string; known: string[] }>(
  'topic_unknown',
  'error',
  ({ topic }) => `“${topic}” is not a topic of this newsletter.`,
  ({ known }) => `Use some of: ${known.join(', ')}. Topics are listed in issues/newsletter.yaml.`,
)

export const listFileMissing = defineProblem<{ file: string }>(
  'list_file_missing',
  'error',
  ({ file }) => `There is no file ${file}.`,
  () => 'Give the path of a CSV file: `wayforward subscribers import people.csv --dry-run`.',
)

export const sampleElsewhere = defineProblem<void>(
  'sample_elsewhere',
  'error',
  () => 'That file is the sample list. Its people are made up, so it never goes onto a real list.',
  () => 'See it at work with `npm start`, and import your own file here.',
)
