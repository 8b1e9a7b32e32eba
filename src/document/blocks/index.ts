import { type ActionAttributes, action } from './action.ts'
import { type AlertAttributes, alert } from './alert.ts'
import { type EventAttributes, event } from './event.ts'
import { type FigureAttributes, figure } from './figure.ts'
import type { LetterAttributes } from './letter.ts'
import { type QuoteAttributes, quote } from './quote.ts'
import { type ResourcesAttributes, resources } from './resources.ts'
import type { BlockSpec } from './spec.ts'
import { type StatAttributes, stat } from './stat.ts'
import { type StoryAttributes, story } from './story.ts'
import type { Speaker } from './values.ts'
import { type VideoAttributes, video } from './video.ts'
import { type VoteAttributes, vote } from './vote.ts'

export type { Speaker }

/** The attributes of each kind of block, validated. Dates and local times stay strings in ISO form. */
export interface BlockAttributes {
  letter: LetterAttributes
  story: StoryAttributes
  action: ActionAttributes
  resources: ResourcesAttributes
  event: EventAttributes
  alert: AlertAttributes
  vote: VoteAttributes
  quote: QuoteAttributes
  stat: StatAttributes
  video: VideoAttributes
  figure: FigureAttributes
}

/** A kind that is written as a directive. */
export type DirectiveKind = Exclude<keyof BlockAttributes, 'letter'>

/** Every kind of block an author can write, in the order the manual lists them. */
export const blockSpecs: { [K in DirectiveKind]: BlockSpec<BlockAttributes[K]> } = {
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

export const directiveKinds = Object.keys(blockSpecs) as DirectiveKind[]

/** Attributes that may stand on any block. */
export const commonAttributes = ['id', 'for', 'only', 'because'] as const

export function isDirectiveKind(name: string): name is DirectiveKind {
  return Object.hasOwn(blockSpecs, name)
}
