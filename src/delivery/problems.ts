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
