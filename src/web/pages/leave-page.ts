import { html } from 'hono/html'
import { fillPhrase, type Page, type PageContext } from './page.ts'

/** The one field of the page's form. Its value is the page's language, so that the answer comes in it too. */
export const leaveField = 'leave'

/** Before: one sentence and one button. Looking at it changes nothing. */
export function leavePage({ language, words, settings }: PageContext, token: string): Page {
  return {
    title: words.leave_title,
    body: html`<p>${fillPhrase(words.leave_text, settings)}</p>
<form method="post" action="/u/${token}"><button type="submit" name="${leaveField}" value="${language}">${words.leave_button}</button></form>`,
  }
}
