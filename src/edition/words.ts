import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { defineText } from '../issue/schema-text.ts'
import type { Problem } from '../problem/problem.ts'
import { wordsPlaceholder } from './problems.ts'
import { readSettings } from './read-settings.ts'

/** The fixed phrases an edition is made of. Which blocks use which is in `blocks/`. */
export const wordKeys = [
  'label_story', 'label_action', 'label_resources', 'label_event', 'label_alert', 'label_vote', 'label_quote',
  'label_stat', 'label_video', 'label_figure',
  'kind_monthly', 'kind_alert', 'kind_correction',
  'action_button', 'event_button', 'event_calendar', 'vote_button', 'video_button', 'source_button',
  'when', 'where', 'deadline', 'reviewed', 'until', 'bill', 'vote_date', 'source', 'date', 'length', 'captions',
  'captions_none', 'by', 'picture',
  'vote_support', 'vote_oppose', 'alert_past', 'only_for',
  'why', 'preferences', 'unsubscribe',
  'date_pattern',
  'day_pattern', 'moment_pattern', 'span_pattern', 'zone_eastern', 'zone_central', 'zone_mountain', 'zone_pacific',
] as const // biome-ignore format: grouped as in the files

export type WordKey = (typeof wordKeys)[number]

/** One language's phrases. */
export type Words = Record<WordKey, string>

const placeholders: Partial<Record<WordKey, string[]>> = {
  by: ['name'],
  only_for: ['segments'],
  why: ['newsletter'],
  date_pattern: ['weekday', 'month', 'day', 'year'],
  day_pattern: ['month', 'day', 'year'],
  moment_pattern: ['date', 'time', 'zone'],
  span_pattern: ['start', 'end'],
}

const braced = (name: string): string => (name === '…' ? name : `{${name}}`)

const phrase = defineText('words, in quotes if they hold a colon or are “yes” or “no”')
const shape = Object.fromEntries(wordKeys.map((key) => [key, phrase])) as Record<WordKey, typeof phrase>
const schema: z.ZodType<Words> = z.strictObject(shape)
const samples = Object.fromEntries(
  wordKeys.map((key) => [key, `${key}: ${JSON.stringify((placeholders[key] ?? ['…']).map(braced).join(', '))}`]),
)

/** Put values where a phrase has `{name}`. A placeholder without a value stays, and inspection finds it. */
export function phraseWith(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}

/** A language's file as the person knows it. */
export function wordsFile(language: string): string {
  return `templates/words/${language}.yaml`
}

/**
 * Read templates/words/<language>.yaml for each language of the newsletter. A language with a problem is left out of
 * `words`.
 */
export async function readWords(
  templatesFolder: string,
  languages: readonly string[],
): Promise<{ words: Record<string, Words>; problems: Problem[] }> {
  const words: Record<string, Words> = {}
  const problems: Problem[] = []
  const folder = join(templatesFolder, 'words')
  const files = await readdir(folder).catch((): string[] => [])
  const known = [...languages, 'en'].find((language) => files.includes(`${language}.yaml`))
  for (const language of languages) {
    const name = wordsFile(language)
    const model = known === undefined || known === language ? undefined : wordsFile(known)
    const read = await readSettings(join(folder, `${language}.yaml`), name, schema, samples, model)
    problems.push(...read.problems)
    if (read.value === undefined) continue
    const lost = lostPlaceholders(read.value)
    problems.push(...lost.map((values) => wordsPlaceholder(values, { file: name })))
    if (lost.length === 0) words[language] = read.value
  }
  return { words, problems }
}

function lostPlaceholders(words: Words): { key: string; placeholder: string }[] {
  return wordKeys.flatMap((key) =>
    (placeholders[key] ?? [])
      .filter((placeholder) => !words[key].includes(`{${placeholder}}`))
      .map((placeholder) => ({ key, placeholder })),
  )
}
