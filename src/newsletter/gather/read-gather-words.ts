import { join } from 'node:path'
import { z } from 'zod'
import { readSettings } from '../../edition/read-settings.ts'
import { defineText } from '../../issue/schema-text.ts'

const phrase = defineText('words, in quotes if they hold a colon')

const schema = z.strictObject({
  heading: phrase,
  heading_only: phrase,
  because: phrase,
  languages: z.record(z.string(), phrase, 'a line for each language, such as en: "In English:"'),
})

/** The fixed phrases around gathered posts, in one language. */
export type GatherWords = z.output<typeof schema>

const samples = {
  heading: 'heading: From our network',
  heading_only: 'heading_only: New in English',
  because: 'because: these posts are new in English only',
  languages: 'languages: {en: "In English:", es: "In Spanish:"}',
}

/** A language's file as the person knows it. */
export function gatherWordsFile(language: string): string {
  return `templates/new-issue/gathered/${language}.yaml`
}

/** Read templates/new-issue/gathered/<language>.yaml; nothing where it is missing or cannot be used. */
export async function readGatherWords(templatesFolder: string, language: string): Promise<GatherWords | undefined> {
  const path = join(templatesFolder, 'new-issue', 'gathered', `${language}.yaml`)
  return (await readSettings(path, gatherWordsFile(language), schema, samples)).value
}
