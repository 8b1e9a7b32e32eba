import { postalAddressMissing } from '../problems.ts'
import { type Inspection, readText } from './inspection.ts'

/** The sender's postal address is in both parts, as CAN-SPAM asks: every line of it. */
export const inspectPostalAddress: Inspection = ({ edition, data, tree, text, at }) => {
  const parts = [
    { part: 'HTML', words: readText(tree) },
    { part: 'plain text', words: text.replace(/\s+/g, ' ') },
  ]
  return parts.flatMap(({ part, words }) => {
    const lost = data.footer.address.filter((line) => !words.includes(line.replace(/\s+/g, ' ')))
    return lost.length > 0 || data.footer.address.length === 0
      ? [postalAddressMissing({ edition: edition.id, part, line: lost[0] }, at)]
      : []
  })
}
