import pc from 'picocolors'
import type { HaltReason } from '../delivery/ledger.ts'
import type { Counts, IssueStatus } from '../delivery/status.ts'
import { formatTable, kilobytes, plural, thousands } from './print.ts'

const exclusionWords: Record<string, string> = {
  'no-language': 'wait for their language',
  suppressed: 'on the suppression list',
  unsubscribed: 'unsubscribed after the freeze',
  deleted: 'left the list after the freeze',
  paused: 'paused',
  cancelled: 'cancelled',
}

const haltWords: Record<HaltReason, string> = {
  provider_unreachable: 'The provider could not be reached. Run `npx wayforward send` again; nobody gets it twice.',
  provider_refused: 'The provider refused the account. Check RESEND_API_KEY and the sending domain, then send again.',
  mails_refused:
    'The provider refused every e-mail it answered so far, so the fault is more likely in what all share (the sender, its domain) than in an address. Mend that at the provider, then send again.',
  quota_reached: 'The quota at the provider is used up. Run `npx wayforward send` again when it is renewed.',
  held: 'It is unknown whether some deliveries arrived, so they are not sent again by themselves.',
  stopped: 'It was stopped before the end. Run `npx wayforward send` to go on.',
  paused: 'Paused. Run `npx wayforward resume` to go on.',
  daily_cap: 'As many as `delivery.dailyCap` allows in 24 hours have gone out. Run `npx wayforward send` again later.',
  bounces: 'Too many addresses bounced.',
  complaints: 'Too many readers complained.',
  pages_failing: 'Something the mail links to does not answer.',
  tracking: 'The sending domain tracks readers at the provider, or nobody confirmed that it does not.',
  clock_skewed: 'The clock of this computer is wrong.',
  ledger_doubtful: 'This ledger may not be the newest one.',
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

/** A status as a strategist reads it: the state and what to do, the equation, the exclusions and failures by reason. */
export function formatStatus(status: IssueStatus): string {
  const lines = [`${pc.bold(status.issue)}  ${status.state}`]
  if (status.reason) lines.push(haltWords[status.reason])
  if (status.state === 'draft') return [...lines, 'Nobody is counted before the freeze.'].join('\n')
  const equation = formatEquation(status.total)
  lines.push(status.balances ? `${pc.green('balances')}  ${equation}` : `${pc.red('does not balance')}  ${equation}`)
  for (const [reason, count] of Object.entries(status.exclusions)) {
    lines.push(`  ${thousands(count ?? 0)} ${exclusionWords[reason] ?? reason}`)
  }
  for (const [reason, count] of Object.entries(status.failures)) {
    lines.push(`  ${thousands(count)} refused by the provider: ${reason}`)
  }
  for (const { delivery, maskedAddress, reason } of status.refusals.slice(0, 20)) {
    lines.push(`    ${maskedAddress}  ${reason}  delivery ${delivery}`)
  }
  if (status.editions.length > 0) lines.push(formatEditions(status))
  return lines.join('\n')
}
