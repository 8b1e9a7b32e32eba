import { defineProblem } from '../problem/problem.ts'

export const keepOutUnreadable = defineProblem(
  'consent_form_keep_out',
  'error',
  () => 'What stands here in keepOut cannot be read. It is not repeated, so that no name gets into a log.',
  () =>
    'Write two lists, every name in quotation marks: names: ["Full Name", "Nickname"] and others: ["Town", "Employer"]',
)

export const consentFormElse = defineProblem(
  'consent_form_else',
  'error',
  () => 'This is no filled-in consent form. What it says is not repeated, so that no name gets into a log.',
  () => 'Make an empty one with `npx wayforward stories add --blank > ~/consent.yaml`, and write behind the colons.',
)

export const consentFormLine = defineProblem(
  'consent_form_line',
  'error',
  () => 'This line cannot be read. It is not repeated, since it says how to reach the teller.',
  () => 'Write it behind the colon, in quotation marks: reach: "call: her sister".',
)

export const shownAsKeptOut = defineProblem(
  'consent_form_shown_as',
  'error',
  () =>
    'The name to be printed (shownAs) holds words that keepOut keeps out, so every text that prints it would be refused. They are not repeated, so that no name gets into a log.',
  () => 'Agree with the teller on another name for shownAs, or take out of keepOut what may be printed.',
)

export const consentFormLanguage = defineProblem<{ language: string; known: readonly string[] }>(
  'consent_form_language',
  'warn',
  ({ language }) => `The newsletter has no language “${language}”, so nothing is told in it.`,
  ({ known }) => `The newsletter’s languages are ${known.join(', ')}. If one of them is meant, correct the form.`,
)
