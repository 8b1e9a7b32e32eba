import type { DescribeBlock } from './describe.ts'
import { creditSpeaker } from './members.ts'

export const story: DescribeBlock<'story'> = ({ attributes }, context) => creditSpeaker(attributes, context)
