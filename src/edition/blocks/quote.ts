import type { DescribeBlock } from './describe.ts'
import { creditSpeaker } from './members.ts'

export const quote: DescribeBlock<'quote'> = ({ attributes }, context) => ({
  ...creditSpeaker(attributes, context),
  button: attributes.href === undefined ? undefined : { label: context.words.source_button, href: attributes.href },
})
