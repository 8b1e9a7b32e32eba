import { toHtml } from 'hast-util-to-html'
import type { RootContent } from 'mdast'
import type { BlockAttributes } from '../../src/document/blocks/index.ts'
import type { Block, BlockKind, Document } from '../../src/document/document.ts'
import { parseMarkdown } from '../../src/document/markdown.ts'
import type { Brand } from '../../src/edition/brand.ts'
import type { Rendition, TemplateData } from '../../src/edition/edition.ts'
import type { EditionSources } from '../../src/edition/edition-sources.ts'
import type { Engine } from '../../src/edition/engine.ts'
import { readBrand } from '../../src/edition/read-brand.ts'
import { readWords, type Words } from '../../src/edition/words.ts'
import type { IssueMeta } from '../../src/issue/issue.ts'
import type { Newsletter } from '../../src/issue/newsletter.ts'

export const origin = 'https://news.example.org'
const place = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }

/** A block as document/ makes it, its Markdown read by the real parser. */
export function block<K extends BlockKind>(
  kind: K,
  id: string,
  attributes: BlockAttributes[K],
  markdown = '',
  extra: { for?: string[] } = {},
): Block {
  const nodes: RootContent[] = parseMarkdown(markdown).children
  const [first] = nodes
  const heading =
    first?.type === 'heading' && first.depth === 2 ? { children: first.children, position: place } : undefined
  const body = heading ? nodes.slice(1) : nodes
  return { kind, id, for: extra.for ?? [], attributes, heading, body, position: place } as Block
}

export function document(blocks: Block[], meta: Partial<Document['meta']> = {}, language = 'en'): Document {
  return {
    language,
    file: `issues/2024-10-sample/${language}.md`,
    meta: {
      title: 'Home & whole',
      subject: 'Three things',
      preheader: 'What helps',
      reviewed: false,
      translated: {},
      waivers: [],
      ...meta,
    },
    places: {},
    blocks,
  }
}

export const newsletter: Newsletter = {
  file: 'issues/newsletter.yaml',
  name: 'Field News',
  listId: 'field-news',
  sender: { name: 'Field News', address: 'news@example.org', replyTo: 'hello@example.org' },
  timezone: 'America/New_York',
  languages: ['en', 'es', 'vi'],
  fallback: { es: 'wait', vi: 'wait' },
  provider: 'outbox',
  topics: [],
  segments: {},
  segmentPlaces: {},
  delivery: { undoMinutes: 5 },
  signOffs: { approvers: 1, writerMayApprove: false, counsel: ['alert', 'vote'] },
  members: { ilrc: { name: 'Legal Center', site: 'https://legal.example.org', feeds: {} } },
}

const issueMeta: IssueMeta = { date: '2024-10-15', kind: 'monthly', template: 'monthly' }

const { brand: read } = await readBrand('templates')
if (!read) throw new Error('templates/brand.yaml does not read')
const brand: Brand = read
export const words: Record<string, Words> = (await readWords('templates', ['en', 'es', 'vi'])).words

export function rendition(name: string, width = 600, height = 400, bytes = 1000): Rendition {
  return { name, width, height, bytes: new Uint8Array(bytes) }
}

/** The smallest engine that passes every inspection. */
const plainEngine: Engine = {
  async render(data) {
    return renderPlain(data)
  },
}

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

export function renderPlain(data: TemplateData): string {
  const blocks = data.blocks.map((one) => {
    const { label, heading, body, facts, button, picture, caption, figure, by, mark, calendar } = one
    const head = heading ? `<p>${label}</p><h2>${toHtml(heading)}</h2>` : label && `<h2>${label}</h2>`
    const image = picture
      ? `<img src="${picture.src}" alt="${escapeText(picture.alt)}" width="${picture.width}" height="${picture.height}">`
      : ''
    return [
      head,
      mark ? `<p>${mark}</p>` : '',
      figure ? `<p>${escapeText(figure)}</p>` : '',
      picture?.href ? `<a href="${picture.href}">${image}</a>` : image,
      caption ? `<p>${escapeText(caption)}</p>` : '',
      toHtml(body),
      ...facts.map((fact) => `<p>${fact.label}: ${escapeText(fact.value)}</p>`),
      by ? `<p><a href="${by.site}">${escapeText(by.name)}</a></p>` : '',
      button ? `<p><a href="${escapeText(button.href)}">${escapeText(button.label)}</a></p>` : '',
      calendar ? `<p><a href="${calendar.href}">${escapeText(calendar.label)}</a></p>` : '',
    ].join('\n')
  })
  const { language, dir, title, preheader, logo, footer, brand } = data
  const says = `lang="${language}" dir="${dir}"`
  return `<!doctype html><html ${says}><head><title>${escapeText(title)}</title></head><body>
<div ${says} style="display:none">${escapeText(preheader)}</div>
<div ${says}><img src="${logo.src}" alt="${logo.alt}" width="${logo.width}" height="${logo.height}">
<h1>${escapeText(title)}</h1><p>${data.date}</p>
${blocks.join('\n')}
<p>${footer.why}</p><p><a href="${footer.preferences}">${data.words.preferences}</a></p>
<p><a href="${footer.unsubscribe}">${data.words.unsubscribe}</a></p>
${brand.links.map((link) => `<p><a href="${link.href}">${link.label}</a></p>`).join('')}
<p>${footer.address.map(escapeText).join('<br>')}</p></div></body></html>`
}

/** Sources of a rendering, with what a test is about put over them. */
export function sources(documents: Document[], over: Partial<EditionSources> = {}): EditionSources {
  return {
    issue: { id: '2024-10-sample', meta: issueMeta },
    documents,
    newsletter,
    brand,
    words,
    engine: plainEngine,
    renditions: new Map([['images/film.png', rendition('f'.repeat(64).concat('.png'))]]),
    logo: rendition('e'.repeat(64).concat('.png'), 104, 104),
    origin,
    ...over,
  }
}
