import { defineProblem } from '../../problem/problem.ts'

export const editorsNone = defineProblem<{ issue: string }>(
  'editors_none',
  'error',
  ({ issue }) => `There is nobody to mail the proof of ${issue} to: no editors are known here.`,
  () => 'Add the people who read proofs: `npx wayforward editors add ADDRESS --name "THEIR NAME" --role writer`.',
)

export const proofPlaceMissing = defineProblem<{ folder: string }>(
  'proof_place_missing',
  'error',
  ({ folder }) =>
    `There is no list in ${folder}, and proofs go out from where the list and its editors are. Nobody was mailed.`,
  () =>
    'Run this where your list is, or set WAYFORWARD_DATA to its folder. To look at an issue here: `npx wayforward build`.',
)
