import { toHtml } from 'hast-util-to-html'
import type { Brand } from '../brand.ts'
import type { BlockContent, TemplateData } from '../edition.ts'

/** The brand's colours in one mode. */
type Palette = Record<keyof Brand['colours'], string>

/** One block as Liquid sees it: `body` and `heading` are HTML strings, and what a block lacks is null. */
type BlockView = Record<string, unknown> & { kind: string }

/** What a Liquid template can ask for. The names are an interface for designers. */
interface TemplateView {
  [name: string]: unknown
  blocks: BlockView[]
  /** Colours in light mode: `{{ c.accent }}`. */
  c: Palette
  /** Colours in dark mode. */
  d: Palette
}

/** Liquid's view of an edition: plain objects and strings only. */
export function viewForLiquid(data: TemplateData): TemplateView {
  return {
    language: data.language,
    dir: data.dir,
    start: data.dir === 'rtl' ? 'right' : 'left',
    end: data.dir === 'rtl' ? 'left' : 'right',
    title: data.title,
    preheader: data.preheader,
    date: data.date,
    kind: data.kind,
    blocks: data.blocks.map(viewBlock),
    brand: data.brand,
    c: paletteOf(data.brand, 'light'),
    d: paletteOf(data.brand, 'dark'),
    type: data.brand.type,
    logo: data.logo,
    words: data.words,
    footer: data.footer,
  }
}

function viewBlock(block: BlockContent): BlockView {
  return {
    kind: block.kind,
    id: block.id,
    label: block.label,
    heading: block.heading ? toHtml(block.heading) : null,
    body: toHtml(block.body),
    facts: block.facts,
    button: block.button ?? null,
    calendar: block.calendar ?? null,
    picture: block.picture ?? null,
    caption: block.caption ?? null,
    figure: block.figure ?? null,
    by: block.by ?? null,
    mark: block.mark ?? null,
    tone: block.tone ?? null,
  }
}

function paletteOf(brand: Brand, mode: 'light' | 'dark'): Palette {
  const { page, surface, soft, text, muted, accent, onAccent, rule, warn, support, oppose, spark } = brand.colours
  const tones = { page, surface, soft, text, muted, accent, onAccent, rule, warn, support, oppose, spark }
  return Object.fromEntries(Object.entries(tones).map(([name, tone]) => [name, tone[mode]])) as Palette
}
