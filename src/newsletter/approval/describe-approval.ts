import { DateTime } from 'luxon'
import type { ApprovalState } from '../../approval/judge-approvals.ts'
import type { Block } from '../../document/document.ts'

/** Parts of the content that are no files, as a person knows them. */
const partWords: Record<string, string> = {
  newsletter: 'a setting that readers meet in issues/newsletter.yaml',
  origin: 'the web address of links and pictures (PUBLIC_URL)',
  version: 'the version of Wayforward',
  lock: 'what is installed with Wayforward (package-lock.json)',
  logo: 'the logo',
}

const shownMost = 3

/** What is still missing, each in a few words: `one more approver`, `counsel, because of alert #travel`. */
export function describeMissing(state: ApprovalState, blocks: readonly Pick<Block, 'kind' | 'id'>[]): string[] {
  const { approversMissing, counselMissing } = state
  const needing = blocks.filter(({ kind }) => counselMissing.includes(kind)).map(({ kind, id }) => `${kind} #${id}`)
  return [
    ...(approversMissing > 0
      ? [approversMissing === 1 ? 'one more approver' : `${approversMissing} more approvers`]
      : []),
    ...(counselMissing.length > 0 ? [`counsel, because of ${joinWords([...new Set(needing)])}`] : []),
  ]
}

/**
 * Who approved other content than there is now, and what changed since, a sentence for each. Of who approved several times
 * only the last; of who approved what there is now, none.
 *
 * @param zone IANA zone for the day.
 */
export function describeVoided({ voided, given }: ApprovalState, zone: string): string[] {
  const heard = new Set(given.map(({ editor }) => editor))
  const sentences: string[] = []
  for (const { approval, changed } of voided) {
    if (heard.has(approval.editor)) continue
    heard.add(approval.editor)
    sentences.push(
      `${approval.by} approved it on ${writeDay(approval.at, zone)}, but ${describeChanged(changed)} since.`,
    )
  }
  return sentences
}

/** `issues/2024-11-x/en.md has changed`: how a sentence about changed parts goes on. */
function describeChanged(changed: readonly string[]): string {
  if (changed.length === 0) return 'something in it has changed'
  const names = changed.map((name) => partWords[name] ?? name)
  const more = names.length - shownMost
  const shown = more > 0 ? [...names.slice(0, shownMost), `${more} more`] : names
  return `${joinWords(shown)} ${names.length === 1 ? 'has' : 'have'} changed`
}

/** November 22, 2026, 14:05 */
export function writeDay(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('LLLL d, yyyy, HH:mm')
}

/** a, b and c */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
