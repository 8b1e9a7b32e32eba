import type { Config } from '../../config.ts'
import { Problem } from '../../problem/problem.ts'
import type { DoctorCheck } from './check.ts'
import { consult } from './consult.ts'
import type { Consultation, Outside } from './consultation.ts'
import { doctorChecks } from './index.ts'
import { type Finding, failWith, type Line, ok, unasked } from './line.ts'
import { lookOutside } from './look-outside.ts'

/** What `doctor --json` prints: documented, and never renamed. */
export interface DoctorReport {
  /** Nothing fails. */
  ready: boolean
  lines: Line[]
}

/** For a check as a whole, which may ask twice. */
const checkMs = 8000

/**
 * Look at everything that a send needs. Changes nothing; ends within ten seconds, whatever answers. What could not be asked
 * is a warning that says so.
 */
export async function runDoctor(config: Config, outside: Outside = lookOutside(config)): Promise<DoctorReport> {
  const consultation = await consult(config, outside)
  const lines = (await Promise.all(doctorChecks.map((check) => runCheck(check, consultation)))).flat()
  return { ready: !lines.some(({ state }) => state === 'fail'), lines: withOutboxLine(lines, consultation) }
}

async function runCheck(check: DoctorCheck, consultation: Consultation): Promise<Line[]> {
  if (check.mailing && consultation.newsletter?.provider !== 'resend') return []
  const findings = await Promise.race([examine(check, consultation), giveUp(check)])
  return findings.map((finding) => ({ check: check.name, ...finding }))
}

async function examine({ name, examine }: DoctorCheck, consultation: Consultation): Promise<Finding[]> {
  try {
    const found = await examine(consultation)
    return Array.isArray(found) ? found : [found]
  } catch (error) {
    if (error instanceof Problem) return [failWith(name, error)]
    throw error
  }
}

function giveUp({ name }: DoctorCheck): Promise<Finding[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve([unasked(name, 'no answer in time')]), checkMs).unref()
  })
}

/** One line for all that was left out. */
function withOutboxLine(lines: Line[], { newsletter }: Consultation): Line[] {
  if (newsletter?.provider !== 'outbox') return lines
  const said = 'Nothing is mailed (provider: outbox), so Resend, DNS and PUBLIC_URL were not asked.'
  return [...lines, { check: 'provider', ...ok('mailing', said) }]
}
