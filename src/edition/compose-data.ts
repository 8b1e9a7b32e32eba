import type { Root } from 'hast'
import type { Image } from 'mdast'
import { toString as toPlainText } from 'mdast-util-to-string'
import type { Block, BlockOf } from '../document/document.ts'
import { imagePath } from '../document/image-path.ts'
import type { Problem } from '../problem/problem.ts'
import { describeBlock } from './blocks/index.ts'
import { makeCalendar } from './calendar.ts'
import { writeDates } from './dates.ts'
import { directionOf } from './direction.ts'
import type { BlockContent, Picture, TemplateData } from './edition.ts'
import type { EditionSources } from './edition-sources.ts'
import type { EditionPlan } from './plan-editions.ts'
import { pictureUnknown } from './problems.ts'
import { type ProseContext, placeNames, placeNamesInLine, renderInline, renderProse } from './prose.ts'
import { placeSlot, type SlotTable } from './slots.ts'
import { phraseWith, type Words } from './words.ts'

/** White space of any kind and number as one blank: titles and subjects stand in one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Make of a plan what a template gets. Slots are reserved in `table` and stand in the data as sentinels. */
export function composeData(
  plan: EditionPlan,
  words: Words,
  sources: EditionSources,
  table: SlotTable,
): { data: TemplateData; problems: Problem[] } {
  const { brand, newsletter, issue, origin, logo } = sources
  const { document, language } = plan
  const problems: Problem[] = []
  const dates = writeDates(language, words)

  const findPicture = (image: Pick<Image, 'url' | 'alt' | 'position'>): Picture | undefined => {
    const rendition = sources.renditions.get(imagePath(image.url))
    if (rendition === undefined) {
      problems.push(pictureUnknown({ url: image.url }, { file: document.file, place: image.position }))
      return undefined
    }
    const { name, width, height } = rendition
    return { src: `${origin}/i/${name}`, width, height, alt: image.alt ?? '' }
  }
  const linkCalendar = (event: BlockOf<'event'>): string =>
    `${origin}/c/${makeCalendar(event, { document, words, newsletter, issue }).name}`
  const context = { language, words, dates, newsletter, issueDate: issue.meta.date, linkCalendar, findPicture }
  const date = dates.day(issue.meta.date)

  const data: TemplateData = {
    language,
    dir: directionOf(language),
    title: oneLine(document.meta.title),
    preheader: oneLine(placeNamesInLine(document.meta.preheader, table)),
    date: date.charAt(0).toLocaleUpperCase(language) + date.slice(1),
    kind: issue.meta.kind,
    blocks: plan.blocks.map((block) => composeBlock(block, { ...context, brand, table })),
    brand,
    logo: {
      src: `${origin}/i/${logo.name}`,
      width: brand.logo.width,
      height: Math.max(1, Math.round((logo.height * brand.logo.width) / logo.width)),
      alt: brand.logo.alt,
    },
    words,
    footer: {
      address: brand.postalAddress,
      why: phraseWith(words.why, { newsletter: newsletter.name }),
      unsubscribe: placeSlot(table, 'unsubscribe'),
      preferences: placeSlot(table, 'preferences'),
    },
  }
  return { data, problems }
}

function composeBlock(
  authored: Block,
  context: Parameters<typeof describeBlock>[1] & ProseContext & { table: SlotTable },
): BlockContent {
  const block = { ...authored, body: placeNames(authored.body, context.table) } as Block
  const { body = block.body, facts = [], ...facets } = describeBlock(block, context)
  const heading = authored.heading && placeNames(authored.heading.children, context.table)
  const label = block.kind === 'letter' ? '' : (context.words[`label_${block.kind}`] ?? '')
  const head: { heading?: Root; headingText?: string } = heading
    ? { heading: renderInline(heading, context), headingText: toPlainText(heading) }
    : {}
  return {
    kind: block.kind,
    id: block.id,
    label,
    ...head,
    body: renderProse(body, context),
    markdown: body,
    facts,
    ...facets,
  }
}
