import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { BlockContent, TemplateData } from './edition.ts'
import { writeAddress, writeLink, writePicture } from './text/inline.ts'
import { writeProse } from './text/prose.ts'
import { countColumns, textWidth, wrap } from './text/wrap.ts'
import { phraseWith } from './words.ts'

/**
 * Write the plain text part from the same content the HTML is made of, not from the HTML. It holds every link of the
 * mail, says what each picture shows, and ends with a line feed. Slots stay sentinels.
 */
export function renderText(data: TemplateData): string {
  const words = { ...data.words, picture: data.words.picture ?? '' }
  const sections = [
    [...underline(data.title, '='), data.date],
    ...data.blocks.map((block) => writeBlock(block, words)),
    writeFooter(data),
  ]
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n\n')
  return `${text}\n`
}

function underline(heading: string, mark: string): string[] {
  const lines = wrap(heading.replace(/\s+/g, ' ').trim())
  return [...lines, mark.repeat(Math.min(textWidth, Math.max(3, ...lines.map(countColumns))))]
}

type TextWords = Record<string, string> & { picture: string }

function writeBlock(block: BlockContent, words: TextWords): string[] {
  const { label, heading, headingText, by, mark, figure, picture, caption, facts, button, calendar } = block
  const shown = picture && writePicture(picture.alt, words)
  // A poster leads where its button does; only another address is worth saying.
  const leads = picture?.href !== undefined && picture.href !== button?.href
  const paragraphs: string[][] = [
    // A picture without a heading says what it is by itself.
    shown && headingText === undefined ? [] : headingOf(label, headingText),
    heading === undefined ? [] : linksIn(heading).flatMap((url) => wrap(`<${writeAddress(url)}>`)),
    mark === undefined ? [] : wrap(mark),
    figure === undefined ? [] : wrap(figure),
    shown === undefined || shown === '' ? [] : wrap(leads ? writeLink(shown, picture?.href ?? '') : shown),
    caption ? wrap(caption) : [],
    writeProse(block.markdown, words),
    facts.flatMap((fact) => wrap(`${fact.label}: ${fact.value}`, { rest: '  ' })),
    by === undefined ? [] : wrap(writeLink(phraseWith(words.by ?? '{name}', { name: by.name }), by.site)),
    button === undefined ? [] : wrap(`${button.label}: ${writeAddress(button.href)}`),
    calendar === undefined ? [] : wrap(`${calendar.label}: ${writeAddress(calendar.href)}`),
  ]
  return joinParagraphs(paragraphs)
}

function headingOf(label: string, headingText: string | undefined): string[] {
  if (headingText === undefined) return label === '' ? [] : underline(label, '-')
  return [...(label === '' ? [] : wrap(`[${label}]`)), ...underline(headingText, '-')]
}

/** Addresses a heading's words lead to: under a line of dashes there is no room for them in it. */
function linksIn(heading: Root): string[] {
  const urls: string[] = []
  visit(heading, 'element', ({ tagName, properties }) => {
    if (tagName === 'a' && typeof properties.href === 'string') urls.push(properties.href)
  })
  return urls
}

function joinParagraphs(paragraphs: string[][]): string[] {
  return paragraphs
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

function writeFooter({ footer, words, brand }: TemplateData): string[] {
  return joinParagraphs([
    // RFC 3676's signature mark is not used: clients fold what follows it, and the unsubscribe address with it.
    ['-'.repeat(textWidth)],
    wrap(footer.why),
    [`${words.preferences}:`, footer.preferences],
    [`${words.unsubscribe}:`, footer.unsubscribe],
    [...footer.address.flatMap((line) => wrap(line)), writeAddress(brand.site)],
    brand.links.filter(({ href }) => href !== brand.site).flatMap(({ label, href }) => wrap(writeLink(label, href))),
  ])
}
