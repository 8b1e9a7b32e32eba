import type { Problem } from '../problem/problem.ts'
import { mayTell, type Refusal } from '../stories/may-tell.ts'
import { namesSomebody } from '../stories/name-forms.ts'
import type { Channel } from '../stories/record.ts'
import { listTellings, type Telling } from '../stories/tellings.ts'
import type { Check, ConsentFacts } from './check.ts'
import {
  consentChannel,
  consentEmailIrrevocable,
  consentExpired,
  consentLanguage,
  consentMissing,
  consentNotBegun,
  consentShownAs,
  consentTextChanged,
  consentTextUnapproved,
  consentUnverified,
  consentWithdrawn,
} from './consent-problems.ts'

/**
 * Report a personal story that its teller did not agree to: for mail, in this language, on the issue's date, in exactly
 * these words. (Examples have records s-001, which agreed to nothing read yet, and s-002, which was withdrawn.)
 *
 * @example ok
 *   :::story{#reentry speaker="org:ilrc"}
 *   A door that opens.
 *   :::
 *
 * @example not-ok
 *   :::story{#reentry speaker="s-001"}
 *   A door that opens.
 *   :::
 *
 *   :::quote{#doors speaker="s-002"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 *   :::quote{#home speaker="s-999"}
 *   Home is a person.
 *   :::
 *
 * @example problems
 *   en.md:1:1 error consent_text_unapproved
 *   en.md:5:1 error consent_withdrawn
 *   en.md:9:1 error consent_missing
 */
export const consent: Check = {
  problems: [
    consentUnverified,
    consentMissing,
    consentWithdrawn,
    consentNotBegun,
    consentExpired,
    consentChannel,
    consentLanguage,
    consentTextUnapproved,
    consentTextChanged,
    consentEmailIrrevocable,
    consentShownAs,
  ],
  run({ issue, documents, facts }, report) {
    for (const telling of listTellings(issue, documents)) {
      for (const problem of judgeConsent(telling, facts.consents, 'email', issue.meta.date)) report(problem)
    }
  },
}

/** What stands against telling a story on a channel and a day; without records to ask, that it was not asked. */
export function judgeConsent(
  { record: id, language, block, file, place, textHash }: Telling,
  facts: ConsentFacts | undefined,
  channel: Channel,
  date: string,
): Problem[] {
  const at = { file, place }
  if (!facts) return [consentUnverified({ id, block }, at)]
  const given = facts.consents.get(id)
  const problems = mayTell(given, channel, language, date, textHash).map((refusal) => describe(refusal))
  if (given?.kind === 'given') {
    const { form, shownAs } = given.record.identity
    if (namesSomebody(form) && !shownAs) problems.push(consentShownAs({ id, block, form }, at))
  }
  return problems

  function describe(refusal: Refusal): Problem {
    switch (refusal.why) {
      case 'missing':
        return consentMissing({ id, block }, at)
      case 'withdrawn':
        return consentWithdrawn({ id, block, on: refusal.on }, at)
      case 'not_begun':
        return consentNotBegun({ id, block, date, starts: refusal.starts }, at)
      case 'expired':
        return consentExpired({ id, block, date, expires: refusal.expires }, at)
      case 'channel':
        return consentChannel({ id, block, channel, allowed: refusal.allowed }, at)
      case 'language':
        return consentLanguage({ id, block, language, allowed: refusal.allowed }, at)
      case 'text_unapproved':
        return consentTextUnapproved({ id, block, language }, at)
      case 'text_changed':
        return consentTextChanged({ id, block, language, approvedAt: refusal.approvedAt }, at)
      case 'email_irrevocable':
        return consentEmailIrrevocable({ id, block }, at)
    }
  }
}
