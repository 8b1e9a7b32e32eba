import pc from 'picocolors'
import type { DnsRecords } from '../newsletter/doctor/dns-records.ts'
import type { LineState } from '../newsletter/doctor/line.ts'
import type { DoctorReport } from '../newsletter/doctor/run-doctor.ts'
import { plural } from './print.ts'

const colours: Record<LineState, (text: string) => string> = { ok: pc.green, warn: pc.yellow, fail: pc.red }

/** A line for each thing that was looked at, with what to do below it, and what it comes to. */
export function formatDoctor({ ready, lines }: DoctorReport): string {
  const width = Math.max(0, ...lines.map(({ subject }) => subject.length))
  const rows = lines.flatMap(({ state, subject, said, fix }) => {
    const row = `${colours[state](state.padEnd(4))}  ${subject.padEnd(width)}  ${said}`
    return fix === null ? [row] : [row, `      ${' '.repeat(width)}  ${pc.dim('→')} ${fix}`]
  })
  const count = (wanted: LineState): number => lines.filter(({ state }) => state === wanted).length
  const warned = count('warn') === 0 ? '' : `, ${plural(count('warn'), 'line')} to look at`
  const verdict = ready
    ? `Ready to send${warned}.`
    : `Not ready to send: ${plural(count('fail'), 'line')} to mend${warned}.`
  return [...rows, '', verdict].join('\n')
}

/** Each record as its parts, one below the other: values are too long for a table, and are copied whole. */
export function formatDnsRecords({ domain, records, notes }: DnsRecords): string {
  const blocks = records.map(({ purpose, type, name, value, priority, ttl, status }) =>
    [
      pc.bold(status === null ? purpose : `${purpose} (Resend says: ${status})`),
      `  type      ${type}`,
      `  name      ${name}`,
      `  value     ${value ?? '(look it up at resend.com/domains)'}`,
      ...(priority === null ? [] : [`  priority  ${priority}`]),
      `  TTL       ${ttl}`,
    ].join('\n'),
  )
  return [`The DNS records of ${domain}:`, ...blocks, notes.join('\n')].join('\n\n')
}
