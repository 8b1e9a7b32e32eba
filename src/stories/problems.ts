import { defineProblem } from '../problem/problem.ts'

export const keepOutUnreadable = defineProblem(
  'consent_form_keep_out',
  'error',
  () => 'What stands here in keepOut cannot be read. It is not repeated, so that no name gets into a log.',
  () =>
    'Write two lists, every name in quotation marks: names: ["Full Name", "Nickname"] and others: ["Town", "Employer"]',
)
