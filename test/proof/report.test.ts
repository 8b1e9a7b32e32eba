import { fromHtml } from 'hast-util-from-html'
import { toText } from 'hast-util-to-text'
import { describe, expect, it } from 'vitest'
import type { Approval } from '../../src/approval/approval.ts'
import type { IssueApproval } from '../../src/newsletter/issue-approval.ts'
import { insertReport, reportAlone } from '../../src/newsletter/proof/insert-report.ts'
import { nextDueOf } from '../../src/newsletter/proof/next-due.ts'
import { plainLook } from '../../src/newsletter/proof/plain-look.ts'
import type { ProofReport } from '../../src/newsletter/proof/proof-report.ts'
import { writeReportHtml } from '../../src/newsletter/proof/report-html.ts'
import { writeReportText } from '../../src/newsletter/proof/report-text.ts'
import { writeReport } from '../../src/newsletter/proof/write-report.ts'
import { linePosition } from '../../src/problem/positions.ts'
import { defineProblem } from '../../src/problem/problem.ts'
import { newsletter } from '../edition/sample.ts'

const wrong = defineProblem<string>(
  'wrong',
  'error',
  (what) => `${what} is wrong.`,
  () => 'Write:\n:::story{#a}',
)
const odd = defineProblem<string>(
  'odd',
  'warn',
  (what) => `${what} is odd.`,
  () => 'Look at it.',
)
const idea = defineProblem<string>(
  'idea',
  'suggest',
  (what) => `${what} could be better.`,
  () => 'Think.',
)

const ana: Approval = {
  ...{ editor: 1, by: 'Ana Reyes', role: 'approver', contentHash: 'abcdef0123456789', parts: {} },
  ...{ via: 'page', at: Date.UTC(2024, 8, 28, 18), candidates: 30 },
}
const open: IssueApproval = {
  ...{ issue: '2024-10-x', contentHash: 'abcdef0123456789', complete: false, given: [], approversMissing: 1 },
  ...{
    counselMissing: ['alert'],
    voided: [],
    missing: ['one more approver', 'counsel, because of alert #a'],
    lost: [],
  },
}
const report: ProofReport = { issue: '2024-10-x', findings: [], skipped: [], approval: open, zone: 'America/New_York' }
const edition = { id: 'es', language: 'es', shown: { subject: 'Hola', preheader: 'Dos cosas', whole: true } }

function read(changes: Partial<ProofReport>): { text: string; html: string } {
  const sections = writeReport({ ...report, ...changes }, edition)
  const html = toText(fromHtml(writeReportHtml(sections, plainLook), { fragment: true }))
  return { text: writeReportText(sections), html: html.replace(/\s+/g, ' ') }
}

describe('the report on a proof', () => {
  it('lists what was found by gravity, each with its place and what to do, the same in HTML and as text', () => {
    const findings = [
      idea('C', { file: 'issues/x/en.md' }),
      odd('B'),
      wrong('A', { file: 'issues/x/es.md', place: linePosition(12, 'words', 1, 3) }),
    ]
    const { text, html } = read({ findings, approval: undefined })
    expect(
      text.slice(text.indexOf('1 error'), text.indexOf('Approval')),
    ).toBe(`1 error, to be mended before this can go out:
- issues/x/es.md:12 A is wrong.
  Write:
  :::story{#a}

1 warning, to be read before this goes out:
- B is odd.
  Look at it.

1 suggestion, to be taken or left:
- issues/x/en.md C could be better.
  Think.

`)
    expect(html).toMatch(
      /1 error, to be mended.*issues\/x\/es\.md:12 A is wrong\. Write: :::story\{#a\} 1 warning.*B is odd/,
    )
    expect(text).toContain('It cannot be approved before the errors above are mended.')
  })

  it('says so when there is nothing to mend, and stops listing where the proof would be pushed out of sight', () => {
    expect(read({}).text).toContain('Nothing to mend.')
    const { text } = read({ findings: Array.from({ length: 45 }, (_, index) => odd(`Word ${index}`)) })
    expect(text).toContain('45 warnings')
    expect(text.match(/^- Word/gm)).toHaveLength(30)
    expect(text).toContain('15 more: `npx wayforward check 2024-10-x` lists them all.')
  })

  it('names who approved, who has to yet, and whose approval a change has voided', () => {
    const waiting = read({ approval: { ...open, lost: ['Ben approved it, but issues/x/en.md has changed since.'] } })
    for (const said of [waiting.text.replace(/\s+/g, ' '), waiting.html]) {
      expect(said).toContain('Missing: one more approver; counsel, because of alert #a.')
      expect(said).toContain('issues/x/en.md has changed since.')
      expect(said).toContain('npx wayforward approve 2024-10-x --by "YOUR NAME"')
      expect(said).not.toContain('browser')
    }
    const link = read({ approveAt: 'https://news.example.org/approve/2024-10-x' })
    expect(link.text).toContain('https://news.example.org/approve/2024-10-x')
    const done = read({ approval: { ...open, complete: true, given: [ana], missing: [] } }).text.replace(/\s+/g, ' ')
    expect(done).toContain('Approved: nothing is missing.')
    expect(done).toContain('Ana Reyes (approver) approved exactly this on September 28, 2024, 14:00.')
    expect(done).not.toContain('wayforward approve')
  })

  it('lets no word of an issue become markup', () => {
    const shown = { subject: '<script>x</script>', preheader: '"><img src=x>', whole: true }
    const sections = writeReport(report, { ...edition, shown })
    const html = insertReport('<html><head></head><body><p>Hi</p></body></html>', sections, plainLook)
    expect(html).not.toMatch(/<script|<img/)
    expect(reportAlone(writeReport({ ...report, issue: '<b>' }, edition), plainLook)).not.toContain('<b>')
  })

  it('stands first in a body, whatever the template wrote around it, and changes no other byte', () => {
    const sections = writeReport(report, edition)
    for (const [head, body] of [
      [
        '<!doctype html><html><head><title>a > b</title></head><body data-x="a > b" class="pg">',
        '<!--[if mso]><table><![endif]--><p>Hi</p></body></html>',
      ],
      ['', '<p>Hi</p>'],
      ['<html><body>', 'Hi</body></html>'],
    ] as const) {
      const html = insertReport(head + body, sections, plainLook)
      expect(html.endsWith(`</div></div></div>${body}`)).toBe(true)
      expect(html.replace(/<style>.*?<\/style>/, '').startsWith(`${head}<div class="wp-page"`)).toBe(true)
    }
  })
})

describe('when an issue goes out by itself', () => {
  const schedule = { cron: '0 10 1 * *', timezone: 'America/New_York', window: 0, proofBefore: 0 }
  const monthly = { date: '2024-11-01', kind: 'monthly' as const, template: 'monthly' }

  it('is the schedule’s time in its month, after the clocks have changed as well', () => {
    expect(nextDueOf(monthly, { ...newsletter, schedule }, 0)).toBe(Date.UTC(2024, 10, 1, 14))
    const december = { ...monthly, date: '2024-12-15' }
    expect(nextDueOf(december, { ...newsletter, schedule }, 0)).toBe(Date.UTC(2024, 11, 1, 15))
  })

  it('is an alert’s own time, and nothing for what is past or left to a person', () => {
    const alert = { ...monthly, kind: 'alert' as const, sendAt: '2024-11-05T09:30' }
    expect(nextDueOf(alert, newsletter, 0)).toBe(Date.UTC(2024, 10, 5, 14, 30))
    expect(nextDueOf(alert, newsletter, Date.UTC(2025, 0, 1))).toBeUndefined()
    expect(nextDueOf({ ...alert, sendAt: undefined }, { ...newsletter, schedule }, 0)).toBeUndefined()
    expect(nextDueOf(monthly, newsletter, 0)).toBeUndefined()
  })
})
