import type { FrozenEdition } from '../../delivery/ledger.ts'
import type { Compiled, Edition } from '../../edition/edition.ts'
import type { PreparedIssue } from '../prepare-issue.ts'

/** What of an edition that went out its readers would meet otherwise today. */
export interface EditionChange {
  edition: FrozenEdition
  /** The subject, or the plain text part, which holds every word and link. */
  words: boolean
  /** A picture it shows is another one. */
  pictures: boolean
}

/**
 * Render today's documents for the readers of the editions that went out, and compare. HTML is not held against HTML: a
 * newer Wayforward or another template would change that, and nobody's facts.
 *
 * @param prepared with the origin that was frozen, or every picture would be another one.
 */
export async function compareEditions(sent: FrozenEdition[], prepared: PreparedIssue): Promise<EditionChange[]> {
  const groupings = sent.map(({ language, segments }) => ({ language, segments }))
  const today = await prepared.render(groupings)
  return sent.flatMap((edition) => {
    const now = today.find((candidate) => serves(candidate, edition))
    // Without a document in its language today, there is nothing to compare it with.
    if (!now) return []
    const { subject, text, html } = edition.parts
    const words = !isSame(text, now.text) || !isSame(subject, now.subject)
    return [{ edition, words, pictures: picturesIn(html) !== picturesIn(now.html) }]
  })
}

function serves({ groupings }: Edition, { language, segments }: FrozenEdition): boolean {
  const key = [language, ...segments].join('+')
  return groupings.some((grouping) => [grouping.language, ...grouping.segments].join('+') === key)
}

function isSame(a: Compiled, b: Compiled): boolean {
  return (
    JSON.stringify(a.literals) === JSON.stringify(b.literals) && JSON.stringify(a.slots) === JSON.stringify(b.slots)
  )
}

function picturesIn({ literals }: Compiled): string {
  return [...literals.join('').matchAll(/\/i\/([0-9a-f]{64})\./g)].map(([, name]) => name).join()
}
