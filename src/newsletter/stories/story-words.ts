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
  const said = { by: cleanBy(by), how: cleanText(how, 300) }
  if (said.how === '') throw storyWordMissing({ option: '--how' })
  return said
}

/**
 * The name of who recorded something, as it can be kept.
 *
 * @throws Problem story_word_missing
 */
export function cleanBy(by: string): string {
  const name = cleanText(by, 100)
  if (name === '') throw storyWordMissing({ option: '--by' })
  return name
}
