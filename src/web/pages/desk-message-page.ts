import { html } from 'hono/html'
import type { DeskWords } from '../../newsletter/desk/desk-words.ts'
import type { DeskContext } from '../desk-site.ts'
import type { Page } from './page.ts'

type Named<Key, End extends string> = Key extends `${infer Name}_${End}` ? Name : never

/** The editors' pages that only say something. */
export type DeskMessage = Exclude<
  Named<keyof DeskWords, 'title'> & Named<keyof DeskWords, 'text'>,
  'ask' | 'in' | 'spent' | 'word'
>

/** A page of a heading and a paragraph, for an editor. */
export function deskMessagePage({ desk }: DeskContext, message: DeskMessage): Page {
  return { title: desk[`${message}_title`], body: html`<p>${desk[`${message}_text`]}</p>` }
}
