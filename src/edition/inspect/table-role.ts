import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { tableRoleMissing } from '../problems.ts'
import { attribute, findElements, type Inspection } from './inspection.ts'

/** A table of data has header cells of its own, not in a table within it. */
function holdsData(table: Element): boolean {
  const search = (node: Element): boolean =>
    node.children.some(
      (child) => child.type === 'element' && child.tagName !== 'table' && (child.tagName === 'th' || search(child)),
    )
  return search(table)
}

/** Screen readers announce every table that lays out as if it held data, unless it says it does not. */
export const inspectTableRole: Inspection = ({ tree, at }) => {
  const layout = findElements(tree, 'table').filter((table) => !holdsData(table))
  let silent = layout.filter((table) => !/^(presentation|none)$/.test(attribute(table, 'role') ?? '')).length
  // Outlook's own tables stand in conditional comments.
  visit(tree, 'comment', ({ value }) => {
    silent += [...value.matchAll(/<table\b[^>]*>/gi)].filter(
      ([tag]) => !/\brole="(presentation|none)"/i.test(tag),
    ).length
  })
  return silent > 0 ? [tableRoleMissing({ count: silent }, at)] : []
}
