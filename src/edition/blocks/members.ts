import type { Speaker } from '../../document/blocks/index.ts'
import type { BlockContent } from '../edition.ts'
import type { BlockContext } from './describe.ts'

type Credit = Pick<BlockContent, 'by'>

/** The organisation an id names. An unknown one is a check's problem; the block then goes without. */
export function creditMember(id: string | undefined, { newsletter }: BlockContext): Credit {
  const member = id === undefined ? undefined : newsletter.members[id]
  return member === undefined ? {} : { by: { name: member.name, site: member.site } }
}

/**
 * Who brings the words of a story or quote: `by` if it is stated, else the organisation that speaks. A person behind a
 * consent record is never named from here; the words their record allows stand in the prose.
 */
export function creditSpeaker(attributes: { speaker: Speaker; by?: string }, context: BlockContext): Credit {
  const { speaker, by } = attributes
  return creditMember(by ?? (speaker.kind === 'org' ? speaker.member : undefined), context)
}
