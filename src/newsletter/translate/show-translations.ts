import type { Config } from '../../config.ts'
import {
  type JudgedBlock,
  judgeTranslation,
  type TranslationState,
} from '../../document/translation/judge-translation.ts'
import type { Problem } from '../../problem/problem.ts'
import { openTranslations, ownName } from './open-translation.ts'

export interface LanguageStatus {
  language: string
  /** As its own readers call it. */
  name: string
  file: string
  exists: boolean
  /** Who reviewed it, or false while nobody has. */
  reviewed: string | false
  counts: Record<TranslationState, number>
  blocks: Pick<JudgedBlock, 'id' | 'kind' | 'name' | 'state'>[]
}

export interface TranslationsStatus {
  issue: string
  /** Errors in the files, which may hide blocks. */
  problems: Problem[]
  languages: LanguageStatus[]
}

/** How far each translation of an issue is. Title, subject and preheader count as one block. */
export async function showTranslations(config: Config, name?: string): Promise<TranslationsStatus> {
  const { newsletter, issue, source, translations, errors } = await openTranslations(config, name)
  const languages = newsletter.languages.slice(1).map((language): LanguageStatus => {
    const own = translations.get(language)
    const blocks = judgeTranslation(source.document, own?.document)
    const count = (state: TranslationState) => blocks.filter((block) => block.state === state).length
    return {
      language,
      name: ownName(language),
      file: source.text.file.replace(/[^/]*$/, `${language}.md`),
      exists: own !== undefined,
      reviewed: own?.document.meta.reviewed ?? false,
      counts: {
        current: count('current'),
        stale: count('stale'),
        unmarked: count('unmarked'),
        missing: count('missing'),
      },
      blocks: blocks.map(({ id, kind, name: words, state }) => ({ id, kind, name: words, state })),
    }
  })
  const files = [source.text.file, ...languages.map(({ file }) => file)]
  return {
    issue: issue.id,
    problems: errors.filter(({ file }) => file !== undefined && files.includes(file)),
    languages,
  }
}
