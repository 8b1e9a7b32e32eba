import { defineProblem } from '../problem/problem.ts'

// Front matter

export const subjectLong = defineProblem<{ length: number }>(
  'subject_long',
  'warn',
  ({ length }) =>
    `The subject has ${length} characters. Most phones show 40 and most desktops 60, so its end is cut off.`,
  () => 'Say the one thing that matters in 60 characters or fewer, the important words first.',
)

export const subjectTooLong = defineProblem<{ length: number }>(
  'subject_too_long',
  'error',
  ({ length }) => `The subject has ${length} characters. Above 100, spam filters grow wary and nobody sees the end.`,
  () => 'Say the one thing that matters in 60 characters or fewer, and leave the rest to the preheader.',
)

export const preheaderLength = defineProblem<{ length: number }>(
  'preheader_length',
  'warn',
  ({ length }) =>
    length < 30
      ? `The preheader has ${length} characters, so inboxes fill the line up with the first words of the letter.`
      : `The preheader has ${length} characters; inboxes show 110 at most.`,
  () => 'Write 30 to 110 characters that add to the subject: a fact and a deadline, for example.',
)

export const dateFolder = defineProblem<{ date: string; month: string }>(
  'date_folder',
  'warn',
  ({ date, month }) => `The issue is dated ${date}, but its folder is named for ${month}.`,
  ({ date }) => `Correct the date, or rename the folder to begin with ${date.slice(0, 7)}.`,
)

// Languages

export const missingLanguage = defineProblem<{ language: string; fallback: string }>(
  'missing_language',
  'warn',
  ({ language, fallback }) =>
    fallback === 'wait'
      ? `There is no ${language}.md: readers of ${language} get nothing of this issue.`
      : `There is no ${language}.md: readers of ${language} get the edition in ${fallback}.`,
  ({ language }) => `Translate the issue into ${language}.md, or leave it so on purpose.`,
)

export const blockUntranslated = defineProblem<{ id: string; kind: string; source: string; line: number }>(
  'block_untranslated',
  'error',
  ({ id, kind, source, line }) =>
    `The ${kind === 'letter' ? 'letter' : `${kind} block “${id}”`} of ${source} (line ${line}) has no counterpart in this file.`,
  ({ id, kind, source }) =>
    kind === 'letter'
      ? `Translate the letter of ${source} above the first block.`
      : `Translate it as :::${kind}{#${id}}, or say in ${source} why it stands alone: only="…" because="…"`,
)

export const blockOrder = defineProblem<{ id: string; after: string; source: string }>(
  'block_order',
  'warn',
  ({ id, after, source }) =>
    `The block “${id}” stands in another place than in ${source}, where it follows “${after}”.`,
  ({ after }) => `Move it below “${after}”, so that all languages lead with the same thing.`,
)

export const datesDiffer = defineProblem<{ name: string; value: string; id: string; shared: string; source: string }>(
  'dates_differ',
  'error',
  ({ name, value, id, shared, source }) =>
    `“${name}” of the block “${id}” is ${value} here and ${shared} in ${source}. One of the two is wrong.`,
  ({ name, source }) => `Delete ${name} here: a translation takes it over from ${source}.`,
)

export const linksDiffer = defineProblem<{ id: string; count: number; expected: number; source: string }>(
  'links_differ',
  'warn',
  ({ id, count, expected, source }) =>
    `“${id}” has ${inWords(count)} here and ${inWords(expected)} in ${source}, so some readers cannot follow what others can.`,
  ({ source }) => `Give every link of ${source} a counterpart; its address may be that of a page in this language.`,
)

const inWords = (count: number): string => (count === 1 ? 'one link' : `${count === 0 ? 'no' : count} links`)

export const alertUnreviewed = defineProblem<{ language: string }>(
  'alert_translation_unreviewed',
  'error',
  ({ language }) =>
    `Nobody has reviewed the translation into ${language} of this alert. People act on it, so it cannot be sent unread.`,
  () => 'Have somebody who did not translate it read it, and write who and when: reviewed: "R. Reader, 2024-03-28"',
)

// Names

export const segmentUnknown = defineProblem<{ name: string; meant: string | undefined; known: string[]; file: string }>(
  'segment_unknown',
  'error',
  ({ name }) => `There is no segment “${name}”, so nobody would see this block.`,
  ({ name, meant, known, file }) =>
    meant
      ? `Did you mean ${meant}?`
      : `${known.length > 0 ? `Use one of ${known.join(', ')}, or add` : 'Add'} a rule for ${name} to segments in ${file}.`,
)

export const memberUnknown = defineProblem<{ id: string; meant: string | undefined; known: string[]; file: string }>(
  'member_unknown',
  'error',
  ({ id }) => `There is no member “${id}”, so nobody could tell whose words these are.`,
  ({ id, meant, known, file }) =>
    meant
      ? `Did you mean ${meant}?`
      : `${known.length > 0 ? `Use one of ${known.join(', ')}, or add` : 'Add'} ${id} with its name and site to members in ${file}.`,
)

// Pictures

export const imageMissing = defineProblem<{ path: string; corrected: string | undefined }>(
  'image_missing',
  'error',
  ({ path }) => `There is no picture ${path} in the issue’s folder.`,
  ({ path, corrected }) =>
    corrected ? `Did you mean: ${corrected}` : `Put the file there as ${path}, or delete the picture here.`,
)

export const imageFormat = defineProblem<{ path: string; ending: string; corrected: string }>(
  'image_format',
  'error',
  ({ path, ending }) => `Mail programs do not show ${ending.toUpperCase()}, so nobody would see ${path}.`,
  ({ ending, corrected }) =>
    /^(mp4|mov|m4v|webm|avi)$/i.test(ending)
      ? 'Put the film on your website and write a :::video block with a picture from it.'
      : `Open it in a picture program, export it as JPEG (a photograph) or PNG (a drawing) into images/, and write: ${corrected}`,
)

const slips = {
  'space in the name': 'A space in the name ends it too early',
  'space before (': 'A space stands between ] and (',
  brackets: 'Round and square brackets are the wrong way round',
  'other program': 'Double brackets are the way of another program',
}

export const imageWritten = defineProblem<{ written: string; slip: keyof typeof slips; corrected: string }>(
  'image_written',
  'error',
  ({ written, slip }) => `${slips[slip]}, so readers would see “${written}” as words and no picture.`,
  ({ corrected }) => `Write it as: ${corrected}`,
)

export const imageElsewhere = defineProblem<{ path: string }>(
  'image_elsewhere',
  'error',
  ({ path }) =>
    `The picture ${path} is not in the issue’s images/ folder. Others could change it, or learn who opens the mail.`,
  () => 'Save it into images/ and write: ![What can be seen in it](images/picture.png)',
)

export const imageAlt = defineProblem<{ alt: string }>(
  'image_alt',
  'error',
  ({ alt }) =>
    alt === ''
      ? 'This picture has no words for readers who cannot see it or whose mail program hides pictures.'
      : `“${alt}” does not say what can be seen in the picture.`,
  () =>
    'Say in the brackets what it shows and why it is there: ![Two women talk on the steps of a house.](images/steps.png)',
)

// Links

export const linkScheme = defineProblem<{ url: string; corrected: string | undefined }>(
  'link_scheme',
  'error',
  ({ url }) => `The address “${url}” leads nowhere from a mail: it needs to begin with https://, mailto: or tel:.`,
  ({ url, corrected }) =>
    isFile(url)
      ? 'Put the file on your website and write its whole address, as the browser shows it: https://…'
      : `Write the whole address${corrected ? `: ${corrected}` : ', as the browser shows it: https://…'}`,
)

/** A document beside the issue, which no mail carries. */
const isFile = (url: string): boolean =>
  /^[^:]*\.(pdf|docx?|odt|xlsx?|pptx?|csv|txt|rtf|zip|png|jpe?g|mp[34])$/i.test(url)

export const linkLocal = defineProblem<{ url: string }>(
  'link_local',
  'error',
  ({ url }) => `The address ${url} is on your own computer or network: nobody else can open it.`,
  () => 'Write the address of the page as readers have it: https://…',
)

export const linkWritten = defineProblem<{ written: string; corrected: string | undefined }>(
  'link_written',
  'error',
  ({ written, corrected }) =>
    corrected === undefined
      ? `“${written}” names an address that is written nowhere, so it would be printed as it stands.`
      : `“${written}” looks like a link, but would be printed as it stands.`,
  ({ written, corrected }) =>
    corrected === undefined
      ? `Write the address behind the words: ${written.replace(/\[[^[]*$/, '')}(https://example.org)`
      : `Write it as: ${corrected}`,
)

export const headingWritten = defineProblem<{ written: string; corrected: string }>(
  'heading_written',
  'error',
  ({ written }) => `“${written}” looks like a heading, but would be printed as it stands: a space is missing.`,
  ({ corrected }) => `Write the line as: ${corrected}`,
)

export const linkInsecure = defineProblem<{ url: string; corrected: string }>(
  'link_insecure',
  'warn',
  ({ url }) => `The address ${url} is not encrypted: others on the reader’s network can see the page.`,
  ({ corrected }) => `See whether this opens, and use it: ${corrected}`,
)

export const linkText = defineProblem<{ words: string }>(
  'link_text',
  'warn',
  ({ words }) =>
    words === ''
      ? 'This link has no words, so there is nothing to follow.'
      : `“${words}” does not say where the link leads. Many readers go from link to link, hearing only its words.`,
  () => 'Name what is behind the link: [Read the one-page guide](https://example.org/guide)',
)

// Prose

export const placeholder = defineProblem<{ words: string; tag: boolean }>(
  'placeholder',
  'error',
  ({ words }) => `“${words}” looks like a place left open for words that never came.`,
  ({ tag }) =>
    tag ? 'For the reader’s name write :name[friend]; otherwise put the words in.' : 'Put the words in, or delete it.',
)

export const headingOrder = defineProblem<{ depth: number; corrected: number | undefined }>(
  'heading_order',
  'error',
  ({ depth, corrected = 2 }) => {
    const marks = '#'.repeat(depth)
    if (depth === 1) return `A heading with ${marks} is the title of the whole issue, which stands in the front matter.`
    if (depth === 2) return 'A block has one heading with ##, on its first line; this one comes later.'
    return `A heading with ${marks} comes without one of ${'#'.repeat(corrected)} before it, so the outline has a hole.`
  },
  ({ corrected }) =>
    corrected === undefined
      ? 'Move it to the first line of the block, with ##, or make it a line in **bold**.'
      : `Write it with ${'#'.repeat(corrected)}`,
)

export const emptyBlock = defineProblem<{ id: string }>(
  'empty_block',
  'error',
  ({ id }) => `There is nothing to read in the block “${id}”.`,
  () => 'Write its words between the first line and the ::: that closes it, or delete the block.',
)

export const alertExpired = defineProblem<{ id: string; until: string; date: string }>(
  'alert_expired',
  'error',
  ({ id, until, date }) =>
    `The legal information in “${id}” may be relied on until ${until}, but the issue is dated ${date}.`,
  () => 'Have counsel read it again, then set reviewed and until to the new dates.',
)

export const timeSkipped = defineProblem<{ id: string; time: string; zone: string }>(
  'time_skipped',
  'error',
  ({ id, time, zone }) =>
    `The event “${id}” names ${time.replace('T', ' at ')}, an hour that does not exist in ${zone}: the clocks are set forward over it that night.`,
  () => 'Ask when it really begins and ends, and write times that the clocks will show.',
)

// Kinds

export const kindKey = defineProblem<{ key: string; kind: string; kinds: string[] }>(
  'kind_key',
  'error',
  ({ key, kind }) => `“${key}” means nothing for an issue of kind ${kind}, so it would not do what it seems to.`,
  ({ key, kinds }) => `Delete the line “${key}: …”, or change the kind to ${kinds.join(' or ')}.`,
)

export const correctionOfNothing = defineProblem(
  'correction_of_nothing',
  'error',
  () => 'This is a correction, but it does not say of which issue: nobody would get it.',
  () =>
    'Write below the kind: corrects: the folder name of the issue that went out. `npx wayforward correct` does it all.',
)
