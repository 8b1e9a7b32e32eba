import { html } from 'hono/html'
import { fillWords } from '../../newsletter/desk/desk-words.ts'
import { type DeskContext, pathOf } from '../desk-site.ts'
import type { Page } from './page.ts'

export const addressField = 'address'

/**
 * A form for the editor's address. It says nothing of the issue: whoever guesses a name learns nothing.
 *
 * @param about.invalid what was typed and cannot be an address.
 * @param about.fromElsewhere they came by a link on another site: a session, if there is one, did not come along.
 * @param about.nothingChanged they pressed a button, and were not signed in any more.
 */
export function askPage(
  { desk, settings }: DeskContext,
  issue: string,
  about: { invalid?: string; fromElsewhere?: boolean; nothingChanged?: boolean } = {},
): Page {
  const { invalid } = about
  const wrong = invalid !== undefined
  return {
    title: desk.ask_title,
    body: html`${
      about.nothingChanged &&
      html`<p class="notice" role="alert">${desk.refused}</p>
`
    }<p>${fillWords(desk.ask_text, { newsletter: settings.newsletter.name })}</p>
<form method="post" action="${pathOf(issue)}/link">
<label for="address">${desk.ask_label}</label>
${
  wrong &&
  html`<p class="error" id="wrong">${desk.ask_invalid}</p>
`
}<input id="address" name="${addressField}" type="email" autocomplete="email" required maxlength="254" value="${invalid ?? ''}"${wrong && html` aria-invalid="true" aria-describedby="wrong"`}>
<button type="submit">${desk.ask_button}</button>
</form>
${about.fromElsewhere && html`<p>${desk.ask_signed_in} <a href="${pathOf(issue)}">${desk.ask_go_on}</a></p>`}`,
  }
}

/** Where a mailed link leads: one button, since mail scanners follow links. */
export function enterPage({ desk }: DeskContext, issue: string, token: string): Page {
  return {
    title: desk.in_title,
    body: html`<p>${desk.in_text}</p>
<form method="post" action="${pathOf(issue)}/in/${encodeURIComponent(token)}"><button type="submit">${desk.in_button}</button></form>`,
  }
}

/** A link that is spent, too old, or none of ours: the way to a new one. */
export function spentPage({ desk }: DeskContext, issue: string): Page {
  return {
    title: desk.spent_title,
    body: html`<p>${desk.spent_text}</p>
<p class="go"><a href="${pathOf(issue)}">${desk.spent_button}</a></p>`,
  }
}
