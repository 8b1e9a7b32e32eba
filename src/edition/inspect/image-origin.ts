import type { Element } from 'hast'
import { imageForeign, imagePixel } from '../problems.ts'
import { attribute, type Inspected, type Inspection, listElements, readText } from './inspection.ts'

const cssUrl = /url\(\s*['"]?([^'")]+)/gi

function sourcesOf(element: Element): string[] {
  const style = element.tagName === 'style' ? styleText(element) : (attribute(element, 'style') ?? '')
  const own =
    element.tagName === 'img' || element.tagName === 'source'
      ? [attribute(element, 'src'), attribute(element, 'srcSet')]
      : []
  const named = [...own, attribute(element, 'background'), attribute(element, 'poster')]
  return [
    ...named.filter((source) => source !== undefined),
    ...[...style.matchAll(cssUrl)].map((match) => match[1] ?? ''),
  ]
}

function styleText(element: Element): string {
  return element.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
}

function isPixel(element: Element, { renditions, logo }: Inspected): boolean {
  if (element.tagName !== 'img') return false
  const src = attribute(element, 'src') ?? ''
  const shown = [attribute(element, 'width'), attribute(element, 'height')].some((size) => /^[01]$/.test(size ?? ''))
  return (
    shown ||
    [...renditions.values(), logo].some(
      ({ name, width, height }) => src.endsWith(`/${name}`) && width <= 1 && height <= 1,
    )
  )
}

/** A picture from elsewhere, or too small to see, tells somebody who opened the mail. */
export const inspectImageOrigin: Inspection = (inspected) => {
  const { tree, origin, at } = inspected
  return listElements(tree).flatMap(({ element }) => [
    ...sourcesOf(element)
      .filter((source) => !source.startsWith(`${origin}/i/`))
      .map((src) => imageForeign({ src, origin }, at)),
    ...(isPixel(element, inspected) ? [imagePixel({ src: attribute(element, 'src') ?? readText(element) }, at)] : []),
  ])
}
