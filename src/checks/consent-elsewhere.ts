import { visit } from 'unist-util-visit'
import type { Block, Document } from '../document/document.ts'
import { imagePath } from '../document/image-path.ts'
import type { At } from '../problem/problem.ts'
import { normaliseWords } from '../stories/deny-list.ts'
import { recordOf } from '../stories/tellings.ts'
import { picturesOf } from '../stories/text-hash.ts'
import { listPassages } from '../stories/told-text.ts'
import type { Check } from './check.ts'
import { consentPictureElsewhere, consentWordsElsewhere } from './consent-problems.ts'

/** So many words in a row are nobody else's by chance; the name of a bill has fewer. */
const runWords = 8

/**
 * Warn of a personal story's words, or a picture of it, outside the blocks that name its teller: consent is asked for
 * those blocks alone.
 *
 * @example ok
 *   This month somebody tells how she came home.
 *
 *   :::story{#reentry speaker="s-003"}
 *   The door was open when I came home that night.
 *   :::
 *
 *   :::quote{#door speaker="s-003"}
 *   The door was open when I came home that night.
 *   :::
 *
 * @example not-ok
 *   “The door was *open* when I came home
 *   that night”, she says.
 *
 *   ![The steps of a house.](images/steps.png)
 *
 *   :::story{#reentry speaker="s-003"}
 *   The door was open when I came home that night.
 *
 *   ![Two women on the steps of a house.](images/steps.png)
 *   :::
 *
 * @example problems
 *   en.md:1:1 warn consent_words_elsewhere
 *   en.md:4:1 warn consent_picture_elsewhere
 */
export const consentElsewhere: Check = {
  problems: [consentWordsElsewhere, consentPictureElsewhere],
  run({ documents }, report) {
    for (const document of documents) {
      for (const block of document.blocks) {
        const id = recordOf(block)
        if (id === undefined) continue
        const runs = new Set(listPassages(block).flatMap(({ text }) => runsOf(text)))
        for (const { text, where, at } of passagesBeside(document, id)) {
          const words = runsOf(text).find((run) => runs.has(run))
          if (words !== undefined)
            report(consentWordsElsewhere({ id, block: block.id, words: `${words} …`, where }, at))
        }
        const shown = new Set(picturesOf(block))
        for (const { path, where, at } of picturesBeside(document, id)) {
          if (shown.has(path)) report(consentPictureElsewhere({ id, block: block.id, path, where }, at))
        }
      }
    }
  },
}

/** Every stretch of so many words in a row. */
function runsOf(text: string): string[] {
  const words = normaliseWords(text).split(' ')
  return words.slice(runWords - 1).map((_, start) => words.slice(start, start + runWords).join(' '))
}

interface Beside {
  where: string
  at: At
}

const nameOf = ({ kind, id }: Block): string => (kind === 'letter' ? 'the letter' : `“${id}”`)

/** What the document says outside the blocks of a teller. */
function passagesBeside({ file, meta, places, blocks }: Document, id: string): (Beside & { text: string })[] {
  const front = (['title', 'subject', 'preheader'] as const).map((key) => {
    return { text: meta[key], where: `the ${key}`, at: { file, place: places[key] } }
  })
  const others = blocks.filter((block) => recordOf(block) !== id)
  return [
    ...front,
    ...others.flatMap((block) =>
      listPassages(block).map(({ text, place = block.position }) => ({
        text,
        where: nameOf(block),
        at: { file, place },
      })),
    ),
  ]
}

/** The pictures that the document shows outside the blocks of a teller. */
function picturesBeside({ file, blocks }: Document, id: string): (Beside & { path: string })[] {
  const found: (Beside & { path: string })[] = []
  for (const block of blocks.filter((other) => recordOf(other) !== id)) {
    visit({ type: 'root', children: block.body }, 'image', ({ url, position }) => {
      found.push({ path: imagePath(url), where: nameOf(block), at: { file, place: position ?? block.position } })
    })
  }
  return found
}
