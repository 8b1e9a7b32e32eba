import { headingFirst, headingSkipped } from '../problems.ts'
import { findElements, type Inspection, readText } from './inspection.ts'

/** People who listen to a mail jump from heading to heading: one h1, and no level left out on the way down. */
export const inspectHeadings: Inspection = ({ tree, at }) => {
  const headings = findElements(tree, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')
  const levels = headings.map(({ tagName }) => Number(tagName.slice(1)))
  const count = levels.filter((level) => level === 1).length
  const skipped = headings.filter((_, index) => (levels[index] ?? 0) > (levels[index - 1] ?? 0) + 1)
  return [
    ...(count === 1 ? [] : [headingFirst({ count }, at)]),
    ...skipped.map((heading) => headingSkipped({ heading: readText(heading), level: heading.tagName }, at)),
  ]
}
