import { defineProblem } from '../problem/problem.ts'

// Settings: brand.yaml and words/

export const settingsMissing = defineProblem<{ file: string; model?: string }>(
  'settings_missing',
  'error',
  ({ file }) => `${file} is not there or cannot be read, and no edition can be made without it.`,
  ({ file, model }) =>
    model === undefined
      ? `Bring ${file} back from git, and check that you may read it.`
      : `If there was such a file, bring it back from git. For a new language, copy ${model} to ${file} and translate what stands after each colon, or take the language out of "languages" in issues/newsletter.yaml.`,
)

export const wordsPlaceholder = defineProblem<{ key: string; placeholder: string }>(
  'words_placeholder',
  'error',
  ({ key, placeholder }) =>
    `The phrase "${key}" has lost its {${placeholder}}, so what belongs there would not be printed.`,
  ({ placeholder }) => `Put {${placeholder}} back where the words should stand, braces included and untranslated.`,
)

export const brandContrast = defineProblem<{ word: string; under: string; mode: string; ratio: number }>(
  'brand_contrast',
  'error',
  ({ word, under, mode, ratio }) =>
    `In ${mode} mode the colour "${word}" on "${under}" has a contrast of ${ratio.toFixed(1)} to 1. Below 4.5 to 1 (WCAG AA) many people cannot read it.`,
  ({ word, under, mode }) =>
    mode === 'light'
      ? `Make ${word}.light darker or ${under}.light lighter (or the other way round for light words) until it reaches 4.5.`
      : `Make ${word}.dark lighter or ${under}.dark darker (or the other way round for dark words) until it reaches 4.5.`,
)

export const logoMissing = defineProblem<{ file: string; why: string; meant?: string; known: string[] }>(
  'logo_missing',
  'error',
  ({ file, why }) => `The logo templates/${file} ${why}, and every mail begins with it.`,
  ({ file, meant, known }) => {
    if (meant !== undefined) return `Write the line as: file: ${meant}`
    const others = known.length > 0 ? `, or name one of these files here: ${known.join(', ')}` : ''
    return `Put the picture there as templates/${file}${others}.`
  },
)

export const logoBroken = defineProblem<{ file: string }>(
  'logo_broken',
  'error',
  ({ file }) => `The logo templates/${file} cannot be read as a picture. It is damaged, or another kind of file.`,
  () =>
    'Open it in a picture program, save it again as PNG, and put the new file in its place, or bring it back from git.',
)

// Planning

export const editionMany = defineProblem<{ count: number; most: number; block?: string; left: number }>(
  'edition_many',
  'warn',
  ({ count, most }) =>
    `This issue makes ${count} editions, more than ${most}. Nobody can read that many before approving them.`,
  ({ block, left }) =>
    block === undefined
      ? 'Mail fewer languages in one issue.'
      : `The block "${block}" splits the most: without its for="…" there would be ${left} editions.`,
)

export const editionSmall = defineProblem<{ id: string; readers: number; fewest: number; blocks: string[] }>(
  'edition_small',
  'warn',
  ({ id, readers, fewest }) =>
    `The edition ${id} has ${readers === 1 ? 'one reader' : `${readers} readers`}, fewer than ${fewest}. What so few people do with a mail points at each of them.`,
  ({ blocks }) =>
    `Only ${blocks.map((id) => `"${id}"`).join(' and ')} ${blocks.length === 1 ? 'keeps' : 'keep'} it apart from another edition. Take for="…" off ${blocks.length === 1 ? 'it' : 'them'}, or choose segments more people are in.`,
)

export const editionEmpty = defineProblem<{ language: string; segments: string[] }>(
  'edition_empty',
  'error',
  ({ language, segments }) =>
    `Readers of "${language}" ${segments.length > 0 ? `in ${segments.join(', ')}` : 'in none of the segments'} would get a mail without a single block.`,
  () => 'Write a letter, which is the text before the first block, or take for="…" off one block.',
)

// Rendering

export const slotMisplaced = defineProblem<{ name: string; around: string }>(
  'slot_misplaced',
  'error',
  ({ name, around }) =>
    `The reader's ${name === 'name' ? 'name' : `${name} address`} stands where it cannot be made safe: ${around} A name may stand in the text of a mail, an address only as the whole of a link's href="…".`,
  ({ name }) =>
    name === 'name'
      ? 'In the issue, write :name[…] only in prose, subject and preheader; in the template, keep it out of titles, attributes, comments and styles.'
      : `In the template, write the address as a whole attribute: <a href="{{ footer.${name} }}">.`,
)

export const imageBroken = defineProblem<{ path: string; empty: boolean }>(
  'image_broken',
  'error',
  ({ path, empty }) =>
    empty
      ? `${path} is empty: there is no picture in the file.`
      : `${path} cannot be read as a picture. It is damaged, or another kind of file under a picture's name.`,
  () => 'Open it in a picture program, save it again as PNG or JPEG, and put the new file in its place.',
)

export const imageAnimated = defineProblem<{ path: string }>(
  'image_animated',
  'warn',
  ({ path }) => `${path} moves, and a mail shows only its first frame.`,
  () =>
    'See whether the first frame says what you mean. Otherwise save the right frame as PNG, or put the film on your website and write a :::video block.',
)

export const pictureUnknown = defineProblem<{ url: string }>(
  'picture_unknown',
  'error',
  ({ url }) => `There is no picture ${url} to show, so only its description would appear.`,
  () =>
    'Put the file into the folder images/ of the issue and write its path as it is there: ![what it shows](images/name.png). A picture on another site tells that site who reads.',
)

// Inspection of a rendered edition

interface Size {
  edition: string
  kilobytes: number
  blocks: { id: string; kilobytes: number }[]
}

function heaviest({ blocks }: Size): string {
  return blocks.map(({ id, kilobytes }) => `"${id}" (${kilobytes} KB)`).join(', ')
}

export const htmlClipped = defineProblem<Size>(
  'html_clipped',
  'error',
  ({ edition, kilobytes }) =>
    `The HTML of the edition ${edition} is ${kilobytes} KB as it travels. Gmail cuts mail off at about 102 KB, and the unsubscribe link is at the end.`,
  (size) => `Shorten the blocks that weigh most, or link to the rest: ${heaviest(size)}.`,
)

export const htmlHeavy = defineProblem<Size>(
  'html_heavy',
  'warn',
  ({ edition, kilobytes }) =>
    `The HTML of the edition ${edition} is ${kilobytes} KB as it travels, close to the 102 KB at which Gmail cuts mail off.`,
  (size) => `Shorten the blocks that weigh most: ${heaviest(size)}.`,
)

export const subjectEmpty = defineProblem<{ edition: string }>(
  'subject_empty',
  'error',
  ({ edition }) => `The edition ${edition} has no subject, and a mail without one looks like a fraud.`,
  () => 'Write a subject in the front matter: subject: "Three things to do this month".',
)

export const unsubscribeMissing = defineProblem<{ edition: string; part: string }>(
  'unsubscribe_missing',
  'error',
  ({ edition, part }) =>
    `The ${part} part of the edition ${edition} has no unsubscribe link. Leaving is each reader's right, and the law's condition.`,
  () => 'In the template, put it in the footer: <a href="{{ footer.unsubscribe }}">{{ words.unsubscribe }}</a>.',
)

export const preferencesMissing = defineProblem<{ edition: string; part: string }>(
  'preferences_missing',
  'warn',
  ({ edition, part }) =>
    `The ${part} part of the edition ${edition} has no link to the reader's preferences, so all they can do is leave.`,
  () => 'In the template, put it in the footer: <a href="{{ footer.preferences }}">{{ words.preferences }}</a>.',
)

export const postalAddressMissing = defineProblem<{ edition: string; part: string; line?: string }>(
  'postal_address_missing',
  'error',
  ({ edition, part, line }) =>
    `The ${part} part of the edition ${edition} lacks the postal address${line === undefined ? '' : ` ("${line}")`}, which the law (CAN-SPAM) asks for.`,
  () => 'Print every line of footer.address in the template, and check postalAddress in templates/brand.yaml.',
)

export const textLinkMissing = defineProblem<{ edition: string; href: string }>(
  'text_link_missing',
  'error',
  ({ edition, href }) =>
    `The HTML of the edition ${edition} links to ${href}, and its plain text part does not. Whoever reads plain text would miss it.`,
  () =>
    'If the link stands in the template, move it into links in templates/brand.yaml, which both parts print, or take it out.',
)

export const languageMissing = defineProblem<{ tag: string; language: string; dir: string }>(
  'language_missing',
  'error',
  ({ tag, language }) =>
    `The template's <${tag}> does not say that it is in "${language}" and which way it runs, so a screen reader may read it aloud in another language.`,
  ({ tag }) =>
    `In the template, give it both, as mail programs drop them from html and body: <${tag} lang="{{ language }}" dir="{{ dir }}">.`,
)

export const headingFirst = defineProblem<{ count: number }>(
  'heading_first',
  'error',
  ({ count }) =>
    `The mail has ${count === 0 ? 'no heading' : `${count} headings`} of the first level. It needs exactly one, the issue's title, for people who listen to it.`,
  () => "In the template, print the title as the only <h1>, and each block's heading as <h2>.",
)

export const headingSkipped = defineProblem<{ heading: string; level: string }>(
  'heading_skipped',
  'error',
  ({ heading, level }) =>
    `The heading "${heading}" is an ${level} with no heading of the level above before it. People who listen to a mail lose their way.`,
  () => 'In the issue, open the block with a "## " heading before any "### "; in the template, leave no level out.',
)

export const linkSilent = defineProblem<{ href: string }>(
  'link_silent',
  'error',
  ({ href }) => `A link to ${href} has no words, so a screen reader has nothing to say.`,
  () => 'Give the link words that say where it goes, or its picture a description.',
)

export const linkByColour = defineProblem<{ words: string; href: string }>(
  'link_by_colour',
  'warn',
  ({ words }) =>
    `The link "${words}" stands among other words and only its colour says that it is a link. Not everybody sees that colour.`,
  () => 'Underline it: text-decoration:underline, in the template or under prose: a: in templates/brand.yaml.',
)

export const tableRoleMissing = defineProblem<{ count: number }>(
  'table_role_missing',
  'error',
  ({ count }) =>
    `The template has ${count === 1 ? 'a table' : `${count} tables`} for layout that screen readers will announce as data.`,
  () => 'Write role="presentation" on each table that lays out. A table of data has header cells (th) instead.',
)

export const imageAltMissing = defineProblem<{ src: string }>(
  'image_alt_missing',
  'error',
  ({ src }) => `The picture ${src} has no alt attribute, so its file name is read aloud.`,
  () => 'In the template, write alt="{{ picture.alt }}", or alt="" for an ornament.',
)

export const imageWidthMissing = defineProblem<{ src: string }>(
  'image_width_missing',
  'error',
  ({ src }) =>
    `The picture ${src} does not say its width, so the mail jumps while it loads and Outlook shows it at full size.`,
  () => 'In the template, write width="{{ picture.width }}" height="{{ picture.height }}".',
)

export const imageHeightMissing = defineProblem<{ src: string }>(
  'image_height_missing',
  'warn',
  ({ src }) => `The picture ${src} does not say its height, so what is being read jumps down when it has loaded.`,
  () => 'In the template, write width="{{ picture.width }}" height="{{ picture.height }}".',
)

export const imageForeign = defineProblem<{ src: string; origin: string }>(
  'image_foreign',
  'error',
  ({ src, origin }) =>
    `The mail loads ${src} from outside ${origin}/i/, and whoever runs that site learns who opened it.`,
  () => "Put the picture into the issue's images/ folder, so that Wayforward serves the same file to everyone.",
)

export const imagePixel = defineProblem<{ src: string }>(
  'image_pixel',
  'error',
  ({ src }) =>
    `The picture ${src} is too small to see. Such pictures report who opened a mail, and we promise readers not to.`,
  () => 'Take it out. If it was meant to be seen, put a larger one in its place; a template makes space with padding.',
)

export const imagesHeavy = defineProblem<{
  edition: string
  kilobytes: number
  heaviest: { path: string; kilobytes: number }[]
}>(
  'images_heavy',
  'error',
  ({ edition, kilobytes }) =>
    `The pictures of the edition ${edition} weigh ${kilobytes} KB together. Above 800 KB they cost readers with little data too much.`,
  ({ heaviest }) =>
    `Leave one out, or save the heaviest again, a photograph as JPEG and a drawing as PNG: ${heaviest.map(({ path, kilobytes }) => `${path} (${kilobytes} KB)`).join(', ')}.`,
)

export const activeContent = defineProblem<{ what: string }>(
  'active_content',
  'error',
  ({ what }) => `The template holds ${what}. Mail programs take it out, and filters take it for an attack.`,
  () => 'Use text, pictures and links only; a form belongs on a page the mail links to.',
)

export const leftover = defineProblem<{ edition: string; match: string; found: boolean }>(
  'leftover',
  'error',
  ({ edition, match }) =>
    `The edition ${edition} would show readers "${match}", which is machinery and not meant for them.`,
  ({ found }) =>
    found
      ? 'Take these characters out here, or write them with other words around them.'
      : 'These characters stand neither in the issue nor in templates/words/: the template names a value that is not there, or templates/brand.yaml holds them.',
)
