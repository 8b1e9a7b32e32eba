import type { Config } from '../../config.ts'
import type { Problem } from '../../problem/problem.ts'
import { makeRecord } from '../../stories/consent-form.ts'
import type { Denied } from '../../stories/record.ts'
import { openExistingList } from '../scratch-list.ts'
import { changeStory, findStory, requireGiven } from './find-story.ts'
import { judgeTerm } from './judge-term.ts'
import { readForm } from './read-form.ts'
import { cleanBy } from './story-words.ts'

export interface AmendRequest {
  id: string
  /** Path of the new form. */
  form: string
  by: string
  warn: (message: string) => void
  now: number
}

export type AmendStoryResult =
  /** The form has errors; nothing was changed. Their lines may hold a name, so they are shown without them. */
  | { kind: 'unready'; problems: Problem[] }
  /** `before`: the last day it held by the earlier form. */
  | { kind: 'amended'; id: string; before: string; expires: string; problems: Problem[] }

/**
 * Put what a new form says in the place of what a teller agreed to before. The texts that they agreed to stay agreed to,
 * what happened stays written down, and what was once kept out stays out.
 *
 * @throws Problem story_unknown, story_withdrawn, story_word_missing, consent_form_tracked, consent_form_unreadable,
 * git_unreadable, list_missing, and those of the list
 */
export async function amendStory(
  config: Config,
  { id: named, form: file, by: given, warn, now }: AmendRequest,
): Promise<AmendStoryResult> {
  const by = cleanBy(given)
  const { form, problems, today, timezone } = await readForm(config, file, now)
  const list = await openExistingList(config, warn)
  try {
    const { id } = requireGiven(await findStory(list, named), timezone)
    if (!form) return { kind: 'unready', problems }
    const fresh = makeRecord(form, id, now, (words) => list.vault.wordHash(words).toString('hex'))
    let before = ''
    const record = await changeStory(list, id, timezone, (found) => {
      before = found.expires
      return {
        ...fresh,
        approved: found.approved,
        denied: joinDenied(found.denied, fresh.denied),
        history: [...found.history, { at: now, what: `amended: ${termWords(before, fresh.expires)}`, by }],
      }
    })
    return {
      kind: 'amended',
      id,
      before,
      expires: record.expires,
      problems: [...problems, ...judgeTerm(record, today)],
    }
  } finally {
    await list.close()
  }
}

function termWords(before: string, expires: string): string {
  return before === expires ? `until ${expires} as before` : `until ${expires} (until ${before} before)`
}

/** The codes of both. One that is looked for all over an issue goes on being so. */
function joinDenied(earlier: readonly Denied[], fresh: readonly Denied[]): Denied[] {
  const joined = new Map<string, Denied>()
  for (const one of [...earlier, ...fresh]) {
    if (joined.get(one.hash)?.where !== 'issue') joined.set(one.hash, one)
  }
  return [...joined.values()]
}
