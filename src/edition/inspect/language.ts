import type { Element } from 'hast'
import { languageMissing } from '../problems.ts'
import { attribute, findElements, type Inspection } from './inspection.ts'

/** Mail programs drop html and body, so each child of body says its language and direction again. */
export const inspectLanguage: Inspection = ({ edition: { language, dir }, tree, at }) => {
  const says = (element: Element): boolean =>
    attribute(element, 'lang') === language && attribute(element, 'dir') === dir
  const html = findElements(tree, 'html')
  const children = findElements(tree, 'body').flatMap((body) =>
    body.children.filter((child) => child.type === 'element'),
  )
  const silent = [...html, ...children].filter((element) => !says(element))
  const tags = [...new Set(silent.map(({ tagName }) => tagName))]
  return tags.map((tag) => languageMissing({ tag, language, dir }, at))
}
