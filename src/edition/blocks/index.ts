import type { BlockKind, BlockOf } from '../../document/document.ts'
import { action } from './action.ts'
import { alert } from './alert.ts'
import type { BlockContext, DescribeBlock, Facets } from './describe.ts'
import { event } from './event.ts'
import { figure } from './figure.ts'
import { letter } from './letter.ts'
import { quote } from './quote.ts'
import { resources } from './resources.ts'
import { stat } from './stat.ts'
import { story } from './story.ts'
import { video } from './video.ts'
import { vote } from './vote.ts'

const kinds: { [K in BlockKind]: DescribeBlock<K> } = {
  letter,
  story,
  action,
  resources,
  event,
  alert,
  vote,
  quote,
  stat,
  video,
  figure,
}

/** What a block's kind adds to its heading and body. */
export function describeBlock<K extends BlockKind>(block: BlockOf<K>, context: BlockContext): Facets {
  return kinds[block.kind](block, context)
}
