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
