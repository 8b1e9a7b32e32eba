import { defineProblem } from '../../problem/problem.ts'

export const storyUnknown = defineProblem<{ id: string; meant: string | undefined }>(
  'story_unknown',
  'error',
  ({ id }) => `There is no consent record “${id}”.`,
  ({ meant }) =>
    `${meant === undefined ? '' : `Did you mean ${meant}? `}\`npx wayforward stories list\` shows the records there are.`,
)

export const storyWithdrawn = defineProblem<{ id: string; day: string }>(
  'story_withdrawn',
  'error',
  ({ id, day }) => `The story ${id} was withdrawn on ${day}, and that is for good. Nothing was changed.`,
  () =>
    'If the teller wants to tell it again after all, that is a new consent: `npx wayforward stories add FORM.yaml`.',
)

export const storyWordMissing = defineProblem<{ option: '--by' | '--how' }>(
  'story_word_missing',
  'error',
  ({ option }) =>
    option === '--by'
      ? 'Nobody is named as the one who recorded this.'
      : 'It is not said how the teller agreed, and one day somebody will ask.',
  ({ option }) =>
    option === '--by'
      ? 'Give the name of who spoke with the teller: --by "Ana Nguyễn".'
      : 'Say it in a few words: --how "read aloud on the phone, with an interpreter".',
)

export const storyDayImpossible = defineProblem<{ given: string; meant: string | undefined }>(
  'story_day_impossible',
  'error',
  ({ given }) => `“${given}” is not a day that exists.`,
  ({ meant }) => `Write year, month and day: --until ${meant ?? '2027-11-22'}.`,
)

export const storyDayUseless = defineProblem<{ until: string; why: string }>(
  'story_day_useless',
  'error',
  ({ until, why }) => `Consent cannot be renewed until ${until}: ${why}. Nothing was changed.`,
  () => 'Ask the teller until when they agree, at most five years from now, and give that day with --until.',
)

export const consentRunOut = defineProblem<{ id: string; expires: string }>(
  'consent_run_out',
  'warn',
  ({ id, expires }) => `${id} is written down, but its last day was ${expires}: the consent has run out already.`,
  ({ id }) =>
    `If the teller agrees for longer: \`npx wayforward stories renew ${id} --until YYYY-MM-DD --by NAME --how "…"\`. If the form has the wrong day, mend it, then: \`npx wayforward stories amend ${id} FORM.yaml --by NAME\`.`,
)

export const consentNotBegunYet = defineProblem<{ id: string; starts: string }>(
  'consent_not_begun_yet',
  'warn',
  ({ id, starts }) => `${id} is written down, but the consent has not begun: it may be told from ${starts} on.`,
  ({ id }) =>
    `If the form has the wrong day, mend it, then: \`npx wayforward stories amend ${id} FORM.yaml --by NAME\`.`,
)

export const storyNotTold = defineProblem<{ id: string; where: string; language: string; elsewhere: string[] }>(
  'story_not_told',
  'error',
  ({ id, where, language }) =>
    `No block in ${where} tells ${id} in the language ${language}, so there is no text to approve.`,
  ({ id, elsewhere }) =>
    elsewhere.length > 0
      ? `It is told in ${elsewhere.join(', ')}.`
      : `A block tells it when its first line has speaker="${id}", as in :::story{#a-name speaker="${id}"}.`,
)

export const storyBlockElse = defineProblem<{
  id: string
  issue: string
  language: string
  block: string
  told: string[]
}>(
  'story_block_else',
  'error',
  ({ id, issue, language, block }) =>
    `The block #${block} of ${issue} does not tell ${id} in the language ${language}.`,
  ({ told }) => `It is told in ${told.map((one) => `#${one}`).join(', ')}. Leave --block out to take all of them.`,
)

export const storyLanguageOutside = defineProblem<{ id: string; language: string; allowed: string[] }>(
  'story_language_outside',
  'error',
  ({ id, language, allowed }) =>
    `The teller of ${id} agreed to be heard in ${allowed.join(', ')}, not in ${language}. Nothing was changed.`,
  ({ id }) =>
    `If they agree to this language now, fill in a new form with it: \`npx wayforward stories amend ${id} FORM.yaml --by NAME\`.`,
)

export const storyIssueUnread = defineProblem<{ issue: string }>(
  'story_issue_unread',
  'error',
  ({ issue }) => `${issue} cannot be read as it is, so nobody can say which text the teller would agree to.`,
  ({ issue }) => `\`npx wayforward check ${issue}\` shows what to mend first.`,
)

export const consentFormTracked = defineProblem<{ file: string }>(
  'consent_form_tracked',
  'error',
  ({ file }) =>
    `${file} lies where git keeps files, and it holds a real name. Git remembers for ever, also what is deleted later. The form was not read.`,
  () =>
    'Move it out of the repository, for instance into your home folder, and give its new path. If it was committed already, tell whoever keeps the repository at once: its history has to be rewritten.',
)

export const consentFormUnreadable = defineProblem<{ file: string; why: string }>(
  'consent_form_unreadable',
  'error',
  ({ file, why }) => `The form ${file} cannot be read: ${why}.`,
  () => 'Give the path of a filled-in form. `npx wayforward stories add --blank > ~/consent.yaml` makes an empty one.',
)

export const consentFormUnnamed = defineProblem(
  'consent_form_unnamed',
  'error',
  () => 'Nothing says which form to read.',
  () =>
    'Make an empty one with `npx wayforward stories add --blank > ~/consent.yaml`, fill it in, then `npx wayforward stories add ~/consent.yaml`.',
)
