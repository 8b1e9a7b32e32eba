import { defineProblem } from '../../problem/problem.ts'

export const correctUnsent = defineProblem<{ issue: string }>(
  'correct_unsent',
  'error',
  ({ issue }) => `${issue} has not been sent: nobody has anything wrong from it.`,
  ({ issue }) => `Change its files and go on as before: npx wayforward check ${issue}`,
)

export const correctUnchanged = defineProblem<{ issue: string; since: string | undefined }>(
  'correct_unchanged',
  'error',
  ({ issue, since }) =>
    since === undefined
      ? `Nothing that readers see of ${issue} has changed since it was sent.`
      : `Nothing that readers see of ${issue} has changed since its correction of ${since}.`,
  ({ issue, since }) =>
    since === undefined
      ? `Correct the words in issues/${issue} first, then run this again with a note.`
      : `To mail that correction, run it without a note: npx wayforward correct ${issue} --mail`,
)

export const correctNoteMissing = defineProblem<{ issue: string; languages: string[] }>(
  'correct_note_missing',
  'error',
  ({ issue, languages }) =>
    `${issue} was sent in ${languages.join(' and ')}, and readers of ${languages.join(' and ')} would not be told what was corrected.`,
  ({ issue, languages }) =>
    `Say in each language what was wrong and what is right: npx wayforward correct ${issue} ${languages.map((tag) => `--note ${tag}="…"`).join(' ')}`,
)

export const correctNoteEmpty = defineProblem<{ language: string }>(
  'correct_note_empty',
  'error',
  ({ language }) => `The note in ${language} says nothing, or has line breaks in it.`,
  ({ language }) => `Say on one line what was wrong and what is right: --note ${language}="The deadline is …, not …"`,
)

export const correctNoteLanguage = defineProblem<{ language: string; known: string[] }>(
  'correct_note_language',
  'error',
  ({ language }) => `The newsletter has no language “${language}”, or this issue has no file in it.`,
  ({ known }) => `Write --note LANGUAGE="…" with one of ${known.join(', ')}, each once.`,
)

export const correctMailNobody = defineProblem<{ issue: string }>(
  'correct_mail_nobody',
  'error',
  ({ issue }) =>
    `Nobody who was mailed ${issue} would read anything else today: its subject and words are the same in every edition that went out.`,
  () =>
    'The note stands on the pages; there is nothing to mail. If it was a picture that was wrong, say so in the next issue.',
)

export const correctMailExists = defineProblem<{ issue: string; folder: string }>(
  'correct_mail_exists',
  'error',
  ({ issue, folder }) => `${folder} is there already: a mail that corrects ${issue} was begun. It was left as it is.`,
  ({ folder }) => `Go on writing in ${folder}, or delete it and run this again.`,
)

export const correctsUnsent = defineProblem<{ corrects: string; meant: string | undefined }>(
  'corrects_unsent',
  'error',
  ({ corrects }) => `This corrects “${corrects}”, but no issue of that name was sent from here: nobody would get it.`,
  ({ meant }) =>
    meant ? `Write corrects: ${meant}` : 'Write after corrects: the folder name of the issue that went out.',
)

export const correctsEditionUnknown = defineProblem<{ corrects: string; edition: string; known: string[] }>(
  'corrects_edition_unknown',
  'error',
  ({ corrects, edition }) => `${corrects} was not sent in an edition “${edition}”, so nobody can be meant by it.`,
  ({ known }) => `Name some of those that went out: editions: [${known.join(', ')}]`,
)
