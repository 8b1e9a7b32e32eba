import { defineProblem } from '../problem/problem.ts'

interface Corrected {
  corrected: string
}

const write = ({ corrected }: Corrected): string => `Write the line as: ${corrected}`

// Fences

export const fenceSpace = defineProblem<Corrected & { what: string; closes: boolean }>(
  'fence_space',
  'error',
  ({ what, closes }) =>
    `In this line ${what}, so it would be printed as text instead of ${closes ? 'closing' : 'opening'} a block.`,
  write,
)

export const fenceMalformed = defineProblem<Corrected & { what: string; closes: boolean }>(
  'fence_malformed',
  'error',
  ({ what, closes }) => `In this line ${what}, so it cannot ${closes ? 'close' : 'open'} a block.`,
  write,
)

export const fenceUnreadable = defineProblem<Corrected>(
  'fence_unreadable',
  'error',
  () =>
    'This line begins with ::: but cannot be read as the beginning or the end of a block, so it would be printed as text.',
  write,
)

export const attributeQuotes = defineProblem<Corrected & { what: string }>(
  'attribute_quotes',
  'error',
  ({ what }) => `In this line ${what}. Word processors put curly quotes; attributes need straight ones (").`,
  write,
)

export const attributeUnquoted = defineProblem<Corrected & { what: string }>(
  'attribute_unquoted',
  'error',
  ({ what }) =>
    `In this line ${what}. Anything but plain letters, digits and hyphens needs quotes, or its end is lost.`,
  write,
)

export const fenceUnclosed = defineProblem<{ name: string; before: number | undefined; corrected: string }>(
  'fence_unclosed',
  'error',
  ({ name, before }) =>
    before === undefined
      ? `This ${name} block is never closed, so it takes in everything down to the end of the file.`
      : `This ${name} block is not closed before the next one begins on line ${before}.`,
  ({ before, corrected }) =>
    before === undefined
      ? `Put a line with nothing but ${corrected} after the last line of the block.`
      : `Put a line with nothing but ${corrected} after the last line of the block, before line ${before}.`,
)

export const fenceEnd = defineProblem<{ name: string; line: number }>(
  'fence_end',
  'error',
  ({ name, line }) => `This looks like the end of the ${name} block of line ${line}.`,
  () => 'Write the line as: :::',
)

export const fenceHidden = defineProblem<{ name: string; line: number; words: string }>(
  'fence_hidden',
  'error',
  ({ name, line, words }) =>
    words === ''
      ? `There are two colons here instead of three, so they do not close the ${name} block of line ${line}.`
      : `The colons at the end of this line do not close the ${name} block of line ${line}: they need a line of their own.`,
  ({ words }) => (words === '' ? 'Write the line as: :::' : `Write it as two lines:\n${words}\n:::`),
)

export const fenceStray = defineProblem(
  'fence_stray',
  'error',
  () => 'This ::: closes nothing: no block is open here.',
  () =>
    'Delete the line, or open the block above it, for example with: :::action{#call href="https://example.org/call"}',
)

export const blockNested = defineProblem<{ name: string; outer: string }>(
  'block_nested',
  'error',
  ({ name, outer }) =>
    `This ${name} block stands inside ${outer}. Blocks stand one after another, never inside each other.`,
  ({ name }) =>
    `Close what is open with a line ::: above, and begin the ${name} block at the left edge of its own line.`,
)

export const codeUnclosed = defineProblem<{ marker: string }>(
  'code_unclosed',
  'error',
  ({ marker }) => `${marker} opens code here that is never closed, so everything below would be printed as code.`,
  ({ marker }) => `Delete this ${marker}, or close it with a line: ${marker}`,
)

export const commentUnclosed = defineProblem(
  'comment_unclosed',
  'error',
  () => 'A comment begins here and never ends, so everything below would be left out.',
  () => 'End the comment with: -->',
)

// Blocks

export const blockUnknown = defineProblem<{ name: string; corrected: string | undefined; known: readonly string[] }>(
  'block_unknown',
  'error',
  ({ name }) =>
    name === 'letter'
      ? 'The letter is not written as a block: it is everything before the first one.'
      : isWaiver(name)
        ? 'A waiver is not written as a block, but as a comment above the words it is for.'
        : `There is no kind of block called “${name}”.`,
  ({ name, corrected, known }) =>
    name === 'letter'
      ? 'Move these words above the first block and delete the two lines with :::'
      : isWaiver(name)
        ? 'Delete the two lines with ::: and write: <!-- waive felon because="why it has to stay" by="who decided it" until="2024-12-31" -->'
        : corrected
          ? `Write the line as: ${corrected}`
          : `Use one of ${known.join(', ')}. To close a block, write ::: and nothing else.`,
)

const isWaiver = (name: string): boolean => /^waive[rs]?$/i.test(name)

export const idMissing = defineProblem<Corrected>(
  'id_missing',
  'error',
  () => 'This block has no id. The id ties the languages together and is part of links, so a person chooses it.',
  write,
)

export const idInvalid = defineProblem<Corrected & { id: string }>(
  'id_invalid',
  'error',
  ({ id }) =>
    id === 'letter'
      ? 'The id “letter” belongs to the letter, the prose before the first block.'
      : `“${id}” cannot be an id: an id is small letters, digits and hyphens, and begins with a letter.`,
  write,
)

export const idDuplicate = defineProblem<Corrected & { id: string; line: number }>(
  'id_duplicate',
  'error',
  ({ id, line }) => `The id “${id}” is already taken by the block on line ${line}.`,
  write,
)

export const attributeUnknown = defineProblem<{
  name: string
  block: string
  meant: string | undefined
  known: string[]
}>(
  'attribute_unknown',
  'error',
  ({ name, block }) => `A block of the kind ${block} has no attribute “${name}”, so what it says would be lost.`,
  ({ meant, known }) => (meant ? `Did you mean ${meant}?` : `Use ${known.join(', ')}, or delete it.`),
)

export const attributeMissing = defineProblem<Corrected & { names: string[]; block: string }>(
  'attribute_missing',
  'error',
  ({ names, block }) =>
    `A block of the kind ${block} needs the attribute${names.length > 1 ? 's' : ''} ${names.map((name) => `“${name}”`).join(' and ')}.`,
  ({ names, corrected }) => `Write the line like this, with your own value${names.length > 1 ? 's' : ''}: ${corrected}`,
)

export const attributeInvalid = defineProblem<{ name: string; value: string; expected: string; corrected?: string }>(
  'attribute_invalid',
  'error',
  ({ name, value, expected }) =>
    value.trim() === ''
      ? `“${name}” is empty. It has to be ${expected}.`
      : `“${name}” cannot be “${value}”. It has to be ${expected}.`,
  ({ name, corrected, expected }) => (corrected ? `Write the line as: ${corrected}` : `Change ${name} to ${expected}.`),
)

export const onlyUnexplained = defineProblem<Corrected>(
  'only_unexplained',
  'error',
  () =>
    'This block stands in one language only, but nothing says why. The reason tells translators not to wait for it.',
  ({ corrected }) => `Write the line like this, with your own reason: ${corrected}`,
)

export const onlyElsewhere = defineProblem<{ only: string; language: string }>(
  'only_elsewhere',
  'error',
  ({ only, language }) => `This block says only="${only}" but stands in the file of ${language}.`,
  ({ only, language }) => `Write only="${language}", or move the block to ${only}.md.`,
)

export const proseBetweenBlocks = defineProblem<{ block: string }>(
  'prose_between_blocks',
  'error',
  () => 'These words stand between blocks. Only the letter, before the first block, needs no block around it.',
  ({ block }) => `Move them into a block: above the ::: that closes “${block}”, or up into the letter.`,
)

export const pictureMissing = defineProblem<{ block: string }>(
  'picture_missing',
  'error',
  ({ block }) => `A block of the kind ${block} needs a picture, and there is none in it.`,
  () => 'Put the picture on the first line of the block: ![What can be seen in it](images/picture.png)',
)

export const issueEmpty = defineProblem(
  'issue_empty',
  'error',
  () => 'There is nothing below the front matter: no letter and no block.',
  () => 'Write the letter below the second ---, then the blocks.',
)

// Across languages

export const blockWithoutSource = defineProblem<{
  id: string
  source: string
  meant: string | undefined
  kind: string
}>(
  'block_without_source',
  'error',
  ({ id, source }) => `There is no block “${id}” in ${source}, so this one translates nothing.`,
  ({ id, meant, kind }) =>
    meant
      ? `Did you mean #${meant}?`
      : `Use the id of the block it translates, or say why it stands alone: :::${kind}{#${id} only="…" because="…"}`,
)

export const blockKindDiffers = defineProblem<
  Corrected & { id: string; kind: string; sourceKind: string; source: string }
>(
  'block_kind_differs',
  'error',
  ({ id, kind, sourceKind, source }) => `The block “${id}” is of the kind ${kind} here and ${sourceKind} in ${source}.`,
  write,
)

// Prose

export const htmlIgnored = defineProblem(
  'html_ignored',
  'warn',
  () => 'HTML is left out of the newsletter: it looks different in every mail program and may be harmful.',
  () => 'Write it in Markdown: **strong**, *emphasis*, [a link](https://example.org), a list with - …',
)

export const htmlLost = defineProblem<{ words: string; markdown: string }>(
  'html_lost',
  'error',
  ({ words }) => `HTML is left out of the newsletter, and this would be lost with it: “${words}”.`,
  ({ markdown }) => `Write it in Markdown: ${markdown}`,
)

export const controlCharacter = defineProblem<{ name: string }>(
  'control_character',
  'warn',
  ({ name }) => `There is an invisible character here (${name}), which is left out of the newsletter.`,
  () => 'Delete it: select the letters before and behind it and write them anew. See whether words are missing.',
)

export const footnoteUnsupported = defineProblem(
  'footnote_unsupported',
  'error',
  () => 'A footnote does not work in a mail: its number leads nowhere.',
  () => 'Put the source into the sentence as a link: [the report](https://example.org/report)',
)

export const slotUnknown = defineProblem<{ written: string; corrected: string }>(
  'slot_unknown',
  'warn',
  ({ written }) => `“${written}” looks like a place for the reader’s name, but would be printed as it stands.`,
  ({ corrected }) =>
    `For the reader’s name write ${corrected} in every language. If it is meant as text, put a space after the colon.`,
)

export const slotFallback = defineProblem(
  'slot_fallback',
  'error',
  () => 'The reader’s name has no word beside it for readers who gave none.',
  () => 'Write the word in brackets: :name[friend]',
)
