import { guessDate, isCalendarDate } from '../issue/calendar-date.ts'
import type { Waiver } from '../issue/issue.ts'
import { nearest } from '../problem/nearest.ts'

/** A comment that is a waiver, or was meant to be one. */
export interface WaiverComment {
  /** Present where nothing is wrong with it. */
  waiver?: Waiver
  /** What is wrong, each completing “This waiver …”. */
  faults: string[]
  /** The comment as it has to be written, with sample values for what it lacks. */
  corrected: string
}

type Key = Exclude<keyof Waiver, 'entry'>

const keys = ['because', 'by', 'until'] as const satisfies readonly Key[]

const lacks: Record<Key, string> = {
  because: 'does not say why (because)',
  by: 'does not say who decided it (by)',
  until: 'does not say until when it holds (until)',
}

const curly = /[“”„«»‘’]/

/** `name="value"`, also as word processors and hurried people write it. */
const attribute = /([\p{L}]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“„«‘]([^“”»’]*)[“”»’]|”([^”]*)”|([^\s"'“”]+))/gu

/**
 * Read a comment such as `<!-- waive felon because="…" by="Ana Reyes" until="2024-12-31" -->`.
 *
 * @param day stands in the corrected comment where it names no day.
 * @returns undefined for a comment that is only a note to other writers.
 */
export function readWaiverComment(comment: string, day: string): WaiverComment | undefined {
  const [, name = '', inside = ''] = /^<!--+\s*(\p{L}+):?\s*([\s\S]*?)\s*-->$/u.exec(comment) ?? []
  const meant = name.toLowerCase() === 'waive'
  if (!meant && !(/^(wai?ve|waiver|waives|waived|wavier)$/i.test(name) && inside.includes('='))) return undefined
  const faults: string[] = []
  if (name !== 'waive') faults.push(`begins with “${name}” instead of “waive”`)

  const values: Partial<Record<Key, string>> = {}
  for (const [whole, written = '', ...quoted] of inside.matchAll(attribute)) {
    const key = keys.find((known) => known === written) ?? keys.find((known) => known === nearest(written, keys))
    const value = quoted.find((part) => part !== undefined)?.trim() ?? ''
    if (!key) faults.push(`says “${written}”, which means nothing here`)
    else {
      if (key !== written) faults.push(`says “${written}” instead of “${key}”`)
      if (curly.test(whole.slice(written.length, whole.length - value.length))) {
        faults.push(`has curly quotes round the value of ${key}`)
      } else if (!/["']$/.test(whole)) faults.push(`has no quotes round the value of ${key}`)
      if (values[key] !== undefined) faults.push(`says “${key}” twice`)
      values[key] = value
    }
  }
  const entries = inside.replaceAll(attribute, ' ').trim().split(/\s+/).filter(Boolean)
  const [entry] = entries
  if (entry === undefined) faults.push('names no entry of the guide')
  if (entries.length > 1) faults.push(`has words that belong to nothing (${entries.slice(1).join(' ')})`)
  for (const key of keys) if (!values[key]) faults.push(lacks[key])
  const { because, by, until } = values
  if (until && !isCalendarDate(until)) faults.push(`says “${until}”, which is no day written year-month-day`)

  const end = until && (isCalendarDate(until) ? until : guessDate(until))
  const corrected = writeWaiver({
    entry: entry ?? 'felon',
    because: because || 'why it has to stay',
    by: by || 'who decided it',
    until: end || day,
  })
  const whole = entry !== undefined && because && by && until
  return { faults, corrected, ...(faults.length === 0 && whole && { waiver: { entry, because, by, until } }) }
}

/** A waiver as a comment. */
export function writeWaiver({ entry, because, by, until }: Waiver): string {
  const quote = (value: string) => (value.includes('"') ? `'${value.replaceAll("'", '’')}'` : `"${value}"`)
  return `<!-- waive ${entry} because=${quote(because)} by=${quote(by)} until=${quote(until)} -->`
}
