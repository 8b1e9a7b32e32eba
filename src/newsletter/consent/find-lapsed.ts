import type { Config } from '../../config.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { mayTell, type Refusal } from '../../stories/may-tell.ts'
import { localDay } from '../approval/local-day.ts'
import type { List } from '../workspace.ts'

/**
 * Why an issue that is frozen may not go out any more: a story that it tells was withdrawn since, or its consent has run
 * out, or nobody knows of it. The words were fixed and agreed to at the freeze; what was read to the teller since is another
 * text, and no objection to this one. Undefined when nothing stands against it.
 *
 * @param issue by its name in the ledger.
 */
export async function findLapsed(
  config: Config,
  issue: string,
  { stories }: Pick<List, 'stories'>,
  now: number,
): Promise<string | undefined> {
  const uses = (await stories.usedIn(issue)).filter(({ channel }) => channel === 'email')
  if (uses.length === 0) return undefined
  const { newsletter } = await readNewsletter(config.issuesFolder)
  // Where nobody can say which zone it is, a consent ends as soon as its last day is over anywhere.
  const today = localDay(now, newsletter?.timezone ?? 'Pacific/Kiritimati')
  const sentences = new Set<string>()
  for (const { story, language, textHash } of uses) {
    const refusals = mayTell(await stories.find(story), 'email', language, today, textHash)
    for (const refusal of refusals) {
      if (refusal.why !== 'text_changed' && refusal.why !== 'text_unapproved') sentences.add(describe(story, refusal))
    }
  }
  return sentences.size > 0 ? [...sentences].join(' ') : undefined
}

function describe(story: string, refusal: Refusal): string {
  switch (refusal.why) {
    case 'withdrawn':
      return `The story ${story} was withdrawn.`
    case 'expired':
      return `The consent for the story ${story} ran out after ${refusal.expires}.`
    case 'missing':
      return `Nobody knows of the consent for the story ${story} any more.`
    default:
      return `The consent for the story ${story} does not cover this any more.`
  }
}
