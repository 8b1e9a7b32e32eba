import { html } from 'hono/html'
import type { PageWords } from '../../newsletter/read-page-words.ts'
import { fillPhrase, type Page, type PageContext } from './page.ts'

type TitlesOf<Key> = Key extends `${infer Name}_title` ? Name : never

/** The pages that only say something: what was done, or why nothing was. */
export type Message = Exclude<TitlesOf<keyof PageWords>, 'leave' | 'calendar'>

/** A page of a heading and a paragraph. */
export function messagePage({ words, settings }: PageContext, message: Message): Page {
  return {
    title: words[`${message}_title`],
    body: html`<p>${fillPhrase(words[`${message}_text`], settings)}</p>`,
  }
}
