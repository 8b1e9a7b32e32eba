import { defineProblem } from '../problem/problem.ts'

export const fixFileChanged = defineProblem<{ file: string }>(
  'fix_file_changed',
  'error',
  ({ file }) => `${file} was saved by another program since it was read, so it was not changed.`,
  () => 'Run the command again: it starts from the file as it is now.',
)

export const fixNeedsYes = defineProblem(
  'fix_needs_yes',
  'error',
  () => 'Nothing was written: there is nobody here to ask.',
  () => 'Read the changes above, then run the same command with --yes.',
)
