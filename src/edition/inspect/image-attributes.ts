import { imageAltMissing, imageWidthMissing } from '../problems.ts'
import { attribute, findElements, type Inspection } from './inspection.ts'

/** Every picture says what it shows, and how wide it is before it is loaded. */
export const inspectImageAttributes: Inspection = ({ tree, at }) =>
  findElements(tree, 'img').flatMap((image) => {
    const src = attribute(image, 'src') ?? ''
    return [
      ...(attribute(image, 'alt') === undefined ? [imageAltMissing({ src }, at)] : []),
      ...(/^\d+$/.test(attribute(image, 'width') ?? '') ? [] : [imageWidthMissing({ src }, at)]),
    ]
  })
