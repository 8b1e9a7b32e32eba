import { takePicture } from '../prose.ts'
import type { DescribeBlock } from './describe.ts'

/** A linked poster: mail programs play no video. */
export const video: DescribeBlock<'video'> = (block, { language, words, findPicture }) => {
  const { href, duration, captions, label } = block.attributes
  const { image, rest } = takePicture(block.body)
  const picture = image && findPicture(image)
  const names = new Intl.DisplayNames([language, 'en'], { type: 'language' })
  const list = captions.map((tag) => names.of(tag) ?? tag)
  return {
    body: rest,
    picture: picture && { ...picture, href },
    button: { label: label ?? words.video_button, href },
    facts: [
      { label: words.length, value: duration },
      { label: words.captions, value: list.length > 0 ? list.join(', ') : words.captions_none },
    ],
  }
}
