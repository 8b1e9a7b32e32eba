import type { Problem } from '../problem/problem.ts'
import { listTellings, type Telling } from '../stories/tellings.ts'
import type { Check, ConsentFacts } from './check.ts'
import { consentFace, consentPhoto as notAllowed } from './consent-problems.ts'

/**
 * Report a picture in a story whose teller agreed to none. (Of the examples’ records, s-001 agreed to none and s-003 to
 * pictures without a face.)
 *
 * @example ok
 *   :::story{#reentry speaker="s-001"}
 *   A door that opens.
 *   :::
 *
 * @example not-ok
 *   :::story{#reentry speaker="s-001"}
 *   ![Two women on the steps of a house.](images/steps.png)
 *   :::
 *
 *   :::story{#home speaker="s-003"}
 *   ![Two women on the steps of a house.](images/steps.png)
 *   :::
 *
 * @example problems
 *   en.md:1:1 error consent_photo
 *   en.md:5:1 suggest consent_face
 */
export const consentPhoto: Check = {
  problems: [notAllowed, consentFace],
  run({ issue, documents, facts }, report) {
    for (const telling of listTellings(issue, documents)) {
      for (const problem of judgePictures(telling, facts.consents)) report(problem)
    }
  },
}

/** What stands against the pictures a story is told with, as far as a record says it. */
export function judgePictures(
  { record: id, block, file, place, pictures }: Telling,
  facts: ConsentFacts | undefined,
): Problem[] {
  const given = facts?.consents.get(id)
  if (given?.kind !== 'given') return []
  const { photo, identity } = given.record
  const at = { file, place }
  return pictures.flatMap((path) => {
    if (!photo.allowed) return notAllowed({ id, block, path }, at)
    return photo.blur || !identity.face ? consentFace({ id, block, path, blur: photo.blur }, at) : []
  })
}
