import { defineProblem } from '../../problem/problem.ts'

export const readingHard = defineProblem<{ measure: string }>(
  'reading_hard',
  'suggest',
  ({ measure }) =>
    `This text is hard to read: ${measure}. Many read it on a phone, tired, or in a language they learned late.`,
  () => 'Begin with this sentence: make two of it, name who does what, and take the everyday word where there is one.',
)
