import type { ImportReport } from '../audience/import/import-subscribers.ts'
import type { RejectGroup, RejectKind } from '../audience/import/reject-groups.ts'
import { plural, thousands } from './print.ts'

/** What helps all the rows of a kind at once. */
const help: Partial<Record<RejectKind, string>> = {
  no_consent_date: 'If all of them agreed on one day, say which: --consented-at 2024-01-31',
  no_consent_source: 'If all of them agreed in one place, say where: --source "teach-in sign-up sheet"',
  consent_date_order:
    'Say what stands first in these dates: --dates month-first (1/5/24 is January 5) or --dates day-first',
  language: 'Rows with an empty language get the default; correct these in the file.',
}

/**
 * The rows that were not taken, those with one reason together, and what to do about them.
 *
 * @param source what --source said.
 */
export function formatRejects(
  file: string,
  { rejectGroups, columns }: ImportReport,
  source: string | undefined,
): string[] {
  return rejectGroups.flatMap((group) => {
    const hint = help[group.kind]
    // A row's first lack is the one that is told, and a list without the one column often lacks the other.
    const both = group.kind === 'no_consent_date' && (source ?? columns.consent_source) === undefined
    return [...formatGroup(file, group), ...(hint === undefined ? [] : [`  ${hint}${both ? ' --source "where"' : ''}`])]
  })
}

function formatGroup(file: string, { rows, first, same }: RejectGroup): string[] {
  const [top] = first
  if (same && top && rows > 1) {
    return [`${file}:${top.line} and ${plural(rows - 1, 'more row')}: ${top.reason}`]
  }
  const rest = rows - first.length
  const more = rest > 0 ? [`  … and ${plural(rest, 'row')} like these`] : []
  return [...first.map(({ line, reason }) => `${file}:${line} ${reason}`), ...more]
}

const fields = ['name', 'region', 'language', 'topics', 'consented_at', 'consent_source'] as const

/** The columns that nothing was read from, and how to use one after all. */
export function formatIgnored({ ignored, columns }: ImportReport): string | undefined {
  // A rejects file that was mended: what we wrote into it ourselves is no news.
  const named = ignored.filter((column) => column !== '' && !/^rejected_(line|reason)$/.test(column))
  const [example] = named
  if (example === undefined) return undefined
  const shown = named.slice(0, 12).join(', ')
  const more = named.length > 12 ? ` and ${thousands(named.length - 12)} more` : ''
  const free = fields.filter((field) => columns[field] === undefined && !(field === 'name' && columns.first_name))
  const [field = 'topics', ...others] = free
  const or = others.length > 0 ? ` (or ${others.join(', ')})` : ''
  return `not used: ${shown}${more}. To use one, say what it is: --map ${field}="${example}"${or}`
}
