import type { Config } from '../../config.ts'
import { judgeTranslation } from '../../document/translation/judge-translation.ts'
import { editFrontMatter } from '../../issue/edit-front-matter.ts'
import { nearest } from '../../problem/nearest.ts'
import type { Problem } from '../../problem/problem.ts'
import { openTranslation } from './open-translation.ts'
import { translateBlockUnknown, translateNothing } from './problems.ts'
import { writeTranslation } from './write-translation.ts'

export interface TranslationMarks {
  issue: string
  language: string
  file: string
  /** What has to be mended first; then nothing was marked. */
  problems: Problem[]
  /** Ids that are marked now and were not before. */
  marked: string[]
}

/**
 * A person says that translations say what their source says: record the source as it is now.
 *
 * @param blocks ids, `front` and `letter` among them; all that are there when empty.
 * @throws Problem translate_nothing, translate_block_unknown, disk_refused, and those of `openTranslation`
 */
export async function markTranslation(
  config: Config,
  language: string,
  name: string | undefined,
  blocks: readonly string[],
): Promise<TranslationMarks> {
  const open = await openTranslation(config, language, name)
  const { issue, source, own, file, errors } = open
  const result = { issue: issue.id, language: open.language, file, problems: errors }
  if (errors.length > 0) return { ...result, marked: [] }
  if (!own) throw translateNothing({ file })
  const there = judgeTranslation(source.document, own.document).filter(({ state }) => state !== 'missing')
  const known = there.map(({ id }) => id)
  for (const id of blocks)
    if (!known.includes(id)) throw translateBlockUnknown({ id, meant: nearest(id, known), known })
  const marked = there.filter(({ id, state }) => state !== 'current' && (blocks.length === 0 || blocks.includes(id)))
  if (marked.length > 0) {
    const translated = Object.fromEntries(marked.map(({ id, hash }) => [id, hash]))
    await writeTranslation(open, editFrontMatter(own.text.source, { translated }))
  }
  return { ...result, marked: marked.map(({ id }) => id) }
}
