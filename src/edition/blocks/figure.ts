import type { RootContent } from 'mdast'
import { takePicture } from '../prose.ts'
import type { DescribeBlock } from './describe.ts'
import { creditMember } from './members.ts'

/** A picture; plain words under it are its caption, and anything richer stays its body. */
export const figure: DescribeBlock<'figure'> = (block, context) => {
  const { image, href, rest } = takePicture(block.body)
  const picture = image && context.findPicture(image)
  const caption = plainParagraph(rest)
  return {
    ...creditMember(block.attributes.by, context),
    body: caption === undefined ? rest : [],
    picture: picture && { ...picture, ...(href !== undefined && /^https?:\/\//i.test(href) ? { href } : {}) },
    caption,
  }
}

function plainParagraph(body: RootContent[]): string | undefined {
  const [only, more] = body
  if (only?.type !== 'paragraph' || more !== undefined) return undefined
  const words = only.children.map((child) => (child.type === 'text' ? child.value : undefined))
  return words.includes(undefined) ? undefined : words.join('').replace(/\s+/g, ' ').trim()
}
