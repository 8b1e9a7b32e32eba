import type { Element, ElementContent, Properties, Root } from 'hast'
import { sanitize } from 'hast-util-sanitize'
import type { Heading, Image, Nodes, PhrasingContent, RootContent } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import { toString as toPlainText } from 'mdast-util-to-string'
import type {} from 'remark-directive'
import { SKIP, visit } from 'unist-util-visit'
import type { Brand } from './brand.ts'
import type { Picture } from './edition.ts'
import { proseSchema } from './prose-schema.ts'
import { placeSlot, type SlotTable } from './slots.ts'

/** What prose needs from the edition it stands in. */
export interface ProseContext {
  brand: Brand
  /** The picture of that name as every reader loads it; undefined if there is none. */
  findPicture(image: { url: string; alt?: string | null }): Picture | undefined
}

/** Prose stands inside a padded block; a picture wider than this would push the 600 px column open in Outlook. */
const widestProsePicture = 520

/** Authored Markdown with each `:name[friend]` made a slot; the original stays as it is. */
export function placeNames<T extends Nodes>(nodes: readonly T[], table: SlotTable): T[] {
  return nodes.map((node) => placeName(node, table) as T)
}

function placeName(node: Nodes, table: SlotTable): Nodes {
  if (node.type === 'textDirective') {
    const words = toPlainText(node)
    return { type: 'text', value: node.name === 'name' ? placeSlot(table, 'name', words) : words }
  }
  return 'children' in node ? ({ ...node, children: placeNames<Nodes>(node.children, table) } as Nodes) : node
}

/** The same in a front matter value. */
export function placeNamesInLine(line: string, table: SlotTable): string {
  return line.replace(/:name\[([^\]]*)\]/g, (_, fallback: string) => placeSlot(table, 'name', fallback))
}

/** Authored Markdown as safe hast with the brand's inline styles. */
export function renderProse(nodes: readonly RootContent[], context: ProseContext): Root {
  const raw = toHast(
    { type: 'root', children: [...nodes] },
    {
      // The title is the h1 and a block's heading the h2, whatever the author typed.
      handlers: {
        heading: (state, node: Heading) => ({
          type: 'element',
          tagName: node.depth <= 3 ? 'h3' : 'h4',
          properties: {},
          children: state.all(node),
        }),
      },
    },
  )
  const safe = sanitize(raw, proseSchema)
  const root: Root = safe.type === 'root' ? safe : { type: 'root', children: [safe as Element] }
  finishElements(root, context)
  return root
}

/** A heading's words as safe hast, without a paragraph around them. */
export function renderInline(nodes: readonly PhrasingContent[], context: ProseContext): Root {
  const root = renderProse([{ type: 'paragraph', children: [...nodes] }], context)
  const [paragraph] = root.children
  return { type: 'root', children: paragraph?.type === 'element' ? paragraph.children : [] }
}

/** Take the first picture out of a body, with the paragraph or link it leaves empty. */
export function takePicture(body: readonly RootContent[]): { image?: Image; href?: string; rest: RootContent[] } {
  let image: Image | undefined
  let href: string | undefined
  const take = (nodes: readonly Nodes[]): Nodes[] =>
    nodes.flatMap((node): Nodes[] => {
      if (image !== undefined) return [node]
      if (node.type === 'image') {
        image = node
        return []
      }
      if (!('children' in node)) return [node]
      const children = take(node.children)
      if (image === undefined) return [node]
      if (node.type === 'link') href = node.url
      const empty = (node.type === 'paragraph' || node.type === 'link') && children.every(isBlank)
      return empty ? [] : [{ ...node, children } as Nodes]
    })
  const rest = take(body) as RootContent[]
  return { image, href, rest }
}

function isBlank(node: Nodes): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.trim() === '')
}

function styleOf(tag: string, brand: Brand): string | undefined {
  return brand.prose[tag]?.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in brand.colours ? brand.colours[name as keyof Brand['colours']].light : whole,
  )
}

function finishElements(root: Root, context: ProseContext): void {
  visit(root, 'element', (element, index, parent) => {
    if (parent === undefined || index === undefined) return
    const replace = (children: ElementContent[]): [typeof SKIP, number] => {
      parent.children.splice(index, 1, ...children)
      return [SKIP, index]
    }
    if (element.tagName === 'a' && !isWholeAddress(element.properties.href)) return replace(element.children)
    if (element.tagName === 'img') {
      const { src, alt } = element.properties
      const picture = context.findPicture({ url: String(src ?? ''), alt: String(alt ?? '') })
      if (picture === undefined) return replace([{ type: 'text', value: String(alt ?? '') }])
      element.properties = pictureProperties(picture)
    }
    if (element.tagName === 'th') element.properties.scope = 'col'
    const style = styleOf(element.tagName, context.brand)
    if (style) element.properties.style = style
    return undefined
  })
}

function isWholeAddress(href: unknown): boolean {
  return typeof href === 'string' && /^(https?:\/\/|mailto:|tel:)./i.test(href)
}

function pictureProperties(picture: Picture): Properties {
  const scale = Math.min(1, widestProsePicture / picture.width)
  return {
    src: picture.src,
    alt: picture.alt,
    width: Math.round(picture.width * scale),
    height: Math.round(picture.height * scale),
  }
}
