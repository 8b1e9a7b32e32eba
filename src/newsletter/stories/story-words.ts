import { cleanText } from '../../audience/clean-text.ts'
import { storyWordMissing } from './problems.ts'

/** Who recorded something, and how the teller said it. */
export interface Said {
  by: string
  how: string
}

/**
 * The same as it can be kept.
 *
 * @throws Problem story_word_missing
 */
export function cleanSaid({ by, how }: Said): Said {
  const said = { by: cleanText(by, 100), how: cleanText(how, 300) }
  if (said.by === '') throw storyWordMissing({ option: '--by' })
  if (said.how === '') throw storyWordMissing({ option: '--how' })
  return said
}
