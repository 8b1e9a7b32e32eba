import { defineProblem } from '../problem/problem.ts'

// Words. One code for each severity: a code says how much weight the guide gives the words, an entry's id says which.

interface WordsFound {
  /** As written, on one line. */
  words: string
  entry: string
  /** In the entry's language. */
  why: string
  /** What to write instead; in parentheses it is advice. */
  use: string[]
  source: string[]
  /** How to keep the words. */
  waiver: string
}

const reasonOfWords = ({ words, why, entry }: WordsFound): string => `“${words}”: ${why} (${entry})`

function hintOfWords({ use, source, waiver }: WordsFound): string {
  const isAdvice = (text: string) => /^\(.*\)$/.test(text)
  const better = use.filter((text) => !isAdvice(text)).map((text) => `“${text}”`)
  const advice = use.filter(isAdvice).map((text) => text.slice(1, -1))
  return [
    better.length > 0
      ? `Write ${joinWords(better)}${advice.length > 0 ? ` (${advice.join('; ')})` : ''}`
      : upperFirst(advice.join('; ')),
    `Who says so: ${source.join('; ')}`,
    waiver,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** Words that stop the issue. */
export const wordsRefused = defineProblem<WordsFound>('words_refused', 'error', reasonOfWords, hintOfWords)

/** Words that somebody has to look at. */
export const wordsDoubtful = defineProblem<WordsFound>('words_doubtful', 'warn', reasonOfWords, hintOfWords)

/** Words for which there are better ones. */
export const wordsBetter = defineProblem<WordsFound>('words_better', 'suggest', reasonOfWords, hintOfWords)

// Waivers

export const waiverBroken = defineProblem<{ faults: string[]; corrected: string }>(
  'waiver_broken',
  'error',
  ({ faults }) => `This waiver holds for nothing: it ${joinFaults(faults)}.`,
  ({ corrected }) => `Write it on a line of its own, above the words it is for: ${corrected}`,
)

const joinFaults = (faults: readonly string[]): string =>
  faults.length < 2 ? faults.join() : `${faults.slice(0, -1).join(', ')}, and ${faults.at(-1)}`

export const waiverEntryUnknown = defineProblem<{ entry: string; meant: string | undefined }>(
  'waiver_entry_unknown',
  'error',
  ({ entry }) => `The guide has no entry “${entry}”, so this waiver holds for nothing.`,
  ({ meant }) =>
    meant
      ? `Did you mean ${meant}?`
      : 'Write the name that stands in parentheses behind the finding, or the id as the guide has it.',
)

export const waiverExpired = defineProblem<{ entry: string; until: string; date: string; by: string }>(
  'waiver_expired',
  'warn',
  ({ entry, until, date }) =>
    `This waiver of “${entry}” ended on ${until}, before the issue’s date, ${date}: it holds no more.`,
  ({ by }) => `Ask ${by} whether it still holds and until when, and change “until”; or delete the waiver.`,
)

export const waiverUnused = defineProblem<{ entry: string; whole: boolean; instead: string }>(
  'waiver_unused',
  'warn',
  ({ entry, whole, instead }) =>
    `Nothing ${whole ? 'in this file' : 'below this waiver'} goes against “${entry}”${instead && `: ${instead}`}.`,
  ({ whole }) =>
    whole
      ? 'Delete it, so that it hides nothing that is written later.'
      : 'Delete it, or move it to the line above the words it is for: it holds for one paragraph, heading, list or table.',
)

// Frames

interface FramePart {
  part: string
}

export const frameMissing = defineProblem<FramePart & { words: string; near: string | undefined }>(
  'frame_missing',
  'warn',
  ({ part, words }) => `The frame’s ${part} stands nowhere in this file: “${words}”.`,
  ({ part, near }) =>
    near
      ? `The text may have changed since. Perhaps it is now: “${near}”`
      : `Copy the words of the ${part} from the text, exactly as they stand there.`,
)

export const frameOrder = defineProblem<FramePart & { before: string; line: number }>(
  'frame_order',
  'warn',
  ({ part, before, line }) =>
    `The ${part} comes before the ${before} (line ${line}). Readers follow value, problem, solution, action, in this order.`,
  ({ part, before }) => `Move the ${before} up, or declare words that stand above the ${part}.`,
)

export const frameStatistic = defineProblem<{ statistic: string; line: number }>(
  'frame_statistic',
  'warn',
  ({ statistic, line }) =>
    `The value comes after a number (“${statistic}”, line ${line}). A number persuades those who know already why it matters.`,
  () => 'Say what we all care about first, then give the number.',
)

export const frameActor = defineProblem<{ actor: string | undefined }>(
  'frame_actor',
  'warn',
  ({ actor }) =>
    actor
      ? `The words of the problem do not name “${actor}”, who makes it.`
      : 'The words of the problem do not name who makes it, so it looks like bad weather that nobody can change.',
  ({ actor }) =>
    actor
      ? `Name ${actor} in the same sentence: who did it, to whom, by which decision.`
      : 'Name who acts in the same sentence: ICE, Congress, the sheriff. Or declare it as actor: in the frame.',
)

export const frameAction = defineProblem<{ declared: boolean }>(
  'frame_action',
  'warn',
  ({ declared }) =>
    declared
      ? 'The frame’s action has no link, no date and no telephone number beside it, so readers cannot follow it.'
      : 'This file declares a frame, but gives readers nothing to do: no action, vote or event.',
  () =>
    'Write what readers can do as an action: :::action{#write href="https://example.org/write" by="2024-04-30" label="Write a letter"}',
)

export const frameUneven = defineProblem<{ parts: string[]; source: string }>(
  'frame_uneven',
  'suggest',
  ({ parts, source }) =>
    `${source} declares ${parts.length === 1 ? 'a part' : 'parts'} of the frame that this file does not: ${parts.join(', ')}.`,
  ({ parts }) =>
    `Add the words of this language below frame: in the front matter (${parts.map((part) => `${part}: "…"`).join(', ')}), so that its frame is checked too.`,
)

export const waiversUneven = defineProblem<{
  entry: string
  category: string
  by: string
  source: string
  words: string
}>(
  'waivers_uneven',
  'suggest',
  ({ entry, source, by, category, words }) =>
    `${source} keeps words of the kind “${category}” on the word of ${by} (waiver of ${entry}), and this file says “${words}” without one.`,
  () => 'Decide it for all languages together: a waiver here too, or other words in both.',
)

export const mythFirst = defineProblem<{ cue: string }>(
  'myth_first',
  'warn',
  ({ cue }) =>
    `This heading begins with the myth (“${cue}”). Many readers take only headings along, and would remember just that.`,
  () => 'Say what is true in the heading, and name the false claim below it, once.',
)

export const actorsUnnamed = defineProblem<{ named: number; all: number }>(
  'actors_unnamed',
  'warn',
  ({ named, all }) =>
    `Of ${all} sentences in which people are arrested, detained or deported, ${named === 0 ? 'none says' : `only ${named} say${named === 1 ? 's' : ''}`} who does it.`,
  () => 'Say who acts: “ICE detained her” instead of “she was detained”. What people do, people can change.',
)
