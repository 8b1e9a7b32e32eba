import { defineProblem } from '../../problem/problem.ts'

/** A line that an inbox shows: `subject`, `preheader`, `title`. */
interface InLine {
  line: string
}

export const lineShouts = defineProblem<InLine & { words: string }>(
  'line_shouts',
  'warn',
  ({ line, words }) =>
    `The ${line} shouts: “${words}” is in capitals. Spam filters count that, and screen readers may spell it out.`,
  () => 'Write it as a sentence, with capitals for names and for letters that stand for words (ICE, DACA).',
)

export const lineExclaims = defineProblem<InLine & { count: number }>(
  'line_exclaims',
  'suggest',
  ({ line, count }) => `The ${line} has ${count} exclamation marks. Spam filters count them, and one says as much.`,
  () => 'Keep one at most; the words carry the urgency.',
)

export const lineBaits = defineProblem<InLine & { words: string }>(
  'line_baits',
  'warn',
  ({ line, words }) =>
    `The ${line} says “${words}”, as spam does. Filters learn such words, and readers who were cheated before are wary of them.`,
  () => 'Say what is in the issue, or what the reader can do.',
)

export const subjectPretends = defineProblem<{ words: string }>(
  'subject_pretends',
  'warn',
  ({ words }) =>
    `The subject begins with “${words}”, as if it went on with a correspondence. The law (CAN-SPAM) calls that misleading, and filters know the trick.`,
  ({ words }) => `Begin with what the issue is about, without “${words}”.`,
)

export const linkShortened = defineProblem<{ host: string }>(
  'link_shortened',
  'warn',
  ({ host }) =>
    `This link goes through ${host}, which hides where it leads and counts who follows it. Filters distrust such links, and we promise readers that nobody does.`,
  () => 'Open it once, and write the address it ends at.',
)
