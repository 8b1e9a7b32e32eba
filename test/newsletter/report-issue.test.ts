import { describe, expect, it } from 'vitest'
import { readReport } from '../../src/newsletter/report-issue.ts'
import { sendIssue } from '../../src/newsletter/send-issue.ts'
import { day, Home } from '../schedule/home.ts'

const start = Date.UTC(2024, 0, 10, 12)
const settings = { cron: '0 10 1 * *', timezone: 'America/New_York', start }

describe('the report', () => {
  it('of an issue counts whom a second wave reached once, and says who came and left until the next', async () => {
    using home = new Home(settings)
    home.write('2024-01-news', { date: '2024-01-05' })
    await home.settle(['en', 'vi', 'es'])
    const options = { now: home.clock.now(), warn: () => undefined }
    await expect(readReport(home.config, undefined, options)).rejects.toMatchObject({ code: 'nothing_sent' })
    await sendIssue(home.config, { name: '2024-01', clock: home.clock })
    home.write('2024-01-news', { language: 'vi', words: 'Chúng ta giữ cho các gia đình được đoàn tụ.' })
    home.passTo(start + day)
    await sendIssue(home.config, { name: '2024-01', clock: home.clock })
    await home.withList(async ({ audience, vault }) => {
      await audience.suppress(vault.addressHash('reader0@example.org'), 'unsubscribed', start + 2 * day)
      await audience.suppress(vault.addressHash('reader1@example.org'), 'bounced', start + 40 * day)
    })
    home.passTo(start + 30 * day)
    home.write('2024-02-news', { date: '2024-02-05' })
    await expect(readReport(home.config, '2024-02', options)).rejects.toMatchObject({ code: 'issue_unsent' })
    await sendIssue(home.config, { name: '2024-02', clock: home.clock })

    const { report } = await readReport(home.config, '2024-01', { ...options, now: start + 60 * day })
    expect(report).toMatchObject({
      issue: '2024-01-news',
      waves: 2,
      total: { candidates: 12, excluded: 0, submitted: 12 },
      exclusions: {},
      languages: [
        { language: 'en', submitted: 8 },
        { language: 'vi', submitted: 4 },
      ],
      movement: { joined: 0, left: 1 },
    })
  })

  it('of a year adds the issues up, and names the months without one', async () => {
    using home = new Home(settings)
    await home.settle(['en'])
    for (const month of ['2024-01', '2024-03']) {
      home.write(`${month}-news`, { date: `${month}-05` })
      home.passTo(Date.parse(`${month}-15T12:00:00Z`))
      await sendIssue(home.config, { name: month, clock: home.clock })
    }
    const now = Date.UTC(2024, 3, 2)
    const { report } = await readReport(home.config, '2024', { now, warn: () => undefined })
    expect(report).toMatchObject({
      year: '2024',
      without: ['2024-02', '2024-04'],
      total: { submitted: 24 },
      issues: [{ issue: '2024-01-news' }, { issue: '2024-03-news' }],
    })
  })
})
