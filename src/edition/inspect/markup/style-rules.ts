import type { Element } from 'hast'
import { attribute } from '../inspection.ts'

/** `div.m#x`: what one element has to be. */
interface Compound {
  tag?: string
  id?: string
  classes: string[]
}

/** From the element upwards; `direct` where the next one must be its parent. */
interface Step {
  compound: Compound
  direct: boolean
}

export interface Declaration {
  property: string
  value: string
  important: boolean
}

/** One selector of a style sheet with what it sets. */
export interface StyleRule {
  steps: Step[]
  /** Higher wins; among equals the later. */
  weight: number
  declarations: readonly Declaration[]
}

export function makeDeclaration(property: string, written: string): Declaration {
  const value = written.replace(/\s*!\s*important\s*$/i, '').trim()
  return { property: property.trim().toLowerCase(), value, important: value !== written.trim() }
}

/** Read a selector of tags, classes, ids, blanks and `>`; undefined for any other. */
export function readSelector(selector: string): Pick<StyleRule, 'steps' | 'weight'> | undefined {
  const tokens = selector
    .trim()
    .replace(/\s*>\s*/g, ' > ')
    .split(/\s+/)
  const steps: Step[] = []
  let weight = 0
  let direct = false
  for (const token of tokens) {
    if (token === '>') {
      direct = true
      continue
    }
    if (!/^(\*|[a-z][a-z0-9]*)?([.#][a-z_][\w-]*)*$/i.test(token) || token === '') return undefined
    const tag = /^[a-z][a-z0-9]*/i.exec(token)?.[0]?.toLowerCase()
    const classes = [...token.matchAll(/\.([\w-]+)/g)].map((match) => match[1] ?? '')
    const id = /#([\w-]+)/.exec(token)?.[1]
    weight += (tag === undefined ? 0 : 1) + classes.length * 100 + (id === undefined ? 0 : 10_000)
    // `direct` is said of a step's relation to the one written before it.
    steps.unshift({ compound: { classes, ...(tag !== undefined && { tag }), ...(id !== undefined && { id }) }, direct })
    direct = false
  }
  return { steps, weight }
}

function isSuch(element: Element, { tag, id, classes }: Compound): boolean {
  if (tag !== undefined && element.tagName !== tag) return false
  if (id !== undefined && attribute(element, 'id') !== id) return false
  if (classes.length === 0) return true
  const own = (attribute(element, 'className') ?? '').split(/\s+/)
  return classes.every((name) => own.includes(name))
}

/** Whether a rule means an element, with its ancestors, the nearest last. */
export function matchesRule({ steps }: StyleRule, element: Element, ancestors: readonly Element[]): boolean {
  const climb = (index: number, from: Element, above: readonly Element[]): boolean => {
    const step = steps[index]
    if (step === undefined) return true
    if (!isSuch(from, step.compound)) return false
    if (index === steps.length - 1) return true
    const parents = step.direct ? above.slice(-1) : above.toReversed()
    return parents.some((parent) => climb(index + 1, parent, above.slice(0, above.indexOf(parent))))
  }
  return climb(0, element, ancestors)
}
