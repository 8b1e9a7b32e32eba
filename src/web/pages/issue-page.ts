import { html } from 'hono/html'
import { fillWords } from '../../newsletter/desk/desk-words.ts'
import type { EditionView, FindingView, IssueView } from '../../newsletter/desk/issue-view.ts'
import type { Session } from '../../newsletter/desk/open-desk.ts'
import { type DeskContext, pathOf } from '../desk-site.ts'
import { writeDay, writeLanguage, writeTime } from './local-words.ts'
import type { Html, Page } from './page.ts'

/** The fields of the page's forms. */
export const issueFields = { form: 'form', shown: 'shown', wish: 'wish' } as const

/** What a button came to, where it did not do what it says. */
export interface Notice {
  text: string
  /** Problems' words, which are English. */
  why?: { reason: string; hint: string }[]
}

type Wish = 'approve' | 'withdraw'
type Content = NonNullable<IssueView['content']>
type Approval = NonNullable<IssueView['approval']>

/** An issue as an approver decides about it: how it stands, who gets what, what the checks found, and the button last. */
export function issuePage(context: DeskContext, view: IssueView, session: Session, notice?: Notice): Page {
  const { desk } = context
  const { issue, content, approval } = view
  const lead = content && fillWords(desk.page_lead, { issue, date: writeDay(context, content.date) })
  return {
    title: content?.title ?? issue,
    body: html`${notice && writeNotice(notice)}
${lead && html`<p class="lead">${lead}</p>`}
${approval && approvalPart(context, view, approval)}
${content && editionsPart(context, issue, content)}
${findingsPart(context, view.findings)}
${decisionPart(context, view, session)}
<section>
<p class="small">${fillWords(desk.signed_in, { name: session.editor.name })}</p>
<form method="post" action="${pathOf(issue)}/out">${secret(session)}<button type="submit" class="quiet">${desk.out_button}</button></form>
</section>`,
  }
}

function writeNotice({ text, why }: Notice): Html {
  const reasons = why?.map(({ reason, hint }) => html`<p lang="en">${reason}</p><p lang="en">${hint}</p>`)
  return html`<div class="notice" role="alert"><p>${text}</p>${reasons}</div>`
}

function approvalPart(context: DeskContext, { issue, timezone }: IssueView, approval: Approval): Html {
  const { desk } = context
  const { given, voided, peopleMissing, counselMissing } = approval
  const time = (at: number): string => writeTime(context, at, timezone)
  return html`<section>
<h2>${desk.approval_title}</h2>
${approval.complete && html`<p class="notice good">${desk.complete}</p>`}
${peopleMissing > 0 && html`<p>${fillWords(desk.missing_people, { count: peopleMissing })}</p>`}
${counselMissing.length > 0 && html`<p>${fillWords(desk.missing_counsel, { blocks: counselMissing.join(', ') })}</p>`}
${
  given.length > 0 &&
  html`<ul class="plain">${given.map(({ by, at, via }) => html`<li>${fillWords(desk.given, { name: by, time: time(at), via: desk[`via_${via}`] })}</li>`)}</ul>`
}
${voided.map(
  ({ approval: { by, at }, changed }) =>
    html`<p>${fillWords(desk.voided, { name: by, time: time(at) })}</p>
<ul class="plain">${changed.map((part) => html`<li>${partWords(context, issue, part)}</li>`)}</ul>`,
)}
</section>`
}

/** Files under their own names, within the issue's folder without it; the other parts in words. */
function partWords({ desk }: DeskContext, issue: string, part: string): string {
  const key = `part_${part}`
  if (key === 'part_newsletter' || key === 'part_origin' || key === 'part_version') return desk[key]
  if (key === 'part_lock' || key === 'part_logo') return desk[key]
  return part.replace(`issues/${issue}/`, '')
}

function editionsPart(context: DeskContext, issue: string, { editions, readers, waiting }: Content): Html {
  const { desk } = context
  const counted = editions.some((edition) => edition.readers !== undefined)
  return html`<section>
<h2>${desk.editions_title}</h2>
<p>${counted ? fillWords(desk.readers, { count: readers }) : desk.nobody}</p>
<ul>${editions.map((edition) => editionItem(context, issue, edition))}</ul>
${waiting.map(({ language, readers: count }) => html`<p>${fillWords(desk.waiting, { language: writeLanguage(context, language), count })}</p>`)}
</section>`
}

function editionItem(context: DeskContext, issue: string, { id, language, subject, readers }: EditionView): Html {
  const { desk } = context
  const href = `${pathOf(issue)}/see/${encodeURIComponent(id)}`
  const count = readers === undefined ? '' : ` · ${fillWords(desk.readers, { count: readers })}`
  return html`<li>
<p lang="${language}"><b>${subject}</b></p>
<p class="small">${writeLanguage(context, language)} (${id})${count}</p>
<p class="links"><a href="${href}" aria-label="${desk.see}: ${id}">${desk.see}</a> <a href="${href}?as=text" aria-label="${desk.see_text}: ${id}">${desk.see_text}</a></p>
</li>`
}

function findingsPart({ desk }: DeskContext, findings: FindingView[]): Html {
  const severity = ({ severity: name }: FindingView) => html`<span class="${name}">${desk[`severity_${name}`]}</span>`
  return html`<section>
<h2>${desk.findings_title}</h2>
${findings.length === 0 && html`<p>${desk.findings_none}</p>`}
<ul>${findings.map((finding) => html`<li><p>${severity(finding)} <span class="small">${finding.place}</span></p><p lang="en">${finding.reason}</p><p class="small lines" lang="en">${finding.hint}</p></li>`)}</ul>
</section>`
}

function decisionPart(context: DeskContext, view: IssueView, session: Session): Html {
  const { desk } = context
  const { content, approval } = view
  const stopped = !content || view.findings.some(({ severity }) => severity === 'error')
  const body = (): Html => {
    if (view.begun) return html`<p>${desk.sent}</p>`
    if (!content || !approval) return html`<p>${desk.findings_stop}</p>`
    const departure = departureWords(context, view, content)
    const form = (wish: Wish) => decisionForm(context, view, content, session, wish)
    if (approval.own) return html`<p>${desk.own_word}</p>${departure}${form('withdraw')}`
    if (stopped) return html`<p>${desk.findings_stop}</p>`
    if (session.editor.role === 'writer') return html`<p>${desk.writer}</p>${departure}`
    return html`<p>${desk.word_text}</p>${departure}${form('approve')}`
  }
  return html`<section>
<h2>${desk.word_title}</h2>
${body()}
${content && html`<p class="small apart">${fillWords(desk.fingerprint, { hash: content.hash.slice(0, 12) })}</p>`}
</section>`
}

function departureWords(context: DeskContext, { issue, timezone }: IssueView, { departure }: Content): Html {
  const { desk } = context
  if (departure.kind === 'by-itself') {
    return html`<p>${fillWords(desk.due_by_itself, { time: writeTime(context, departure.at, timezone) })}</p>`
  }
  return html`<p>${desk.due_by_hand}</p><p><code>npx wayforward send ${issue}</code></p>`
}

function decisionForm(
  { desk }: DeskContext,
  { issue }: IssueView,
  { hash }: Content,
  session: Session,
  wish: Wish,
): Html {
  const label = wish === 'approve' ? desk.word_button : desk.withdraw_button
  return html`<form method="post" action="${pathOf(issue)}">${secret(session)}<input type="hidden" name="${issueFields.shown}" value="${hash}">
<button type="submit" name="${issueFields.wish}" value="${wish}"${wish === 'withdraw' && html` class="quiet"`}>${label}</button></form>`
}

function secret({ formToken }: Session): Html {
  return html`<input type="hidden" name="${issueFields.form}" value="${formToken}">`
}
