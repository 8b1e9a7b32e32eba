import { createHmac } from 'node:crypto'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import {
  enlist,
  publicSite,
  type Site,
  standing,
  subscriber,
  temporaryWorkspace,
  webhookSecret,
} from './public-site.ts'

/** Sign as Resend does (Standard Webhooks): HMAC-SHA-256 over id, seconds and the raw body. */
function sign(id: string, body: string, at = Date.now()) {
  const seconds = String(Math.floor(at / 1000))
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': seconds, 'svix-signature': `v1,${mac}` }
}

function delivered(emailId: string): string {
  const at = '2024-04-02T12:00:00.000Z'
  const tags = { list: 'ijn-field', issue: '2024-04', delivery: 'x' }
  return JSON.stringify({
    type: 'email.delivered',
    created_at: at,
    data: { email_id: emailId, created_at: at, to: ['ana@example.org'], tags },
  })
}

async function siteThatListens(): Promise<Site> {
  return await publicSite(await temporaryWorkspace({ RESEND_WEBHOOK_SECRET: webhookSecret }))
}

function post(site: Site, id: string, body = delivered(id)): Promise<Response> {
  return site.post('/webhooks/resend', body, { 'content-type': 'application/json', ...sign(id, body) })
}

/** How many reports were written down. */
function noted({ config }: Site): number {
  const database = new Database(dataPaths(config).store, { readonly: true })
  try {
    return (database.prepare('select count(*) as count from provider_events').get() as { count: number }).count
  } finally {
    database.close()
  }
}

describe('a report of the provider', () => {
  it('is answered with 200 once it is written down, also when it comes again', async () => {
    const site = await siteThatListens()
    for (let time = 0; time < 2; time += 1) {
      expect((await post(site, 'msg_1')).status).toBe(200)
      expect(noted(site)).toBe(1)
    }
  })

  it('is refused, and nothing written, when its signature is not over these very bytes', async () => {
    const site = await siteThatListens()
    const body = delivered('msg_1')
    const headers = sign('msg_1', body)
    const wrong: [string, Record<string, string>][] = [
      [`${body} `, headers],
      [JSON.stringify(JSON.parse(body), null, 1), headers],
      [body, {}],
      [body, { ...headers, 'svix-signature': 'v1,AAAA' }],
      [body, { ...headers, 'svix-id': 'msg_2' }],
      [body, sign('msg_1', body, Date.now() - 3_600_000)],
      ['', headers],
    ]
    for (const [payload, given] of wrong) {
      const answer = await site.post('/webhooks/resend', payload, given)
      expect([400, 401]).toContain(answer.status)
      expect((await answer.text()).length).toBeLessThan(200)
    }
    expect(noted(site)).toBe(0)
    expect((await site.post('/webhooks/resend', body, headers)).status).toBe(200)
  })

  it('is refused above 256 KB', async () => {
    const site = await siteThatListens()
    expect((await post(site, 'msg_1', 'x'.repeat(257 * 1024))).status).toBe(413)
    expect(noted(site)).toBe(0)
  })

  it('is asked for again, within a second, while the list is locked', async () => {
    const site = await siteThatListens()
    const other = new Database(dataPaths(site.config).store)
    other.exec('begin immediate')
    const answer = await post(site, 'msg_1')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).not.toBeNull()
    other.exec('rollback')
    other.close()
    expect((await post(site, 'msg_1')).status).toBe(200)
    expect(noted(site)).toBe(1)
  })

  it('finds nobody at home without the secret', async () => {
    const site = await publicSite()
    expect((await post(site, 'msg_1')).status).toBe(404)
    expect(noted(site)).toBe(0)
  })

  it('is not taken from a GET', async () => {
    const site = await siteThatListens()
    expect((await site.get('/webhooks/resend', sign('msg_1', ''))).status).toBe(405)
  })

  it('comes by the hundred at once, beside a reader who leaves, and none is lost', async () => {
    const config = await temporaryWorkspace({ RESEND_WEBHOOK_SECRET: webhookSecret })
    const ana = subscriber('ana')
    const [token = ''] = await enlist(config, ana)
    const site = await publicSite(config)
    const ids = Array.from({ length: 150 }, (_, index) => `msg_${index}`)
    const reports = ids.map(async (id) => (await post(site, id)).status)
    const leaving = site.post(`/u/${token}`, 'List-Unsubscribe=One-Click')
    expect((await leaving).status).toBe(200)
    const statuses = await Promise.all(reports)
    // A slow machine may ask for some of them again; 200 is never said too early.
    for (const status of statuses) expect([200, 503]).toContain(status)
    const refused = ids.filter((_, index) => statuses[index] !== 200)
    for (const id of refused) expect((await post(site, id)).status).toBe(200)
    expect(noted(site)).toBe(ids.length)
    expect((await standing(config, ana)).onList).toBe(false)
  })
})
