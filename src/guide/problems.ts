import { defineProblem } from '../problem/problem.ts'

// Reading: the files of issues/guide

export const guideMissing = defineProblem<{ folder: string }>(
  'guide_missing',
  'warn',
  ({ folder }) => `There is no language guide: the folder ${folder} is not there, so no word of the issue was checked.`,
  ({ folder }) => `Bring ${folder} back from git, or from a fresh copy of Wayforward.`,
)

export const guideLanguageMissing = defineProblem<{ file: string; language: string }>(
  'guide_language_missing',
  'warn',
  ({ file, language }) => `The guide has no file ${file}, so the words of the language “${language}” are not checked.`,
  ({ file, language }) =>
    `Begin ${file} with the lines “language: ${language}”, “unreviewedAtMost: warn” and “entries: []”, and add entries as in the other files.`,
)

export const guideLanguageDiffers = defineProblem<{ language: string; expected: string }>(
  'guide_language_differs',
  'error',
  ({ language, expected }) =>
    `This file says that its language is “${language}”, but its name says “${expected}”, so it is not known whose words it is about.`,
  ({ expected }) => `Write: language: ${expected}`,
)

export const guideIdTwice = defineProblem<{ id: string; other: string }>(
  'guide_id_twice',
  'error',
  ({ id, other }) =>
    `The id “${id}” is taken already: ${other}. Waivers name an entry by its id, so each has its own in all languages, and this entry is left out.`,
  ({ id }) => `Give this entry another id, such as ${id}-2.`,
)

export const guideCategorySlip = defineProblem<{ category: string; meant: string }>(
  'guide_category_slip',
  'warn',
  ({ category, meant }) =>
    `Only this entry has the category “${category}”, which looks like a slip of “${meant}”; scores by category would count it apart.`,
  ({ meant }) => `Write: category: ${meant}`,
)

export const guideMacroUnknown = defineProblem<{ name: string; meant: string | undefined; known: string[] }>(
  'guide_macro_unknown',
  'error',
  ({ name }) => `There is no {${name}} in macros.yaml, so these words cannot be looked for.`,
  ({ meant, known }) => (meant ? `Did you mean {${meant}}?` : `Macros are: ${known.join(', ')}`),
)

export const guideMacroCircle = defineProblem<{ path: string[] }>(
  'guide_macro_circle',
  'error',
  ({ path }) => `These macros use each other in a circle (${path.join(' → ')}), so they never end.`,
  () => 'Write out in one of them what it needs of the other.',
)

export const guidePatternBroken = defineProblem<{ pattern: string; why: string }>(
  'guide_pattern_broken',
  'error',
  ({ pattern, why }) => `“${pattern}” cannot be looked for: ${why}.`,
  () =>
    'Write the words as they would stand in a text. `s?` is with or without the s, `(a|b)` is one or the other; look at the entries around this one.',
)

export const guidePatternEmpty = defineProblem<{ pattern: string }>(
  'guide_pattern_empty',
  'error',
  ({ pattern }) => `“${pattern}” fits no words at all too, so it would be found everywhere.`,
  () => 'See that at least one word in it has neither “?” nor “*” behind it.',
)

export const guidePatternEndless = defineProblem<{ pattern: string }>(
  'guide_pattern_endless',
  'error',
  ({ pattern }) => `“${pattern}” repeats a repetition, on which a check could run for hours.`,
  () => 'Keep one of the two: (word )* instead of (word +)*, or count them: (word ){0,3}.',
)

export const guideUseNumber = defineProblem<{ number: 'one' | 'many' }>(
  'guide_use_number',
  'error',
  ({ number }) =>
    `This entry has words for ${number === 'one' ? 'one' : 'many'} in “patterns”, but “use” has nothing for ${number === 'one' ? 'one' : 'many'}.`,
  ({ number }) =>
    `Add to “use” a line such as ${number}: [${number === 'one' ? 'undocumented person' : 'undocumented people'}]`,
)

export const guideFixUnsure = defineProblem(
  'guide_fix_unsure',
  'error',
  () =>
    'This entry says “fix: true”, but offers more than one replacement, or advice in parentheses: which one to put in is for a person to decide.',
  () => 'Leave one replacement under “use” (one for each number), or take “fix: true” out.',
)

// Examples: the tests that an entry brings along

export const guideExampleUnfound = defineProblem<{ id: string; text: string }>(
  'guide_example_unfound',
  'error',
  ({ id, text }) => `The entry “${id}” does not find its own bad example: “${text}”`,
  () => 'Add the words of the example to “patterns”, or mend the example.',
)

export const guideExampleFlagged = defineProblem<{ id: string; text: string; words: string }>(
  'guide_example_flagged',
  'error',
  ({ id, text, words }) => `The entry “${id}” finds “${words}” in its own good example: “${text}”`,
  () => 'Narrow “patterns”, add an exception under “except”, or mend the example.',
)

export const guideReviewLater = defineProblem<{ id: string; on: string; today: string }>(
  'guide_review_later',
  'error',
  ({ id, on, today }) => `The entry “${id}” says that it was reviewed on ${on}, but today is ${today}.`,
  () => 'Write the day on which it was read, or “reviewed: false” until somebody has read it.',
)
