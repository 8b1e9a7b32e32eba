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
  () => 'Run `npx wayforward init` to set your own sender, or edit `sender:` in issues/newsletter.yaml.',
)

export const postalAddressSample = defineProblem<void>(
  'postal_address_sample',
  'error',
  () =>
    'The postal address in templates/brand.yaml is the one of the sample. CAN-SPAM asks for your real one in every mail.',
  () => 'Run `npx wayforward init`, or edit `postalAddress:` in templates/brand.yaml.',
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
  () => 'Add people with `npx wayforward subscribers import FILE.csv`, or try the sample with `npm start`.',
)

export const sampleNeverReal = defineProblem<void>(
  'sample_never_real',
  'error',
  () => 'This folder holds the sample list, which is only ever delivered to the outbox.',
  () => 'Leave WAYFORWARD_DATA pointing elsewhere than .wayforward/demo to work with your own list.',
)

export const monthMalformed = defineProblem<{ given: string; meant: string | undefined }>(
  'month_malformed',
  'error',
  ({ given }) => `“${given}” is not a month.`,
  ({ meant }) => `Write the year and the month, from 01 to 12: \`npx wayforward new ${meant ?? '2024-11'}\`.`,
)

export const issueExists = defineProblem<{ folder: string; month: string }>(
  'issue_exists',
  'error',
  ({ folder }) => `There is a folder ${folder} already, and it is left as it is.`,
  ({ month }) => `Choose another name: \`npx wayforward new ${month} another-name\`.`,
)

export const newsletterBroken = defineProblem<void>(
  'newsletter_broken',
  'error',
  () => 'issues/newsletter.yaml could not be read.',
  () => 'Run `npx wayforward check` to see what to mend.',
)

export const outboxNothing = defineProblem<{ wanted: string }>(
  'outbox_nothing',
  'error',
  ({ wanted }) => `The outbox holds no delivery for “${wanted}”.`,
  () => '`npx wayforward outbox` lists what it holds.',
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
  () => 'Give the path of a CSV file: `npx wayforward subscribers import people.csv --dry-run`.',
)

export const sampleElsewhere = defineProblem<void>(
  'sample_elsewhere',
  'error',
  () => 'That file is the sample list. Its people are made up, so it never goes onto a real list.',
  () => 'See it at work with `npm start`, and import your own file here.',
)

export const portInvalid = defineProblem<void>(
  'port_invalid',
  'error',
  () => 'PORT is not the number of a port, from 1 to 65535.',
  () => 'Remove PORT from the environment, or set it to a number such as 3000.',
)

export const audienceChanged = defineProblem<{ expected: number; candidates: number }>(
  'audience_changed',
  'error',
  ({ expected, candidates }) =>
    `The list changed while this was being decided: ${expected} people then, ${candidates} now. Nothing was sent.`,
  () => 'Run `npx wayforward send` again to see the new numbers and decide on them.',
)

export const endpointChanged = defineProblem<{ issue: string; frozen: string; endpoint: string }>(
  'endpoint_changed',
  'error',
  ({ issue, frozen, endpoint }) =>
    `${issue} was begun through ${frozen || 'Resend itself'} and would now go on through ${endpoint || 'Resend itself'}. A rehearsal never turns into real mail, nor the other way round.`,
  ({ frozen }) =>
    frozen ? `Set RESEND_BASE_URL to ${frozen} to go on with it.` : 'Remove RESEND_BASE_URL to go on with it.',
)

export const nobodyToMail = defineProblem<{ issue: string; waiting: string[] }>(
  'nobody_to_mail',
  'error',
  ({ issue, waiting }) =>
    `Nobody on the list can be mailed ${issue}: ${waiting.length > 0 ? `all wait for a document in their language (${waiting.join(', ')})` : 'all are paused or suppressed'}.`,
  () => 'Add the missing language to the issue, or name a fallback for it in newsletter.yaml.',
)

export const newsletterNotHere = defineProblem<{ folder: string }>(
  'newsletter_not_here',
  'error',
  ({ folder }) => `No newsletter here (${folder}).`,
  () => 'Change to its folder (it holds issues/ and templates/).',
)

export const folderUnreadable = defineProblem<{ folder: string; code: string }>(
  'folder_unreadable',
  'error',
  ({ folder, code }) => `The folder ${folder} cannot be opened: you may not read it (${code}).`,
  ({ folder }) => `Make it readable for your user: chmod u+rx "${folder}"`,
)

export const listMissing = defineProblem<{ folder: string }>(
  'list_missing',
  'error',
  ({ folder }) => `There is no list in ${folder} yet, so there is nobody to do this for.`,
  () =>
    'Bring people in with `npx wayforward subscribers import FILE.csv`, or set WAYFORWARD_DATA to the folder that holds your list. Nothing was changed.',
)

export const listFileFolder = defineProblem<{ file: string }>(
  'list_file_folder',
  'error',
  ({ file }) => `${file} is a folder, and a list is one CSV file.`,
  () => 'Name the file in it: `npx wayforward subscribers import FOLDER/people.csv --dry-run`.',
)

export const rejectsForeign = defineProblem<{ file: string; why: string }>(
  'rejects_foreign',
  'error',
  ({ file, why }) => `Rows that are not taken cannot be written to ${file}: ${why}. Nothing was changed.`,
  () => 'Name another file for them: --rejects people.rejects.csv',
)

export const settingMalformed = defineProblem<{ option: string; given: string; expected: string }>(
  'setting_malformed',
  'error',
  ({ option, given, expected }) => `${option} cannot be “${given}”; write ${expected}.`,
  () => 'Correct it and run `npx wayforward init` again. Nothing was changed.',
)

export const languageWithoutWords = defineProblem<{ language: string; from: string }>(
  'language_without_words',
  'error',
  ({ language }) =>
    `--languages cannot name “${language}” yet: there is no templates/words/${language}.yaml with the fixed phrases of its mails.`,
  ({ language, from }) =>
    `Copy templates/words/${from}.yaml to templates/words/${language}.yaml, translate it, and run this again. Nothing was changed.`,
)

export const outboxEmpty = defineProblem<void>(
  'outbox_empty',
  'error',
  () => 'The outbox is empty, so there is nothing to write.',
  () => 'Deliver an issue into it first: `npx wayforward send ISSUE` with `provider: outbox`.',
)

export const starterWords = defineProblem<{ words: string }>(
  'starter_words',
  'warn',
  ({ words }) => `These words are still the ones that \`new\` put there: “${words.slice(0, 60)}…”`,
  () => 'Write your own over them, or delete the block. Nothing with them is sent through Resend.',
)

export const starterUnwritten = defineProblem<{ issue: string }>(
  'starter_unwritten',
  'error',
  ({ issue }) => `${issue} still has words that \`new\` put there for you, not for readers. Nobody was mailed.`,
  ({ issue }) => `\`npx wayforward check ${issue}\` shows where they stand.`,
)

export const issuePaused = defineProblem<{ issue: string }>(
  'issue_paused',
  'error',
  ({ issue }) => `${issue} is paused.`,
  ({ issue }) => `Run \`npx wayforward resume ${issue}\` to go on; nobody gets it twice.`,
)

export const breakerStands = defineProblem<{ issue: string; reason: 'bounces' | 'complaints'; detail: string }>(
  'breaker_stands',
  'error',
  ({ issue, reason, detail }) =>
    `${issue} was stopped because too many ${reason === 'bounces' ? 'addresses bounced' : 'readers complained'}. ${detail}`,
  ({ issue }) =>
    `Find out where these people came from before you go on: the provider closes accounts for this. \`npx wayforward resume ${issue}\` goes on all the same.`,
)

export const issueNotBegun = defineProblem<{ issue: string; verb: string }>(
  'issue_not_begun',
  'error',
  ({ issue, verb }) => `${issue} was never frozen, so there is nothing to ${verb}.`,
  ({ issue }) =>
    `To keep an approved issue from going out by itself, take the approval back: \`npx wayforward approve ${issue} --by NAME --withdraw\`.`,
)

export const issueOver = defineProblem<{ issue: string; verb: string }>(
  'issue_over',
  'error',
  ({ issue, verb }) => `${issue} is over, so there is nothing to ${verb}.`,
  ({ issue }) => `\`npx wayforward status ${issue}\` shows what became of everybody.`,
)

export const uncheckedPagesReal = defineProblem<void>(
  'unchecked_pages_real',
  'error',
  () => '--unchecked-pages is for rehearsals against a server on this computer, and this would mail real people.',
  () => 'Leave it out: before the first e-mail, everything the mails link to is fetched once.',
)

export const sentAtProvider = defineProblem<{ issue: string }>(
  'sent_at_provider',
  'error',
  ({ issue }) =>
    `Resend already has e-mails of ${issue}, and this ledger knows nothing of them: it went out from elsewhere, or this ledger is an older one. Nobody was mailed.`,
  () => 'Send from the ledger that began it. If it is lost, restore the newest backup with `npx wayforward restore`.',
)

export const decisionNeedsYes = defineProblem<{ what: string }>(
  'decision_needs_yes',
  'error',
  ({ what }) => `${what}, and nobody confirmed it.`,
  () => 'Run the command on a terminal and answer the question, or add --yes.',
)
