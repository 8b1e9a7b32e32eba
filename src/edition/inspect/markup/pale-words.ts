import type { Element, ElementContent, Root, RootContent } from 'hast'
import { parseHtml } from '../../slot-contexts.ts'
import { contrastOf, leastContrast } from '../contrast.ts'
import { attribute } from '../inspection.ts'
import { readColour } from './colour.ts'
import { type Declaration, makeDeclaration, matchesRule, type StyleRule } from './style-rules.ts'
import { readStyleSheets, type StyleSheets } from './style-sheets.ts'

/** Words too close in colour to the ground they stand on. */
export interface PaleWords {
  mode: 'light' | 'dark'
  /** `#rrggbb` */
  ink: string
  ground: string
  ratio: number
  /** The element that holds the words, as its start tag would be written: `<td class="k">`. */
  element: string
}

/** A colour; `clear` where one sees what is below; `unsure` where it cannot be told. */
type Seen = string | 'clear' | 'unsure'

/**
 * Find words that are hard to read in light or in dark mode, with the template's own colours among them. Only what is
 * sure is said: not of pictures as grounds, transparency, or a colour that the mail program chooses.
 */
export async function findPaleWords(html: string): Promise<PaleWords[]> {
  const tree = parseHtml(html)
  const sheets = await readStyleSheets(tree)
  const modes = (['light', 'dark'] as const).filter((mode) => sheets[mode] !== undefined)
  const found = modes.flatMap((mode) => findIn(tree, mode, sheets))
  return [...new Map(found.map((words) => [`${words.mode} ${words.ink} ${words.ground}`, words])).values()]
}

function findIn(tree: Root, mode: PaleWords['mode'], sheets: StyleSheets): PaleWords[] {
  const rules = sheets[mode] ?? []
  const found: PaleWords[] = []
  const walk = (nodes: readonly (RootContent | ElementContent)[], above: Element[], ink: Seen, ground: Seen): void => {
    const [parent] = above.slice(-1)
    const words = nodes.some((node) => node.type === 'text' && /\S/.test(node.value))
    if (words && parent && ink.startsWith('#') && ground.startsWith('#')) {
      const ratio = contrastOf(ink, ground)
      if (ratio < leastContrast) found.push({ mode, ink, ground, ratio, element: writeTag(parent) })
    }
    for (const node of nodes) {
      if (node.type !== 'element' || unseen.has(node.tagName)) continue
      const set = declarationsOf(node, above, rules)
      if (isHidden(set)) continue
      // A mail program colours links itself unless told.
      const inherited = node.tagName === 'a' ? 'unsure' : ink
      const own = colourOf(node, set) ?? inherited
      const under = groundOf(node, set)
      walk(node.children, [...above, node], own, under === 'clear' ? ground : under)
    }
  }
  // Black on white, until something is said: in light mode all programs agree, in dark mode none.
  const [ink, ground] = mode === 'light' ? ['#000000', '#ffffff'] : ['unsure', 'unsure']
  walk(tree.children, [], ink, ground)
  return found
}

const unseen = new Set(['head', 'style', 'title', 'script'])

/** What is said of an element, what wins last. */
function declarationsOf(element: Element, above: readonly Element[], rules: readonly StyleRule[]): Declaration[] {
  const inline = (attribute(element, 'style') ?? '').split(';').flatMap((part) => readDeclaration(part))
  const matching = rules
    .filter((rule) => matchesRule(rule, element, above))
    // The sort is stable: among equals the later stays later.
    .sort((a, b) => a.weight - b.weight)
    .flatMap(({ declarations }) => declarations)
  const plain = [...matching.filter(({ important }) => !important), ...inline.filter(({ important }) => !important)]
  return [...plain, ...matching.filter(({ important }) => important), ...inline.filter(({ important }) => important)]
}

function readDeclaration(part: string): Declaration[] {
  const colon = part.indexOf(':')
  return colon < 0 ? [] : [makeDeclaration(part.slice(0, colon), part.slice(colon + 1))]
}

function isHidden(set: readonly Declaration[]): boolean {
  const last = (name: string): string | undefined => set.findLast(({ property }) => property === name)?.value
  return last('display') === 'none' || last('visibility') === 'hidden' || Number(last('opacity') ?? 1) < 1
}

function colourOf(element: Element, set: readonly Declaration[]): Seen | undefined {
  const written = set.findLast(({ property }) => property === 'color')?.value ?? attribute(element, 'color')
  if (written === undefined || written === 'inherit') return undefined
  return readColour(written) ?? 'unsure'
}

function groundOf(element: Element, set: readonly Declaration[]): Seen {
  if (attribute(element, 'background') !== undefined) return 'unsure'
  const last = set.findLast(({ property }) => property === 'background' || property === 'background-color')
  const picture = set.findLast(({ property }) => property === 'background-image')?.value ?? 'none'
  if (picture !== 'none') return 'unsure'
  const written = last?.value ?? attribute(element, 'bgColor')
  if (written === undefined) return 'clear'
  const whole = readColour(written)
  if (whole !== undefined) return whole
  if (/url\(|gradient\(|var\(/i.test(written)) return 'unsure'
  const parts = written.split(/\s+(?![^(]*\))/)
  const [colour] = parts.flatMap((part) => readColour(part) ?? [])
  if (colour !== undefined) return colour
  return /^(none|transparent|initial|unset)$/i.test(written.trim()) ? 'clear' : 'unsure'
}

function writeTag(element: Element): string {
  const classes = attribute(element, 'className')
  return `<${element.tagName}${classes === undefined ? '' : ` class="${classes}"`}>`
}
