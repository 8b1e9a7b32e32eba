import { join } from 'node:path'
import { z } from 'zod'
import { readSettings } from '../../edition/read-settings.ts'
import { defineText } from '../../issue/schema-text.ts'
import type { Problem } from '../../problem/problem.ts'

/** The phrases of the editors' pages and of the mail with their link, in the order of the files. */
const keys = [
  'ask_title', 'ask_text', 'ask_label', 'ask_button', 'ask_invalid', 'ask_signed_in', 'ask_go_on',
  'asked_title', 'asked_text',
  'mail_subject', 'mail_text', 'mail_button', 'mail_ignore',
  'in_title', 'in_text', 'in_button',
  'spent_title', 'spent_text', 'spent_button',
  'page_lead', 'due_by_itself', 'due_by_hand', 'sent',
  'approval_title', 'complete', 'given', 'via_page', 'via_command', 'missing_people', 'missing_counsel', 'voided',
  'part_newsletter', 'part_origin', 'part_version', 'part_lock', 'part_logo',
  'editions_title', 'readers', 'waiting', 'nobody', 'see', 'see_text',
  'findings_title', 'findings_none', 'findings_stop', 'severity_error', 'severity_warn', 'severity_suggest',
  'word_title', 'word_text', 'word_button', 'own_word', 'withdraw_button', 'writer',
  'changed', 'refused', 'stale', 'fingerprint',
  'signed_in', 'out_button', 'out_title', 'out_text',
  'gone_title', 'gone_text', 'foreign_title', 'foreign_text',
] as const // biome-ignore format: grouped as in the files

/** One language's phrases; each file says what stands in {braces}. */
export type DeskWords = Record<(typeof keys)[number], string>

const phrase = defineText('words, in quotes if they hold a colon or are “yes” or “no”')
const schema: z.ZodType<DeskWords> = z.strictObject(
  Object.fromEntries(keys.map((key) => [key, phrase])) as Record<keyof DeskWords, typeof phrase>,
)
const samples = Object.fromEntries(keys.map((key) => [key, `${key}: "…"`]))

/**
 * Read templates/desk/<language>.yaml for each language; one with a problem is left out of `words`. Apart from the words of
 * the readers' pages: no mistake in these may keep a reader from leaving.
 */
export async function readDeskWords(
  templatesFolder: string,
  languages: readonly string[],
): Promise<{ words: Map<string, DeskWords>; problems: Problem[] }> {
  const words = new Map<string, DeskWords>()
  const problems: Problem[] = []
  for (const language of languages) {
    const file = `templates/desk/${language}.yaml`
    const path = join(templatesFolder, 'desk', `${language}.yaml`)
    const read = await readSettings(path, file, schema, samples, 'templates/desk/en.yaml')
    problems.push(...read.problems)
    if (read.value) words.set(language, read.value)
  }
  return { words, problems }
}

/** A phrase with what it says in {braces} filled in; an unknown name stays as it is written. */
export function fillWords(phrase: string, values: Record<string, string | number>): string {
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
