import { fill } from '../../edition/slots.ts'
import { planAudience } from '../audience-plan.ts'
import { findAudience } from '../correction/audience-of.ts'
import { picturesOf } from '../pictures-of.ts'
import { proofLinks } from '../proof/proof-links.ts'
import type { List } from '../workspace.ts'
import type { PreparedIssues } from './prepared-issues.ts'

/** An edition as nobody in particular gets it. */
export interface RenderedEdition {
  /** With its pictures in it, so that it asks for nothing. */
  html: string
  text: string
}

/** One edition of an issue as it would be mailed now; undefined when there is none of this id. Changes nothing. */
export async function readEditionView(
  list: List,
  issues: PreparedIssues,
  { issue, edition: id, now }: { issue: string; edition: string; now: number },
): Promise<RenderedEdition | undefined> {
  const { prepared, origin } = await issues.prepare(issue)
  if (!prepared) return undefined
  const edition = await issues.inTurn(async () => {
    const { among } = await findAudience(prepared, list.ledger)
    const { editions } = await planAudience(prepared, list.audience, now, among)
    // A second wave's, and those of an empty list, are not among them.
    return [...editions, ...(await prepared.render())].find((one) => one.id === id)
  })
  if (!edition) return undefined
  const values = proofLinks(origin)
  let html = fill(edition.html, values)
  for (const { name, bytes } of picturesOf(prepared)) {
    const type = name.endsWith('.jpg') ? 'image/jpeg' : 'image/png'
    const picture = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
    html = html.replaceAll(`${origin}/i/${name}`, picture)
  }
  return { html, text: fill(edition.text, values) }
}
