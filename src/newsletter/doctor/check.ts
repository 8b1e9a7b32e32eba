import type { Newsletter } from '../../issue/newsletter.ts'
import type { Consultation } from './consultation.ts'
import type { Finding } from './line.ts'

type Findings = Finding | Finding[] | Promise<Finding | Finding[]>

/** One thing the doctor looks at; what it asks of the outside comes with the consultation. */
export interface DoctorCheck {
  /** Permanent: part of `--json`. */
  name: string
  /** Whether it concerns mailing real people only, and is left out with `provider: outbox`. */
  mailing: boolean
  examine(consultation: Consultation): Findings
}

/** A check that needs nothing but the workspace. */
export function defineCheck(name: string, examine: DoctorCheck['examine']): DoctorCheck {
  return { name, mailing: false, examine }
}

/** A check that has nothing to look at while newsletter.yaml cannot be read. */
export function defineNewsletterCheck(
  name: string,
  examine: (newsletter: Newsletter, consultation: Consultation) => Findings,
  { mailing = false } = {},
): DoctorCheck {
  return {
    name,
    mailing,
    examine: (consultation) =>
      consultation.newsletter === undefined ? [] : examine(consultation.newsletter, consultation),
  }
}

/** The same, for what matters only once real people are mailed. */
export function defineMailingCheck(
  name: string,
  examine: (newsletter: Newsletter, consultation: Consultation) => Findings,
): DoctorCheck {
  return defineNewsletterCheck(name, examine, { mailing: true })
}
