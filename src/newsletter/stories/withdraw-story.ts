import type { Config } from '../../config.ts'
import { openExistingList } from '../scratch-list.ts'
import { findRemains, type Remains } from './find-remains.ts'
import { findStory, idOf } from './find-story.ts'
import { storyUnknown } from './problems.ts'

interface WithdrawOptions {
  /** The teller wants what was written down to be kept. */
  keep?: boolean
  /** Asked first. `before`: it was withdrawn already, with what was written down about it kept or deleted. */
  confirm: (id: string, before: 'kept' | 'deleted' | undefined) => Promise<boolean>
  warn: (message: string) => void
  now: () => number
}

export type WithdrawResult =
  | { kind: 'declined'; id: string }
  /**
   * `again`: it had been withdrawn before. `kept`: what was written down about the consent is still there. `halted`: issues on their way that
   * were stopped.
   */
  | { kind: 'withdrawn'; id: string; again: boolean; kept: boolean; halted: string[]; remains: Remains }

/**
 * Take a story back, at once: the record goes, its pictures are no longer served, no page, proof or issue that tells it is
 * made any more, and what was on its way stops. Then find where else it went. Doing it again changes nothing and looks again.
 *
 * @throws Problem story_unknown, and those of the list and of `confirm`
 */
export async function withdrawStory(
  config: Config,
  named: string,
  { keep = false, confirm, warn, now }: WithdrawOptions,
): Promise<WithdrawResult> {
  const list = await openExistingList(config, warn)
  try {
    const consent = await findStory(list, named)
    const id = idOf(consent)
    const standing = consent.kind === 'given' || consent.kept === true
    const before = consent.kind === 'given' ? undefined : standing ? 'kept' : 'deleted'
    if (!(await confirm(id, before))) return { kind: 'declined', id }
    const done = await list.stories.withdraw(id, now(), { keep })
    if (!done) throw storyUnknown({ id, meant: undefined })
    return { kind: 'withdrawn', id, kept: keep && standing, ...done, remains: await findRemains(config, list, id) }
  } finally {
    await list.close()
  }
}
