import { defineProblem } from '../../problem/problem.ts'

// What is asked for

export const translateLanguageUnknown = defineProblem<{ language: string; meant: string | undefined; known: string[] }>(
  'translate_language_unknown',
  'error',
  ({ language }) => `The newsletter has no language “${language}” to translate into.`,
  ({ meant, known }) =>
    meant
      ? `Did you mean ${meant}?`
      : known.length > 0
        ? `Its translations are: ${known.join(', ')}. Languages stand in issues/newsletter.yaml.`
        : 'Add the language to languages: in issues/newsletter.yaml, below the one you write in.',
)

export const translateIntoSource = defineProblem<{ language: string }>(
  'translate_into_source',
  'error',
  ({ language }) =>
    `Issues are written in ${language}: it is the language that is translated, not one to translate into.`,
  () => 'Name one of the other languages of issues/newsletter.yaml.',
)

export const translateNothing = defineProblem<{ file: string }>(
  'translate_nothing',
  'error',
  ({ file }) => `There is no ${file} yet, so nothing of it can be marked as up to date.`,
  () => 'Write the translation first, or bring it in with `translate import`.',
)

export const translateBlockUnknown = defineProblem<{ id: string; meant: string | undefined; known: string[] }>(
  'translate_block_unknown',
  'error',
  ({ id }) => `The translation has no block “${id}”.`,
  ({ meant, known }) => (meant ? `Did you mean ${meant}?` : `It has: ${known.join(', ')}.`),
)

export const translateFileExists = defineProblem<{ file: string }>(
  'translate_file_exists',
  'error',
  ({ file }) => `There is a file ${file} already, which may hold a translator’s work.`,
  () => 'Bring it in with `translate import`, delete it, or name another file with --out.',
)

export const translateFileMissing = defineProblem<{ file: string }>(
  'translate_file_missing',
  'error',
  ({ file }) => `There is no file ${file}.`,
  () => 'Give the path of the table that the translator sent back.',
)

export const translateFileChanged = defineProblem<{ file: string }>(
  'translate_file_changed',
  'error',
  ({ file }) => `${file} was changed by somebody else in this very moment, so it was left as it is.`,
  () => 'Save it, close it, and run the same command again.',
)

// The table

export const translateFileUnreadable = defineProblem<{ why: string }>(
  'translate_file_unreadable',
  'error',
  ({ why }) => `The table cannot be read: ${why}`,
  () =>
    'Ask for it as “CSV UTF-8” (Excel: Save As; LibreOffice and Google Sheets: character set UTF-8). The letters that another encoding damaged are lost: save it again from the translator’s own file.',
)

export const translateHeader = defineProblem<{ found: string[]; source: string; target: string }>(
  'translate_header',
  'error',
  ({ found, source, target }) =>
    `The first row names the columns ${found.join(', ') || '(none)'}. A table for this language has ${source} and ${target}.`,
  ({ source, target }) => `See that it is the table for this language; its first row has to be: ${source},${target}`,
)

interface InRow {
  row: number
  marker: string
}

const rowName = ({ row, marker }: InRow): string => `Row ${row} (${marker})`

export const translateRowUnmarked = defineProblem<{ row: number; words: string }>(
  'translate_row_unmarked',
  'error',
  ({ row, words }) => `Row ${row} does not say what it translates: “${words}” has lost the mark it began with.`,
  () => 'Put the mark back, such as ⟦story reentry 3⟧; a fresh export shows it. The left column is not to be edited.',
)

export const translateRowUnknown = defineProblem<InRow>(
  'translate_row_unknown',
  'error',
  (at) => `${rowName(at)} translates a block that the issue does not have.`,
  () => 'See that the table belongs to this issue. If the block was deleted since the export, delete its rows.',
)

export const translateRowTwice = defineProblem<InRow & { first: number }>(
  'translate_row_twice',
  'error',
  (at) => `${rowName(at)} is there already, in row ${at.first}. It cannot be told which of the two is meant.`,
  () => 'Delete one of the two.',
)

export const translateRowMissing = defineProblem<{ marker: string; name: string }>(
  'translate_row_missing',
  'error',
  ({ marker, name }) => `The row ⟦${marker}⟧ is missing, although other rows of ${name} are there.`,
  () =>
    'Put the row back; a fresh export has it. If words were added to the block since the export, delete its other rows too: they will be in the next table.',
)

export const translateSourceChanged = defineProblem<{ row: number; name: string }>(
  'translate_source_changed',
  'warn',
  ({ row, name }) =>
    `Row ${row}: the words in the left column are not those of the issue any more, so ${name} was not taken.`,
  () =>
    'The issue was edited after the export, or the left column was. Export again with --stale: what is taken now will not be asked for twice.',
)

export const translateRowsEmpty = defineProblem<{ rows: number[]; name: string; left: boolean }>(
  'translate_rows_empty',
  'warn',
  ({ rows, name, left }) =>
    `${rows.length === 1 ? `Row ${rows[0]} has` : `Rows ${rows.join(', ')} have`} no translation, so ${name} is ${
      left ? 'left out until all of it is there' : 'not marked as up to date'
    }.`,
  () => 'Fill them in and import the table again.',
)

export const translateFrontMissing = defineProblem<{ file: string; keys: string[] }>(
  'translate_front_missing',
  'error',
  ({ file, keys }) => `A new ${file} cannot do without its ${keys.join(', ')}, which the table does not translate.`,
  () => 'Fill in these rows; they come first in the table.',
)

export const translateTokenLost = defineProblem<InRow & { tokens: string }>(
  'translate_token_lost',
  'error',
  (at) => `${rowName(at)}: the translation has lost ${at.tokens}, which stands for a link, a picture or a name.`,
  ({ tokens }) => `Put ${tokens} into the translation, where the words it belongs to are.`,
)

export const translateTokenDoubled = defineProblem<InRow & { tokens: string }>(
  'translate_token_doubled',
  'error',
  (at) => `${rowName(at)}: the translation has ${at.tokens} twice.`,
  () => 'Leave it in one place.',
)

export const translateTokenInvented = defineProblem<InRow & { tokens: string }>(
  'translate_token_invented',
  'error',
  (at) => `${rowName(at)}: the translation has ${at.tokens}, which the source has not.`,
  () => 'Take it out; a translation has the numbers of its source, each once.',
)

export const translateTokenUnpaired = defineProblem<InRow & { tokens: string; crossed: boolean }>(
  'translate_token_unpaired',
  'error',
  (at) =>
    at.crossed
      ? `${rowName(at)}: ${at.tokens} is closed while another is still open, so the two cross each other.`
      : `${rowName(at)}: ${at.tokens} is not closed, or was not opened.`,
  () =>
    'Write it around the words it belongs to, such as ⟦1⟧these words⟦/1⟧, one pair wholly inside or outside another.',
)

export const translateTokenBroken = defineProblem<InRow>(
  'translate_token_broken',
  'error',
  (at) => `${rowName(at)}: a bracket ⟦ or ⟧ stands alone, so what it stood for cannot be put back.`,
  () => 'Copy the whole mark from the left column, such as ⟦1⟧.',
)

export const translateMarkup = defineProblem<InRow>(
  'translate_markup',
  'error',
  (at) =>
    `${rowName(at)}: the translation has an address, a link, a list or another mark of its own, which is not in the source.`,
  () =>
    'Keep to words, *emphasis*, **strong words** and the marks of the left column. A link of its own is put into the file by hand.',
)

export const translateUnreadable = defineProblem<{ file: string; why: string }>(
  'translate_unreadable',
  'error',
  ({ file, why }) => `With these words ${file} could not be read any more: ${why}`,
  () => 'Look for words that begin with colons or look like a slot, such as :name[…], and write them otherwise.',
)

export const translateExtra = defineProblem<{ name: string; count: number; words: string }>(
  'translate_extra',
  'warn',
  ({ name, count, words }) =>
    `The translation of ${name} had another structure than the source and was written anew. ${
      count === 1 ? 'One passage' : `${count} passages`
    } had no counterpart and went: “${words}”`,
  () => 'See whether the words are missed; git, or your backup, has them.',
)
