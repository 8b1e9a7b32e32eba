import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { PageSettings } from '../../newsletter/page-settings.ts'
import type { PageWords } from '../../newsletter/read-page-words.ts'

/** HTML whose values are escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** What a page is written with: the language chosen for whoever looks at it. */
export interface PageContext {
  language: string
  dir: 'ltr' | 'rtl'
  words: PageWords
  settings: PageSettings
}

/** One page: its title, which is its heading too, and what stands below. */
export interface Page {
  title: string
  body: Html
}

/** A phrase with the newsletter's name, and its reply-to address as a link, where it says so. */
export function fillPhrase(phrase: string, { newsletter }: PageSettings): Html {
  const { replyTo } = newsletter.sender
  const parts = phrase.split(/(\{newsletter\}|\{address\})/).map((part) => {
    if (part === '{newsletter}') return newsletter.name
    if (part === '{address}') return html`<a href="mailto:${replyTo}">${replyTo}</a>`
    return part
  })
  return html`${parts}`
}
