import { defineProblem } from '../problem/problem.ts'

export const freezeUncounted = defineProblem<{ issue: string; candidates: number; counted: number }>(
  'freeze_uncounted',
  'error',
  ({ issue, candidates, counted }) =>
    `Freezing ${issue} counted ${counted} of ${candidates} people, so somebody would be lost.`,
  () =>
    'Nothing was sent. Run the same command again; if it stays, report it with the output of `npx wayforward status`.',
)

export const deliveryTooLarge = defineProblem<{ edition: string; bytes: number }>(
  'delivery_too_large',
  'error',
  ({ edition, bytes }) => `One e-mail of edition ${edition} is ${Math.ceil(bytes / 1e6)} MB, too large to hand over.`,
  () => 'Shorten the issue or take out blocks, then run `npx wayforward check`.',
)
export const encoderUnknown = defineProblem<{ version: number }>(
  'encoder_unknown',
  'error',
  ({ version }) => `This issue was frozen by a newer Wayforward (encoder ${version}).`,
  () => 'Update Wayforward, then run `npx wayforward send` again. Nothing is lost meanwhile.',
)

export const receiptBroken = defineProblem<{ file: string; why: string }>(
  'receipt_broken',
  'error',
  ({ file, why }) =>
    `${file} should say where and when this issue was sent, and cannot be read: ${why}. It was left as it is, and nobody was mailed.`,
  () =>
    'Bring the file back as it was (git checkout, or a backup). Delete it only if you are sure that this issue was never sent.',
)

export const receiptUnwritable = defineProblem<{ file: string; why: string }>(
  'receipt_unwritable',
  'error',
  ({ file, why }) =>
    `${file} cannot be written: ${why}. It keeps another copy of the list from sending this issue again, so nobody is mailed without it.`,
  () => "Make the issue's folder writable for your user, or free some space, then run the same command again.",
)

export const sentElsewhere = defineProblem<{ issue: string; of: string; at: string }>(
  'sent_elsewhere',
  'error',
  ({ issue, of, at }) =>
    issue === of
      ? `The folder of ${issue} says that it was sent, beginning on ${at}, and the ledger here does not know of it: it went out from another computer, or this ledger is older. Nobody was mailed.`
      : `The folder of ${issue} says that it was sent as ${of}, beginning on ${at}. Sent again under this name, everybody would get it twice. Nobody was mailed.`,
  ({ issue, of }) =>
    issue === of
      ? 'Send where it was begun. If that ledger is lost, restore its newest backup. Only if you are sure that nobody got it, delete sent.json from the folder.'
      : `If you copied the folder of ${of} to begin a new issue, delete sent.json from the new one.`,
)

export const monthTaken = defineProblem<{ month: string; issue: string }>(
  'month_taken',
  'error',
  ({ month, issue }) => `${issue} is the monthly of ${month} already, and a month has one.`,
  () => 'Date this one in another month, or make it an alert or a correction (kind: in its front matter).',
)
