import { activeContent } from '../problems.ts'
import { type Inspection, listElements } from './inspection.ts'

const tags = new Set([
  'script',
  'form',
  'input',
  'button',
  'textarea',
  'iframe',
  'object',
  'embed',
  'base',
  'link',
  'video',
  'audio',
  'svg',
])

/** Nothing in a mail runs, asks for input or loads something: clients strip it, and filters distrust it. */
export const inspectActiveContent: Inspection = ({ tree, at }) => {
  const found = listElements(tree).flatMap(({ element }) => [
    ...(tags.has(element.tagName) ? [`<${element.tagName}>`] : []),
    ...Object.keys(element.properties).filter((name) => /^on[A-Z]/.test(name)),
  ])
  return [...new Set(found)].map((what) => activeContent({ what }, at))
}
