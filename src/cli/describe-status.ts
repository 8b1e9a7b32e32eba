import pc from 'picocolors'
import type { Counts, IssueStatus } from '../delivery/status.ts'
import type { Correction } from '../issue/corrections.ts'
import type { ApprovalSummary } from '../newsletter/approval/approval-summary.ts'
import type { ShownStatus } from '../newsletter/show-status.ts'
import { haltWords } from './halt-words.ts'
import { formatTable, kilobytes, plural, thousands } from './print.ts'

/** What an exclusion means, after its number. */
export const exclusionWords: Record<string, string> = {
  'no-language': 'wait for their language',
  suppressed: 'on the suppression list',
  unsubscribed: 'unsubscribed after the freeze',
  deleted: 'left the list after the freeze',
  paused: 'paused',
  cancelled: 'cancelled',
}

/** 243 = 0 excluded + 243 submitted + … */
export function formatEquation({ candidates, excluded, submitted, failed, held, pending }: Counts): string {
  const terms = [
    `${thousands(excluded)} excluded`,
    `${thousands(submitted)} submitted`,
    `${thousands(failed)} failed`,
    `${thousands(held)} held`,
    `${thousands(pending)} pending`,
  ]
  return `${plural(candidates, 'candidate')} = ${terms.join(' + ')}`
}

export function formatEditions(status: IssueStatus): string {
  return formatTable(
    ['edition', 'language', 'segments', 'readers', 'HTML'],
    status.editions.map(({ id, language, segments, candidates, htmlBytes }) => [
      id,
      language,
      segments.join(', ') || 'everyone',
      candidates,
      kilobytes(htmlBytes),
    ]),
  )
}

/** What happened and what to do, by the state an issue is in. */
function describeState({ issue, state, reason, detail, cancelledAt, doneAt, total, pages }: IssueStatus): string[] {
  const lines: string[] = []
  const named = (text: string): string => text.replaceAll('ISSUE', issue)
  if (state === 'draft') return ['Nobody is counted before the freeze.']
  if (state === 'freezing') {
    lines.push(
      named(
        'Its readers are being counted. If no `send` is running, that was interrupted: run `npx wayforward send ISSUE`.',
      ),
    )
  }
  if (state === 'frozen')
    lines.push(
      named(
        'Who gets what is fixed; nobody was mailed yet. `npx wayforward send ISSUE` goes on, `npx wayforward cancel ISSUE` undoes the freeze.',
      ),
    )
  if (state === 'sending')
    lines.push(
      named(
        'On its way. If no `send` is running, it was interrupted: run `npx wayforward send ISSUE`; nobody gets it twice.',
      ),
    )
  if (state === 'halted' && reason) {
    if (detail) lines.push(detail)
    lines.push(named(haltWords[reason].todo))
  }
  if (state === 'done') {
    const complete = total.failed === 0 && cancelledAt === null
    const rest = complete
      ? 'Everybody who was to get it was handed to the provider once.'
      : `${thousands(total.submitted)} were handed to the provider once; what became of the others stands below.`
    lines.push(`Over since ${dayOf(doneAt)}. ${rest}`)
  }
  if (cancelledAt !== null) lines.push(`Cancelled on ${dayOf(cancelledAt)}: it never starts again.`)
  if (pages === 'unchecked') lines.push('A rehearsal: what the mails link to was not fetched (--unchecked-pages).')
  return lines
}

function dayOf(instant: string | null): string {
  return instant === null ? 'an unknown day' : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}

/** 243 submitted = 240 delivered + … */
function formatReports({ reports, total }: IssueStatus): string {
  const { delivered, bounced, complained, failed, noWord } = reports
  const terms = [
    `${thousands(delivered)} delivered`,
    `${thousands(bounced)} bounced`,
    `${thousands(complained)} complained`,
    `${thousands(failed)} failed after acceptance`,
    `${thousands(noWord)} no word yet`,
  ]
  return `${thousands(total.submitted)} submitted = ${terms.join(' + ')}`
}

/** Who approved it, what is missing, and what changed since an approval that no longer counts. */
function describeApproval({ issue, state }: IssueStatus, approval: ApprovalSummary | null): string[] {
  const isOpen = state === 'draft' || state === 'freezing'
  if (!approval) return isOpen ? ['Approvals are taken where the list is; there is none here.'] : []
  const { given, missing, lost, complete, contentHash } = approval
  const words = given.map(({ by, role, via, at }) => {
    return `Approved by ${by} (${role}) on ${dayOf(at)}, ${via === 'page' ? 'signed in' : 'by a statement on the command line'}.`
  })
  const short = contentHash?.slice(0, 12) ?? ''
  if (!isOpen)
    return [
      ...words,
      `What readers get has the fingerprint ${short}${words.length > 0 ? '' : ', and nobody approved it'}.`,
    ]
  const rest = complete
    ? [`Nothing is missing: it may be sent as it is (${short}).`]
    : missing.map((what) => `Not approved yet: ${what} is missing.`)
  const next = missing.length > 0 ? [`  npx wayforward approve ${issue} --by NAME`] : []
  return [...words, ...lost, ...rest, ...next]
}

/** What pages have shown since; the note is in the source language, which comes first. */
function describeCorrections(corrections: Correction[]): string[] {
  return corrections.map(({ date, note, sent }) => {
    const [words = ''] = Object.values(note)
    return `Corrected on ${date}: ${words.replace(/[.\s]+$/, '')}. What was sent stays ${sent.slice(0, 12)}.`
  })
}

/** Those who waited for their language: an equation of their own. */
function describeWave(wave: IssueStatus): string[] {
  const halted = wave.state === 'halted' && wave.reason ? `: ${haltWords[wave.reason].what}` : ''
  const verdict = wave.balances ? pc.green('balances') : pc.red('does not balance')
  return [
    '',
    `Second wave, to those who waited for their language: ${wave.issue}  ${wave.state}${halted}`,
    ...(wave.state === 'done' ? [] : describeState(wave)),
    `${verdict}  ${formatEquation(wave.total)}`,
  ]
}

/** A status as a strategist reads it: what happened, what to do, both equations, exclusions and failures by reason. */
export function formatStatus(
  status: IssueStatus & Partial<Pick<ShownStatus, 'approval' | 'corrections' | 'waves' | 'departure'>>,
): string {
  const halted = status.state === 'halted' && status.reason ? `: ${haltWords[status.reason].what}` : ''
  const lines = [`${pc.bold(status.issue)}  ${status.state}${halted}`, ...describeState(status)]
  if (status.approval !== undefined) lines.push(...describeApproval(status, status.approval))
  lines.push(...describeCorrections(status.corrections ?? []))
  if (status.departure) lines.push(`Once it is approved, it goes out by itself: ${status.departure.said}.`)
  if (status.state === 'draft') return lines.join('\n')
  const equation = formatEquation(status.total)
  lines.push(status.balances ? `${pc.green('balances')}  ${equation}` : `${pc.red('does not balance')}  ${equation}`)
  const heard = status.total.submitted > 0 && status.reports.noWord < status.total.submitted
  if (heard) lines.push(`          ${formatReports(status)}`)
  for (const [reason, count] of Object.entries(status.exclusions)) {
    lines.push(`  ${thousands(count ?? 0)} ${exclusionWords[reason] ?? reason}`)
  }
  for (const [reason, count] of Object.entries(status.failures)) {
    lines.push(
      `  ${thousands(count)} ${reason === 'not_resent' ? 'of unknown fate, not mailed again' : `refused by the provider: ${reason}`}`,
    )
  }
  for (const { delivery, maskedAddress, reason } of status.refusals.slice(0, 20)) {
    lines.push(`    ${maskedAddress}  ${reason}  delivery ${delivery}`)
  }
  if (status.editions.length > 0) lines.push(formatEditions(status))
  for (const wave of status.waves ?? []) lines.push(...describeWave(wave))
  return lines.join('\n')
}
