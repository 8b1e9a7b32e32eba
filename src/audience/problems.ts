import { defineProblem } from '../problem/problem.ts'

const fields = 'topic, language, region, source (where they signed up), consented (a date)'
const example = 'For example: topic:policy AND NOT region:CA'

export const segmentUnknownField = defineProblem<{ segment: string; field: string; near?: string }>(
  'segment_unknown_field',
  'error',
  ({ segment, field }) =>
    `The rule of segment “${segment}” asks about “${field}”, which is nothing the list knows about its subscribers.`,
  ({ near }) => `${near ? `Did you mean “${near}”? ` : ''}A rule can ask about: ${fields}. ${example}`,
)

export const segmentBareWord = defineProblem<{ segment: string; word: string }>(
  'segment_bare_word',
  'error',
  ({ segment, word }) => `The rule of segment “${segment}” holds the word “${word}” without saying what it is about.`,
  ({ word }) =>
    `Write what it is about and a colon before it: topic:${word} or region:${word}. A rule can ask about: ${fields}.`,
)

export const segmentPattern = defineProblem<{ segment: string }>(
  'segment_pattern',
  'error',
  ({ segment }) => `The rule of segment “${segment}” uses a search pattern between slashes, which rules do not take.`,
  () => 'Use * for any run of letters: region:New*',
)

export const segmentBadValue = defineProblem<{ segment: string; value: string; why: string; hint: string }>(
  'segment_bad_value',
  'error',
  ({ segment, value, why }) => `The rule of segment “${segment}” says “${value}”, but ${why}.`,
  ({ hint }) => hint,
)

export const segmentUnfinished = defineProblem<{ segment: string; why: string }>(
  'segment_unfinished',
  'error',
  ({ segment, why }) => `The rule of segment “${segment}” is not finished: ${why}.`,
  () => `Write whole conditions joined by AND or OR, with every bracket and quote closed. ${example}`,
)

export const segmentNoOperator = defineProblem<{ segment: string; term: string }>(
  'segment_no_operator',
  'error',
  ({ segment, term }) =>
    `In the rule of segment “${segment}” it is not clear how “${term}” goes with what stands before it.`,
  ({ term }) => `Write AND or OR before it, in capitals: … AND ${term}`,
)

export const segmentSyntax = defineProblem<{ segment: string; what: string; hint: string }>(
  'segment_syntax',
  'error',
  ({ segment, what }) => `The rule of segment “${segment}” cannot be read: ${what}.`,
  ({ hint }) => hint,
)

export const segmentTooLong = defineProblem<{ segment: string; limit: string }>(
  'segment_too_long',
  'error',
  ({ segment, limit }) => `The rule of segment “${segment}” is too long: ${limit}.`,
  () => 'Make several segments of it, and name them together on a block: for="first,second" shows it to both.',
)

export const segmentUnknownTopic = defineProblem<{ segment: string; topic: string; near?: string; known: string[] }>(
  'segment_unknown_topic',
  'warn',
  ({ segment, topic }) =>
    `The rule of segment “${segment}” asks for the topic “${topic}”, which nobody can ask for, so it finds nobody.`,
  ({ near, known }) =>
    `${near ? `Did you mean “${near}”? ` : ''}The topics are: ${known.join(', ') || 'none yet; add them under topics:'}.`,
)

export const segmentsTooMany = defineProblem<{ count: number; limit: number }>(
  'segments_too_many',
  'error',
  ({ count, limit }) => `There are ${count} segments; Wayforward counts readers for at most ${limit} at once.`,
  () => 'Remove the segments that no block names any more.',
)

const people = (count: number): string => (count === 1 ? '1 reader' : `${count} readers`)

export const noLanguage = defineProblem<{ language: string; name: string; readers: number; declared: boolean }>(
  'no_language',
  'warn',
  ({ language, name, readers }) =>
    `${people(readers)} asked for ${name} (${language}), and this issue has nothing for them: they will not be mailed, and are counted as no-language.`,
  ({ language, declared }) =>
    declared
      ? `Add ${language}.md to the issue, or let them read another language: in newsletter.yaml, under fallback:, write “${language}: en”.`
      : `To write to them, add ${language} to languages: in newsletter.yaml and ${language}.md to the issue; in newsletter.yaml, fallback: can then name a language they read meanwhile.`,
)

export const languageFallback = defineProblem<{ language: string; name: string; read: string; readers: number }>(
  'language_fallback',
  'warn',
  ({ language, name, read, readers }) =>
    `${people(readers)} asked for ${name} (${language}) and will get the edition in ${read}, as newsletter.yaml says under fallback.`,
  ({ language }) =>
    `Add ${language}.md to the issue, or write “${language}: wait” under fallback: to leave them out this time.`,
)

const list = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

export const importUnreadable = defineProblem<{ why: string }>(
  'import_unreadable',
  'error',
  ({ why }) => `The list cannot be read: ${why}.`,
  () => 'Check the path of the file, and that you may read it.',
)

export const importEmpty = defineProblem(
  'import_empty',
  'error',
  () => 'The list is empty: there is not even a first row with the names of its columns.',
  () => 'Export the list again as CSV and check that it opens in a spreadsheet.',
)

export const importNotUtf8 = defineProblem<{ encoding: string }>(
  'import_not_utf8',
  'error',
  ({ encoding }) => `The list is not in UTF-8 but in ${encoding}, so names such as Nguyễn or Muñoz would be damaged.`,
  () =>
    'Save it again as “CSV UTF-8” (in Excel: Save As; in LibreOffice and Google Sheets: character set UTF-8). Rows that were imported before are not doubled.',
)

export const importNoHeader = defineProblem<{ first: number }>(
  'import_no_header',
  'error',
  () => 'The first row already holds an e-mail address, so nothing says what the columns are.',
  () =>
    'Put a row above it with their names, such as: email,name,language,region,topics,consented_at,consent_source. Or give the columns by number: --map email=1 --map name=2',
)

export const importNoAddress = defineProblem<{ columns: string[] }>(
  'import_no_address_column',
  'error',
  ({ columns }) => `None of the columns is known to hold e-mail addresses: ${list(columns)}.`,
  ({ columns }) => `Say which one it is: --map "email=${columns[0] ?? 'Contact'}"`,
)

export const importDoubleColumn = defineProblem<{ header: string }>(
  'import_double_column',
  'error',
  ({ header }) => `Two columns are called “${header}”, so it is not clear which one is meant.`,
  () => 'Give them different names in the first row, or delete one.',
)

export const importUnknownColumn = defineProblem<{ column: string; near?: string; known: string[]; count: number }>(
  'import_unknown_column',
  'error',
  ({ column }) => `The list has no column “${column}”.`,
  ({ near, known, count }) =>
    `${near ? `Did you mean “${near}”? ` : ''}${known.length > 0 ? `Its columns are: ${list(known)}.` : `Its columns have the numbers 1 to ${count}.`}`,
)

export const importUnknownField = defineProblem<{ field: string; near?: string; known: readonly string[] }>(
  'import_unknown_field',
  'error',
  ({ field }) => `“${field}” is nothing the list keeps about a subscriber, so no column can be mapped to it.`,
  ({ near, known }) =>
    `${near ? `Did you mean “${near}”? ` : ''}What can be mapped: ${known.join(', ')}. For example: --map "email=Contact address"`,
)

export const importBadDefault = defineProblem<{ what: string; why: string }>(
  'import_bad_default',
  'error',
  ({ what, why }) => `The ${what} given for rows that have none cannot be used: ${why}.`,
  () => 'Correct it and run the import again. Nothing was written.',
)

export const importNotText = defineProblem<{ what: string; hint: string }>(
  'import_not_text',
  'error',
  ({ what }) => `The list is ${what}, not a CSV file.`,
  ({ hint }) => hint,
)
