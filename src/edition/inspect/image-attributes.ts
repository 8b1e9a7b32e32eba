import { imageAltMissing, imageHeightMissing, imageWidthMissing } from '../problems.ts'
import { attribute, findElements, type Inspection } from './inspection.ts'

const isNumber = (written: string | undefined): boolean => /^\d+$/.test(written ?? '')

/** Every picture says what it shows, and how large it is before it is loaded. */
export const inspectImageAttributes: Inspection = ({ tree, at }) =>
  findElements(tree, 'img').flatMap((image) => {
    const src = attribute(image, 'src') ?? ''
    return [
      ...(attribute(image, 'alt') === undefined ? [imageAltMissing({ src }, at)] : []),
      ...(isNumber(attribute(image, 'width')) ? [] : [imageWidthMissing({ src }, at)]),
      ...(isNumber(attribute(image, 'height')) ? [] : [imageHeightMissing({ src }, at)]),
    ]
  })
