import type { CellFault } from '../../document/translation/apply-words.ts'
import type { Problem } from '../../problem/problem.ts'
import type { BlockWords } from './match-rows.ts'
import {
  translateMarkup,
  translateTokenBroken,
  translateTokenDoubled,
  translateTokenInvented,
  translateTokenLost,
  translateTokenUnpaired,
} from './problems.ts'

/** A cell's fault as the person who filled it in is told of it. */
export function cellProblem({ key, fault }: CellFault, { lines, block }: BlockWords, file: string): Problem {
  // What a cell nests (a picture's words) is written with its passage, which may be without a row of its own.
  const place = lines.get(key) ?? lines.values().next().value
  const row = place?.line.row ?? 1
  const marker = place?.marker ?? block.id
  const at = { file, place: { line: place?.line.line ?? 1, column: 1 } }
  const values = { row, marker, tokens: `⟦${fault.number}⟧` }
  switch (fault.kind) {
    case 'lost':
      return translateTokenLost(values, at)
    case 'doubled':
      return translateTokenDoubled(values, at)
    case 'invented':
      return translateTokenInvented(values, at)
    case 'unpaired':
    case 'crossed':
      return translateTokenUnpaired({ ...values, crossed: fault.kind === 'crossed' }, at)
    case 'broken':
      return translateTokenBroken(values, at)
    case 'markup':
      return translateMarkup(values, at)
  }
}
