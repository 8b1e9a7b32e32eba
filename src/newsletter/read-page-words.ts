import { join } from 'node:path'
import { z } from 'zod'
import { readSettings } from '../edition/read-settings.ts'
import { defineText } from '../issue/schema-text.ts'
import type { Problem } from '../problem/problem.ts'

/** The fixed phrases of the public pages, in the order of the files. */
const keys = [
  'leave_title', 'leave_text', 'leave_button',
  'done_title', 'done_text',
  'unknown_title', 'unknown_text',
  'proof_title', 'proof_text',
  'calendar_title', 'calendar_file', 'calendar_file_note', 'calendar_elsewhere_note', 'calendar_google', 'calendar_outlook',
  'nothing_title', 'nothing_text',
  'refused_title', 'refused_text',
  'later_title', 'later_text',
] as const // biome-ignore format: grouped as in the files

/** One language's phrases. `{newsletter}` and `{address}` stand for the newsletter's name and its reply-to address. */
export type PageWords = Record<(typeof keys)[number], string>

const phrase = defineText('words, in quotes if they hold a colon or are “yes” or “no”')
const schema: z.ZodType<PageWords> = z.strictObject(
  Object.fromEntries(keys.map((key) => [key, phrase])) as Record<keyof PageWords, typeof phrase>,
)
const samples = Object.fromEntries(keys.map((key) => [key, `${key}: "…"`]))

/** Read templates/pages/<language>.yaml for each language; one with a problem is left out of `words`. */
export async function readPageWords(
  templatesFolder: string,
  languages: readonly string[],
): Promise<{ words: Map<string, PageWords>; problems: Problem[] }> {
  const words = new Map<string, PageWords>()
  const problems: Problem[] = []
  for (const language of languages) {
    const name = `${language}.yaml`
    const file = `templates/pages/${name}`
    const path = join(templatesFolder, 'pages', name)
    const read = await readSettings(path, file, schema, samples, 'templates/pages/en.yaml')
    problems.push(...read.problems)
    if (read.value) words.set(language, read.value)
  }
  return { words, problems }
}
