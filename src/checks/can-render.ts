import type { Problem } from '../problem/problem.ts'
import { checks } from './index.ts'

/**
 * Whether an issue with these problems may be rendered to look at. Some errors stop only a send: a translator has to see
 * the page of a translation that nobody has reviewed yet, and so has a writer while somebody else mends the guide.
 */
export function canRender(problems: readonly Problem[]): boolean {
  const sendOnly = new Set(
    Object.values(checks)
      .filter(({ stops }) => stops === 'send')
      .flatMap((check) => check.problems.map(({ code }) => code)),
  )
  return problems.every(
    ({ severity, code, file }) => severity !== 'error' || sendOnly.has(code) || isOfGuide(file ?? ''),
  )
}

/** Nothing is rendered from the guide. What is wrong in its files has codes that other files' problems have too. */
const isOfGuide = (file: string): boolean => /(^|\/)guide(\/[^/]+\.yaml)?$/.test(file)
