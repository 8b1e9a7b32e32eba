import { posix } from 'node:path'
import { holdsLocation } from '../stories/image-location.ts'
import type { Check } from './check.ts'
import { imageLocation as located } from './consent-problems.ts'

/**
 * Warn of a picture’s file that says where it was taken: mails leave that out, git does not. (Examples have
 * images/garden.jpg with a position and images/steps.png without.)
 *
 * @example ok
 *   ![Two women on the steps of a house.](images/steps.png)
 *
 * @example not-ok
 *   ![A garden.](images/garden.jpg)
 *
 * @example problems
 *   images/garden.jpg warn image_location
 */
export const imageLocation: Check = {
  problems: [located],
  run({ issue, documents }, report) {
    const folder = posix.dirname(documents[0]?.file ?? issue.texts[0]?.file ?? '')
    for (const { path, bytes } of issue.images) {
      if (holdsLocation(bytes)) report(located({ path }, { file: posix.join(folder, path) }))
    }
  },
}
