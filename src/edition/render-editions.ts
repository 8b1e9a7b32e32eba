import type { Root } from 'hast'
import type { Image } from 'mdast'
import { toString as toPlainText } from 'mdast-util-to-string'
import type { Block, Document } from '../document/document.ts'
import type { Issue } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { describeBlock } from './blocks/index.ts'
import type { Brand } from './brand.ts'
import { writeDates } from './dates.ts'
import { directionOf } from './direction.ts'
import type { BlockContent, Edition, Grouping, Picture, Rendition, TemplateData } from './edition.ts'
import type { Engine } from './engine.ts'
import { imagePath } from './image-paths.ts'
import { inspectEdition } from './inspect/index.ts'
import { type EditionPlan, planEditions } from './plan-editions.ts'
import { pictureUnknown } from './problems.ts'
import { type ProseContext, placeNames, placeNamesInLine, renderInline, renderProse } from './prose.ts'
import { renderText } from './render-text.ts'
import { checkContexts } from './slot-contexts.ts'
import { compile, createSlotTable, placeSlot, type SlotTable } from './slots.ts'
import { phraseWith, type Words } from './words.ts'

/** Everything an edition is made from. */
export interface EditionSources {
  issue: Pick<Issue, 'meta'>
  documents: readonly Document[]
  newsletter: Newsletter
  brand: Brand
  /** By language. A document without words is left out: `readWords` has reported it. */
  words: Readonly<Record<string, Words>>
  engine: Engine
  /** By the path Markdown names: `images/reentry.png`. */
  renditions: ReadonlyMap<string, Rendition>
  logo: Rendition
  /** Where pictures are served: `https://news.example.org`, no slash at the end. */
  origin: string
  /** The audience's; absent without a list. */
  groupings?: readonly Grouping[]
}

/**
 * Render an issue's editions, each once. Same input, same bytes.
 *
 * @throws Problem what the engine throws: a broken template has no edition.
 */
export async function renderEditions(sources: EditionSources): Promise<Edition[]> {
  const editions: Edition[] = []
  for (const plan of planEditions(sources.documents, sources.groupings)) {
    const words = sources.words[plan.language]
    if (words !== undefined) editions.push(await renderEdition(plan, words, sources))
  }
  return editions
}

async function renderEdition(plan: EditionPlan, words: Words, sources: EditionSources): Promise<Edition> {
  const { document } = plan
  const { brand, newsletter, issue } = sources
  const table = createSlotTable(JSON.stringify([document, brand, words, newsletter, issue.meta]))
  const { data, problems } = composeData(plan, words, sources, table)
  const at = { file: document.file }
  const html = await sources.engine.render(data)
  const edition: Edition = {
    id: plan.id,
    language: plan.language,
    dir: data.dir,
    segments: plan.segments,
    groupings: plan.groupings,
    blocks: plan.blocks.map(({ id }) => id),
    subject: compile(oneLine(placeNamesInLine(document.meta.subject, table)), table, 'header'),
    html: compile(html, table, 'html'),
    text: compile(renderText(data), table, 'text'),
    problems: [...plan.problems, ...problems, ...checkContexts(html, table, at)],
  }
  const { origin, renditions, logo } = sources
  const images = [...renditions.values(), logo]
  edition.problems.push(...inspectEdition({ edition, data, origin, images, file: document.file }))
  return edition
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function composeData(
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
  const context = { language, words, dates, newsletter, issueDate: issue.meta.date, findPicture }
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
