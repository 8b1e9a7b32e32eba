import { defineProblem } from '../problem/problem.ts'

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export const translationStale = defineProblem<{
  name: string
  id: string
  language: string
  issue: string
  source: string
}>(
  'translation_stale',
  'warn',
  ({ name, source }) => `${capital(name)} has changed in ${source} since this translation of it was made.`,
  ({ id, language, issue }) =>
    `Translate the change. If these words still say what the source says: npx wayforward translate mark ${language} ${issue} ${id}`,
)

export const alertTranslationStale = defineProblem<{
  name: string
  id: string
  language: string
  issue: string
  source: string
}>(
  'alert_translation_stale',
  'error',
  ({ name, source }) =>
    `${capital(name)} has changed in ${source} since this translation of it was made. It is legal information: old words must not go out.`,
  ({ id, language, issue }) =>
    `Translate the change. If these words still say what the source says: npx wayforward translate mark ${language} ${issue} ${id}`,
)

export const translationUnmarked = defineProblem<{ name: string; id: string; language: string; issue: string }>(
  'translation_unmarked',
  'suggest',
  ({ name }) => `Nobody has said whether ${name} is up to date, so nobody will be told when its source changes.`,
  ({ id, language, issue }) =>
    `Compare it with the source, then: npx wayforward translate mark ${language} ${issue} ${id}`,
)

export const translationUnreviewed = defineProblem<{ language: string }>(
  'translation_unreviewed',
  'warn',
  ({ language }) => `Nobody has reviewed the translation into ${language} yet.`,
  () => 'Have somebody who did not translate it read it, and write who and when: reviewed: "R. Reader, 2024-03-28"',
)
