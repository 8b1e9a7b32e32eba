import type { Problem } from '../problem/problem.ts'
import type { RiskDetail } from '../stories/record.ts'
import { listTellings, type Telling } from '../stories/tellings.ts'
import type { Check, ConsentFacts } from './check.ts'
import { consentAttorney, consentDetails as notAgreed } from './consent-problems.ts'

/**
 * Report words of a personal story that can be used against its teller, where they did not agree to just that, or no
 * attorney has read it. (Of the examples’ records, s-001 agreed to none and s-003 to having convictions told.)
 *
 * @example ok
 *   :::story{#reentry speaker="s-001"}
 *   I open the door every morning.
 *   :::
 *
 * @example not-ok
 *   :::story{#reentry speaker="s-001"}
 *   I crossed the border twice.
 *   :::
 *
 *   :::story{#home speaker="s-003"}
 *   I was convicted of theft.
 *   :::
 *
 * @example problems
 *   en.md:2:3 error consent_details
 *   en.md:6:3 error consent_attorney
 */
export const consentDetails: Check = {
  problems: [notAgreed, consentAttorney],
  run({ issue, documents, facts }, report) {
    for (const telling of listTellings(issue, documents)) {
      for (const problem of judgeDetails(telling, facts.consents)) report(problem)
    }
  },
}

/** A composite’s life is nobody’s; a number, an address or a child’s name is somebody’s all the same. */
const alwaysSomebodys: readonly RiskDetail[] = ['identifiers', 'minors']

/** What a story gives away beyond what its teller agreed to, or without an attorney. */
export function judgeDetails(
  { record: id, block, file, place: first, details }: Telling,
  facts: ConsentFacts | undefined,
): Problem[] {
  const given = facts?.consents.get(id)
  if (given?.kind !== 'given') return []
  const { record } = given
  return details.flatMap(({ detail, words, place }) => {
    if (record.identity.form === 'composite' && !alwaysSomebodys.includes(detail)) return []
    const at = { file, place: place ?? first }
    if (!record.details.includes(detail)) return notAgreed({ id, block, detail, words }, at)
    return record.attorneyReview ? [] : consentAttorney({ id, block, detail, words }, at)
  })
}
