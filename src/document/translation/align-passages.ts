import { toString as plainText } from 'mdast-util-to-string'
import { identityOf, type Passage } from './passages.ts'

/** What leaving a passage without a counterpart costs; two of them are worse than most pairs. */
const gap = 1.2

/**
 * Pair the passages of two texts of different structure, in order: alike in form, in length (translations of long
 * passages are long; Gale and Church, 1993) and in what they link to.
 *
 * @returns for each of the source's passages its counterpart, if it has one.
 */
export function alignPassages(source: readonly Passage[], own: readonly Passage[]): (Passage | undefined)[] {
  const width = own.length + 1
  const costs: number[] = []
  const at = (row: number, column: number): number => costs[row * width + column] ?? Number.POSITIVE_INFINITY
  for (let row = 0; row <= source.length; row += 1) {
    for (let column = 0; column <= own.length; column += 1) {
      const [left, right] = [source[row - 1], own[column - 1]]
      costs[row * width + column] =
        row === 0 && column === 0
          ? 0
          : Math.min(
              left ? at(row - 1, column) + gap : Number.POSITIVE_INFINITY,
              right ? at(row, column - 1) + gap : Number.POSITIVE_INFINITY,
              left && right ? at(row - 1, column - 1) + unlikeness(left, right) : Number.POSITIVE_INFINITY,
            )
    }
  }
  const pairs: (Passage | undefined)[] = source.map(() => undefined)
  let [row, column] = [source.length, own.length]
  while (row > 0 && column > 0) {
    const [left, right] = [source[row - 1], own[column - 1]]
    if (left && right && at(row, column) === at(row - 1, column - 1) + unlikeness(left, right)) {
      pairs[row - 1] = right
      row -= 1
      column -= 1
    } else if (at(row, column) === at(row - 1, column) + gap) row -= 1
    else column -= 1
  }
  return pairs
}

function unlikeness(a: Passage, b: Passage): number {
  if (formOf(a) !== formOf(b)) return Number.POSITIVE_INFINITY
  const lengths = [a, b].map(({ children }) => plainText({ type: 'paragraph', children }).length + 5)
  const tokens = [a, b].map((passage) => passage.tokens.map(identityOf))
  const shared = tokens[0]?.some((identity) => tokens[1]?.includes(identity)) ? 0.5 : 0
  return Math.abs(Math.log((lengths[0] ?? 1) / (lengths[1] ?? 1))) - shared
}

/** The kinds of node it stands in, without their places. */
const formOf = ({ path, depth }: Passage): string => path.replaceAll(/\d+/g, '') + depth
