import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Config } from '../../src/config.ts'
import { backupList } from '../../src/newsletter/backup-list.ts'
import type { Outside } from '../../src/newsletter/doctor/consultation.ts'
import { listDnsRecords } from '../../src/newsletter/doctor/dns-records.ts'
import { lookOutside } from '../../src/newsletter/doctor/look-outside.ts'
import { type DoctorReport, runDoctor } from '../../src/newsletter/doctor/run-doctor.ts'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { createDnsLookup } from '../../src/outside/dns.ts'
import { type ResendServer, type ResendServerOptions, startResendServer } from '../resend/server.ts'
import { query, withList } from '../store/temporary-home.ts'
import { publicSite, standing, subscriber, temporaryWorkspace, webhookSecret } from '../web/public-site.ts'
import { day, dkimValue, dnsOf, now, secretsOf, wellComputer, type Zone, zoneOf } from './world.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const domain = 'news.example.net'
const key = Buffer.alloc(32, 9).toString('base64')

async function startResend(options: ResendServerOptions = {}): Promise<ResendServer> {
  const server = await startResendServer({ now: () => now, domains: [{ name: domain }], ...options })
  cleanups.push(() => server.close())
  return server
}

/** A workspace that is ready to mail: its own settings, editors, a backup, and a server that readers reach. */
async function readyWorkspace(resend: ResendServer): Promise<Config> {
  const env = {
    WAYFORWARD_KEY: key,
    RESEND_API_KEY: resend.keys.sending,
    RESEND_READ_KEY: resend.keys.full,
    RESEND_BASE_URL: resend.url,
    RESEND_WEBHOOK_SECRET: webhookSecret,
  }
  const config = await temporaryWorkspace(env)
  rewrite(join(config.issuesFolder, 'newsletter.yaml'), [
    ['provider: outbox', 'provider: resend'],
    [/ijn\.example\.org/g, domain],
  ])
  rewrite(join(config.templatesFolder, 'brand.yaml'), [[/PO Box 0000/g, 'PO Box 12']])
  await withList(config, async ({ editors }) => {
    const languages = ['en', 'es', 'vi']
    await editors.save({ address: 'ana@example.org', name: 'Ana', role: 'approver', languages }, now)
    await editors.save({ address: 'bao@example.org', name: 'Bao', role: 'counsel', languages }, now)
  })
  await backupList(config, join(config.root, 'backup.db'), now)
  const site = await publicSite(config)
  return { ...config, publicUrl: site.url }
}

function rewrite(file: string, changes: [string | RegExp, string][]): void {
  let text = readFileSync(file, 'utf8')
  for (const [from, to] of changes) text = text.replaceAll(from, to)
  writeFileSync(file, text)
}

/** The real adapters for Resend and PUBLIC_URL; a fake DNS and a computer that is well. */
function outsideOf(config: Config, zone: Zone = zoneOf(domain), change: Partial<Outside> = {}): Outside {
  return { ...lookOutside(config), ...wellComputer(), dns: dnsOf(zone), ...change }
}

/** Without the word that the domain is reserved for examples, as all in these tests are. */
const statesOf = ({ lines }: DoctorReport, ...wanted: string[]): string[] =>
  lines
    .filter(({ state, check }) => wanted.includes(state) && check !== 'sample')
    .map(({ check, state }) => `${state} ${check}`)

describe('a workspace that is ready', () => {
  it('is said to be: nothing fails, and a rehearsal’s server has no https to look at', async () => {
    const resend = await startResend()
    const config = await readyWorkspace(resend)
    const report = await runDoctor(config, outsideOf(config))
    expect(report.lines.filter(({ state }) => state === 'fail')).toEqual([])
    expect(statesOf(report, 'warn')).toEqual([])
    expect(report.ready).toBe(true)
    const checks = [...new Set(report.lines.map(({ check }) => check))]
    expect(checks).toEqual([
      ...['settings', 'sample', 'schedule', 'editors', 'git', 'store', 'sender', 'backup', 'key_apart', 'permissions'],
      ...['disk', 'runtime', 'key', 'domain', 'tracking', 'pace', 'spf', 'bounces', 'dkim', 'dmarc'],
      ...['public_url', 'unsubscribe', 'webhook', 'clock'],
    ])
    for (const { state, fix, said } of report.lines) {
      expect(fix === null).toBe(state === 'ok')
      expect(said).toMatch(/\.$/)
    }
  })

  it('is asked without sending, changing or telling anything', async () => {
    const resend = await startResend()
    const config = await readyWorkspace(resend)
    await withList(config, ({ audience }) => audience.upsertSubscribers([subscriber('ana')], now))
    const settings = query(config, 'select key, value from settings order by key')
    const report = await runDoctor(config, outsideOf(config))
    expect(resend.requests.every(({ method }) => method === 'GET')).toBe(true)
    expect(resend.mails).toEqual([])
    expect(await standing(config, subscriber('ana'))).toEqual({ onList: true, suppressed: {} })
    expect(query(config, 'select key, value from settings order by key')).toEqual(settings)
    const said = JSON.stringify(report)
    expect(said).not.toMatch(/@/)
    for (const secret of secretsOf(config)) expect(said).not.toContain(secret)
  })
})

describe('what is wrong is found where it is', () => {
  it.each<[string, ResendServerOptions, (config: Config) => Outside, string[]]>([
    ['a domain not verified', { domains: [{ name: domain, status: 'pending' }] }, outsideOf, ['fail domain']],
    ['tracking', { domains: [{ name: domain, openTracking: true }] }, outsideOf, ['fail tracking']],
    ['a domain nobody added', { domains: [{ name: 'example.com' }] }, outsideOf, ['fail domain', 'warn tracking']],
    [
      'a parent that does not send',
      { domains: [{ name: 'example.net' }] },
      (config) => outsideOf(config, zoneOf('example.net')),
      ['fail domain'],
    ],
    ['an empty DNS', {}, (config) => outsideOf(config, {}), ['fail spf', 'fail bounces', 'fail dkim', 'fail dmarc']],
    [
      'a second SPF record',
      {},
      (config) =>
        outsideOf(config, {
          ...zoneOf(domain),
          [`TXT send.${domain}`]: ['v=spf1 -all', 'v=spf1 include:amazonses.com ~all'],
        }),
      ['fail spf'],
    ],
    ['a clock a quarter of an hour off', { now: () => now - 15 * 60_000 }, outsideOf, ['fail clock']],
    ['a full disk', {}, (config) => outsideOf(config, undefined, { freeBytes: async () => 1e6 }), ['fail disk']],
    [
      'an old backup',
      {},
      (config) => outsideOf(config, undefined, { now: () => now + 9 * day }),
      ['warn backup', 'fail clock'],
    ],
    [
      'a receipt not committed',
      {},
      (config) => outsideOf(config, undefined, { looseReceipts: async () => ['issues/x/sent.json'] }),
      ['warn git'],
    ],
    ['no git', {}, (config) => outsideOf(config, undefined, { looseReceipts: async () => undefined }), ['fail git']],
  ])('%s', async (_, options, outside, expected) => {
    const config = await readyWorkspace(await startResend(options))
    expect(statesOf(await runDoctor(config, outside(config)), 'warn', 'fail')).toEqual(expected)
  })

  it('a sending key alone cannot read: said, not failed', async () => {
    const resend = await startResend()
    const ready = await readyWorkspace(resend)
    rewrite(join(ready.issuesFolder, 'newsletter.yaml'), [
      ['provider: resend', 'provider: resend\ndelivery: { trackingOff: 2026-11-01 }'],
    ])
    const config = { ...ready, resend: { ...ready.resend, readKey: undefined } }
    const report = await runDoctor(config, outsideOf(config))
    expect(statesOf(report, 'warn', 'fail')).toEqual(['warn domain'])
    expect(report.ready).toBe(true)
  })

  it('a key that was revoked', async () => {
    const resend = await startResend()
    const ready = await readyWorkspace(resend)
    const config = { ...ready, resend: { ...ready.resend, apiKey: resend.keys.revoked } }
    expect(statesOf(await runDoctor(config, outsideOf(config)), 'warn', 'fail')).toEqual(['fail key'])
  })

  it('a server of another newsletter at PUBLIC_URL', async () => {
    const config = await readyWorkspace(await startResend())
    const other = await temporaryWorkspace()
    rewrite(join(other.issuesFolder, 'newsletter.yaml'), [['ijn-field', 'another']])
    const { url } = await publicSite(other)
    const lost = { ...config, publicUrl: url }
    const report = await runDoctor(lost, outsideOf(lost))
    expect(statesOf(report, 'warn', 'fail')).toEqual(['fail public_url', 'fail webhook'])
  })

  it('a key beside the list, open to others', async () => {
    const config = await temporaryWorkspace()
    chmodSync(dataPaths(config).key, 0o644)
    const { mode } = lookOutside(config)
    const report = await runDoctor(config, outsideOf(config, {}, { mode }))
    expect(statesOf(report, 'fail')).toEqual(['fail permissions'])
    expect(statesOf(report, 'warn')).toContain('warn key_apart')
  })

  it('a list that the key does not open', async () => {
    const config = { ...(await temporaryWorkspace()), key }
    const report = await runDoctor(config, outsideOf(config))
    expect(report.lines.find(({ check }) => check === 'store')).toMatchObject({
      state: 'fail',
      fix: expect.any(String),
    })
  })

  it('a newsletter.yaml that cannot be read: what does not need it is looked at all the same', async () => {
    const config = await temporaryWorkspace()
    writeFileSync(join(config.issuesFolder, 'newsletter.yaml'), 'name: [')
    const report = await runDoctor(config, outsideOf(config))
    expect(report.ready).toBe(false)
    expect(statesOf(report, 'fail')).toEqual(['fail settings'])
    expect(report.lines.map(({ check }) => check)).toContain('store')
  })
})

describe('where nothing is mailed', () => {
  it('the outbox needs no domain, no key and no public address, and nobody outside is asked', async () => {
    const config = await temporaryWorkspace()
    const never = () => Promise.reject(new Error('asked'))
    const dns = { txt: never, mx: never, cname: never }
    const outside = outsideOf(config, {}, { dns, probe: never, certificate: never, keyAccess: never, domain: never })
    const report = await runDoctor(config, outside)
    expect(report.ready).toBe(true)
    expect(report.lines.at(-1)).toMatchObject({ check: 'provider', state: 'ok', said: expect.stringMatching('outbox') })
  })
})

describe('offline', () => {
  it('says line by line what it could not ask, in time, and fails for nothing else', async () => {
    const resend = await startResend()
    const ready = await readyWorkspace(resend)
    await resend.close()
    cleanups.length = 0
    const publicUrl = 'http://127.0.0.1:9'
    const config = { ...ready, publicUrl }
    const dns = createDnsLookup({ servers: ['127.0.0.1:9'], timeoutMs: 400 })
    const report = await runDoctor(config, outsideOf(config, {}, { dns }))
    const unasked = report.lines.filter(({ said }) => said.startsWith('Could not ask: ')).map(({ check }) => check)
    expect(unasked).toEqual(['key', 'domain', 'tracking', 'spf', 'bounces', 'dkim', 'dmarc', 'webhook', 'clock'])
    expect(statesOf(report, 'fail')).toEqual(['fail public_url'])
  })

  it('ends within ten seconds where servers take a question and never answer it', async () => {
    const silent = createTcpServer(() => undefined)
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
    cleanups.push(() => silent.close())
    const { port } = silent.address() as AddressInfo
    const resend = await startResend()
    const ready = await readyWorkspace(resend)
    const url = `http://127.0.0.1:${port}`
    const config = { ...ready, publicUrl: url, resend: { ...ready.resend, baseUrl: url } }
    const began = performance.now()
    const report = await runDoctor(config, outsideOf(config))
    expect(performance.now() - began).toBeLessThan(9000)
    expect(statesOf(report, 'fail')).toEqual(['fail public_url'])
    expect(statesOf(report, 'warn')).toEqual(['warn key', 'warn domain', 'warn tracking', 'warn webhook', 'warn clock'])
  }, 15_000)
})

describe('a proxy before the pages', () => {
  it('that answers by itself, or sends on, is found', async () => {
    const config = await readyWorkspace(await startResend())
    const { publicUrl = '' } = config
    const proxy = createServer(async (request, response) => {
      if (request.method === 'POST') return void response.writeHead(307, { location: '/elsewhere' }).end()
      const answer = await fetch(publicUrl + (request.url ?? ''))
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
    })
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
    cleanups.push(() => proxy.close())
    const { port } = proxy.address() as AddressInfo
    const proxied = { ...config, publicUrl: `http://127.0.0.1:${port}` }
    const report = await runDoctor(proxied, outsideOf(proxied))
    expect(statesOf(report, 'warn', 'fail')).toEqual(['fail unsubscribe'])
  })
})

describe('the records to paste', () => {
  it('are those of Resend, whole, with a policy where there is none', async () => {
    const config = await readyWorkspace(await startResend({ domains: [{ name: domain, status: 'pending' }] }))
    const { records } = await listDnsRecords(config, outsideOf(config, {}))
    const rest = { ttl: 'Auto', status: 'pending', priority: null }
    expect(records).toEqual([
      {
        ...rest,
        purpose: 'bounces',
        type: 'MX',
        name: `send.${domain}`,
        value: 'feedback-smtp.eu-west-1.amazonses.com',
        priority: 10,
      },
      { ...rest, purpose: 'SPF', type: 'TXT', name: `send.${domain}`, value: 'v=spf1 include:amazonses.com ~all' },
      { ...rest, purpose: 'DKIM', type: 'TXT', name: `resend._domainkey.${domain}`, value: dkimValue },
      { ...rest, purpose: 'DMARC', type: 'TXT', name: `_dmarc.${domain}`, value: 'v=DMARC1; p=none;', status: null },
    ])
  })

  it('are what is known where Resend cannot be asked, and say what to look up', async () => {
    const ready = await readyWorkspace(await startResend())
    const config = { ...ready, resend: { ...ready.resend, readKey: undefined } }
    const { records, notes } = await listDnsRecords(config, outsideOf(config))
    expect(records.map(({ purpose, name, value }) => [purpose, name, value])).toEqual([
      ['bounces', `send.${domain}`, null],
      ['SPF', `send.${domain}`, 'v=spf1 include:amazonses.com ~all'],
      ['DKIM', `resend._domainkey.${domain}`, null],
    ])
    expect(notes.join(' ')).toMatch(/RESEND_READ_KEY.*already/s)
  })
})
