import type { Issue } from '../issue/issue.ts'
import type { Check } from './check.ts'
import { missingLanguage as noFile } from './problems.ts'

/**
 * Warn when a language of the newsletter has no file, and say what its readers get. A correction needs the languages of the
 * editions it names.
 *
 * @example ok
 *   --- en.md
 *   --- es.md
 *   --- vi.md
 *
 * @example not-ok
 *   --- en.md
 *   --- es.md
 *
 * @example problems
 *   vi.md warn missing_language
 */
export const missingLanguage: Check = {
  problems: [noFile],
  run({ issue, newsletter }, report) {
    const [source, ...translations] = newsletter.languages
    const folder = issue.texts[0]?.file.replace(/[^/]*$/, '') ?? ''
    for (const language of translations) {
      if (!isMeant(issue, language)) continue
      if (issue.texts.some((text) => text.language === language)) continue
      const fallback = follow(language, newsletter.fallback, (tag) => issue.texts.some((text) => text.language === tag))
      if (language !== source) report(noFile({ language, fallback }, { file: `${folder}${language}.md` }))
    }
  },
}

/** Whether an issue is for readers of a language: a correction is for those of the editions it names. */
function isMeant({ meta }: Issue, language: string): boolean {
  if (meta.kind !== 'correction' || meta.editions === undefined) return true
  return meta.editions.some((id) => id.split('+')[0] === language)
}

/** The language its readers end up with: a fallback may itself be missing. */
function follow(language: string, fallback: Record<string, string>, exists: (language: string) => boolean): string {
  const next = fallback[language] ?? 'wait'
  return next === 'wait' || exists(next) ? next : follow(next, fallback, exists)
}
