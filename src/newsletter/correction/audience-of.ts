import type { Among } from '../../audience/among.ts'
import type { Ledger } from '../../delivery/ledger.ts'
import { nearest } from '../../problem/nearest.ts'
import { type At, Problem } from '../../problem/problem.ts'
import type { PreparedIssue } from '../prepare-issue.ts'
import { correctsEditionUnknown, correctsUnsent } from './problems.ts'
import { findSent } from './sent-editions.ts'

/**
 * Whom an issue is for, where that is not the whole list: a correction is for those who were handed the editions it names
 * of the issue it corrects. Who unsubscribed since is left out at the freeze, as always.
 *
 * @throws Problem corrects_unsent, corrects_edition_unknown
 */
export async function audienceOf({ issue }: Pick<PreparedIssue, 'issue'>, ledger: Ledger): Promise<Among | undefined> {
  const { kind, corrects, editions } = issue.meta
  if (kind !== 'correction') return undefined
  const [source] = issue.texts
  const at = (key: string): At => ({ file: source?.file, place: source?.places[key] ?? source?.places.kind })
  const sent = corrects === undefined ? undefined : await findSent(ledger, corrects)
  if (corrects === undefined || !sent) {
    const known = (await ledger.list()).filter(({ follows }) => follows === null).map((other) => other.issue)
    throw correctsUnsent({ corrects: corrects ?? '', meant: nearest(corrects ?? '', known) }, at('corrects'))
  }
  const known = [...new Set(sent.editions.map(({ id }) => id))]
  for (const edition of editions ?? []) {
    if (!known.includes(edition)) throw correctsEditionUnknown({ corrects, edition, known }, at('editions'))
  }
  return { kind: 'submitted', of: corrects, ...(editions && { editions }) }
}

/** The same for what only shows an issue: where nobody can be meant, that is told and not thrown. */
export async function findAudience(
  prepared: Pick<PreparedIssue, 'issue'>,
  ledger: Ledger,
): Promise<{ among?: Among; problem?: Problem }> {
  try {
    return { among: await audienceOf(prepared, ledger) }
  } catch (error) {
    if (error instanceof Problem) return { problem: error }
    throw error
  }
}
