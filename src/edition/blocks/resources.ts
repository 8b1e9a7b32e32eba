import type { DescribeBlock } from './describe.ts'
import { creditMember } from './members.ts'

export const resources: DescribeBlock<'resources'> = ({ attributes }, context) => creditMember(attributes.by, context)
