import { wrap } from '../../edition/text/wrap.ts'
import type { ReportPart, ReportSection } from './report-parts.ts'

const line = '='.repeat(72)

/** A report as plain text, to stand above a proof's own: it ends with a line that sets it off. */
export function writeReportText(sections: readonly ReportSection[]): string {
  const written = sections.map(({ title, parts }) =>
    [title, '-'.repeat(title.length), ...parts.flatMap(writePart)].join('\n'),
  )
  return `${line}\n${written.join('\n\n')}\n${line}\n`
}

function writePart(part: ReportPart): string[] {
  switch (part.kind) {
    case 'text':
      return wrap(part.text)
    case 'list':
      return part.items.flatMap((item) => wrap(item, { first: '- ', rest: '  ' }))
    case 'facts':
      return part.facts.flatMap(({ label, value }) => wrap(`${label}: ${value}`, { rest: '  ' }))
    case 'findings':
      return [
        '',
        ...wrap(`${part.label}:`),
        ...part.findings.flatMap(({ place, reason, hint }) => [
          ...wrap(place === '' ? reason : `${place}  ${reason}`, { first: '- ', rest: '  ' }),
          // A hint may show lines to be typed as they are.
          ...hint.split('\n').flatMap((text) => wrap(text, { first: '  ', rest: '  ' })),
        ]),
      ]
    case 'table': {
      const width = Math.max(...part.rows.map(([name]) => name.length), part.head[0].length)
      return [part.head, ...part.rows].map(([name, value]) => `${name.padEnd(width)}  ${value}`)
    }
    case 'command':
      return [`  ${part.command}`]
    case 'link':
      return [`${part.label}:`, `  ${part.href}`]
  }
}
