import type { Config } from '../../config.ts'
import type { Problem } from '../../problem/problem.ts'
import { makeRecord } from '../../stories/consent-form.ts'
import { openList } from '../workspace.ts'
import { judgeTerm } from './judge-term.ts'
import { readForm } from './read-form.ts'

export type AddStoryResult =
  /** The form has errors; nothing was kept. Their lines may hold a name, so they are shown without them. */
  { kind: 'unready'; problems: Problem[] } | { kind: 'added'; id: string; expires: string; problems: Problem[] }

/**
 * Take a filled-in consent form into the list. The words to keep out are kept as keyed hashes only.
 *
 * @throws Problem consent_form_tracked, consent_form_unreadable, git_unreadable, and those of the list
 */
export async function addStory(
  config: Config,
  named: string,
  { warn, now }: { warn: (message: string) => void; now: number },
): Promise<AddStoryResult> {
  const { form, problems, today } = await readForm(config, named, now)
  if (!form) return { kind: 'unready', problems }
  const list = await openList(config, warn)
  try {
    const id = await list.stories.nextId()
    const record = makeRecord(form, id, now, (words) => list.vault.wordHash(words).toString('hex'))
    await list.stories.save(record, now)
    return { kind: 'added', id, expires: record.expires, problems: [...problems, ...judgeTerm(record, today)] }
  } finally {
    await list.close()
  }
}
