import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/config.ts'
import type { Notice } from '../../src/delivery/notice.ts'
import { type NoticesSent, sendNotices } from '../../src/newsletter/send-notices.ts'
import { faults } from '../resend/faults.ts'
import { startResendServer } from '../resend/server.ts'
import { day, Home, hour } from '../schedule/home.ts'

const settings = { cron: '0 10 1 * *', timezone: 'America/New_York', start: Date.now() }
let home: Home
let resend: Awaited<ReturnType<typeof startResendServer>>
let config: Config

beforeEach(async () => {
  home = new Home(settings)
  const file = join(home.folder, 'issues/newsletter.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('provider: outbox', 'provider: resend'))
  resend = await startResendServer({ file: join(home.folder, 'resend.db') })
  config = { ...home.config, resend: { apiKey: resend.keys.sending, baseUrl: resend.url } }
})
afterEach(async () => {
  await resend.close()
  home[Symbol.dispose]()
})

function notice(key: string, to = 'ana@example.org'): Notice {
  const message = {
    from: 'News <news@ijn.example.org>',
    headers: {},
    html: '<p>A word</p>',
    reply_to: 'hello@example.org',
  }
  return { key, kind: 'schedule', message: { ...message, subject: `About ${key}`, text: 'A word', to } }
}

async function send(...notices: Notice[]): Promise<NoticesSent> {
  const { clock } = home
  return await home.withList((list) => sendNotices(config, list, notices, { clock, warn: () => undefined }))
}

const subjects = (): string[] => resend.mails.map(({ email }) => email.subject)

describe('a notice', () => {
  it('is mailed once under its key, however often it is asked for', async () => {
    expect(await send(notice('a'), notice('b'))).toMatchObject({ accepted: 2, known: 0 })
    expect(await send(notice('a'))).toMatchObject({ accepted: 0, known: 1 })
    expect(subjects()).toEqual(['About a', 'About b'])
  })

  it('whose answer was lost is asked about under the same key, and mailed once', async () => {
    resend.script(faults.acceptThenDrop())
    expect(await send(notice('a'))).toMatchObject({ accepted: 0, pending: 1 })
    home.passTo(home.clock.now() + hour)
    expect(await send()).toMatchObject({ accepted: 1, pending: 0 })
    expect(subjects()).toEqual(['About a'])
  })

  it('that nobody answered for 20 hours is given up, as a repeat might be a second mail', async () => {
    resend.script(faults.acceptThenDrop())
    await send(notice('a'))
    home.passTo(home.clock.now() + 21 * hour)
    expect(await send()).toMatchObject({ accepted: 0, failed: [{ key: 'a' }], pending: 0 })
    expect(subjects()).toEqual(['About a'])
  })

  it('that was never handed over goes out however late', async () => {
    await home.withList((list) => list.notices.add(notice('a'), home.clock.now()))
    home.passTo(home.clock.now() + 3 * day)
    expect(await send()).toMatchObject({ accepted: 1 })
  })

  it('that is refused keeps no other from going out, and its text is gone', async () => {
    const refused = await send(notice('a', 'not an address'), notice('b'))
    expect(refused).toMatchObject({ accepted: 1, failed: [{ key: 'a' }] })
    expect(await home.withList((list) => list.notices.state('a'))).toBe('failed')
    expect(await send()).toMatchObject({ accepted: 0, failed: [], pending: 0 })
  })
})
