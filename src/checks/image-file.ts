import { posix } from 'node:path'
import { visit } from 'unist-util-visit'
import { imagePath } from '../document/image-path.ts'
import { findMeantPictures } from '../document/meant-pictures.ts'
import { nearest } from '../problem/nearest.ts'
import { findWords } from '../problem/positions.ts'
import type { Check } from './check.ts'
import { imageElsewhere, imageFormat, imageMissing, imageWritten } from './problems.ts'
import { proseOf } from './written.ts'

/** What a camera or a drawing program saves and no mail program shows. */
const unshown = /\.(heic|heif|avif|jxl|tiff?|bmp|ico|psd|ai|eps|pdf|mp4|mov|m4v|webm|avi)$/i

/**
 * Report a picture that is not in the issue's images/ folder. (Examples have images/steps.png.)
 *
 * @example ok
 *   ![Two women on the steps of a house.](images/steps.png)
 *
 * @example not-ok
 *   ![Two women on the steps of a house.](images/step.png)
 *
 *   ![Two women on the steps of a house.](https://example.org/steps.png)
 *
 *   ![Two women on the steps of a house.](images/IMG_0412.heic)
 *
 *   Look: ![Two women on the steps of a house.](images/the steps.png)
 *
 * @example problems
 *   en.md:1:1 error image_missing
 *   en.md:3:1 error image_elsewhere
 *   en.md:5:1 error image_format
 *   en.md:7:7 error image_written
 */
export const imageFile: Check = {
  problems: [imageMissing, imageElsewhere, imageFormat, imageWritten],
  run({ issue, documents }, report) {
    const known = issue.images.map(({ path }) => path)
    for (const { blocks, file, language } of documents) {
      const lines = issue.texts.find((text) => text.language === language)?.source.split('\n') ?? []
      for (const block of blocks) {
        visit(proseOf(block), (node) => {
          if (node.type === 'text') {
            for (const { written, alt, path, slip } of findMeantPictures(node.value)) {
              const corrected = markdown(alt, findFile(path, known) ?? pathInFolder(path))
              report(
                imageWritten({ written, slip, corrected }, { file, place: findWords(lines, node.position, written) }),
              )
            }
          }
          if (node.type !== 'image') return
          const path = imagePath(node.url)
          const at = { file, place: node.position }
          if (known.includes(path)) return
          if (/^([a-z][a-z0-9+.-]+:|\/\/)/i.test(path)) {
            report(imageElsewhere({ path }, at))
            return
          }
          const alt = node.alt ?? ''
          const ending = unshown.exec(path)?.[1]
          if (ending !== undefined) {
            const saved = known.find((other) => stem(other) === stem(path)) ?? `${stem(pathInFolder(path))}.jpg`
            report(imageFormat({ path, ending, corrected: markdown(alt, saved) }, at))
            return
          }
          const meant = findFile(path, known)
          const corrected = meant === undefined ? undefined : markdown(alt, meant)
          report(imageMissing({ path: meant === undefined ? pathInFolder(path) : path, corrected }, at))
        })
      }
    }
  },
}

/** The issue's file that a path was most likely meant to name: in another folder, with \ for /, in other letters. */
function findFile(path: string, known: string[]): string | undefined {
  const meant = pathInFolder(imagePath(path))
  const same = known.find((file) => file.toLowerCase() === meant.toLowerCase())
  return same ?? known.find((file) => posix.basename(file) === posix.basename(meant)) ?? nearest(meant, known)
}

/** Where in the issue's folder a picture of this name belongs. */
function pathInFolder(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(?:[a-z]:)?\/+/i, '')
  return plain.startsWith('images/') ? plain : posix.join('images', posix.basename(plain))
}

const stem = (path: string): string => path.replace(/\.[^./]+$/, '')

/** A picture as it is written, the signs that would end its path early in their percent form. */
function markdown(alt: string, path: string): string {
  const escaped = path.replace(
    /[%\s()<>]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return `![${alt || 'What can be seen in it'}](${escaped})`
}
