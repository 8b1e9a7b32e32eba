import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../scripts/launch-chromium.ts'
import type { FrozenIssue } from '../../src/delivery/ledger.ts'
import type { Provider } from '../../src/delivery/provider.ts'
import { findObstacle } from '../../src/newsletter/before-first-batch.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { openList } from '../../src/newsletter/workspace.ts'
import { findFaults } from './find-faults.ts'
import { enlist, now, publicSite, type Site, subscriber, temporaryWorkspace } from './public-site.ts'

const issue = '2024-04-second-chances'
const titles = { en: 'Clear a record', es: 'Limpiar un expediente', vi: 'Xóa hồ sơ của quý vị' }
const clock = { now: () => now, sleep: async () => undefined }

/** A site whose newsletter has an event in every language, and readers of each. */
async function siteWithEvent() {
  const config = await temporaryWorkspace({ RESEND_BASE_URL: 'http://127.0.0.1:9' })
  for (const [language, title] of Object.entries(titles)) {
    const attributes =
      language === 'en'
        ? ' start="2024-04-18T10:00" zone="America/Los_Angeles" where="Main Library" href="https://example.org/a?b=1&c=2"'
        : ''
    appendFileSync(
      join(config.issuesFolder, issue, `${language}.md`),
      `\n:::event{#clinic${attributes}}\n## ${title}\n\n“Bring” your papers & <3.\n:::\n`,
    )
  }
  await enlist(config, subscriber('ana', 'en'), subscriber('bo', 'es'), subscriber('chi', 'vi'))
  const site = await publicSite(config)
  const { prepared, problems } = await prepareIssue(config, site.url, issue)
  if (!prepared) throw new Error(problems.map(String).join('\n'))
  const list = await openList(config, () => undefined)
  const freeze = async (): Promise<FrozenIssue> => {
    const place = { prepared, ledger: list.ledger, vault: list.vault, origin: site.url, endpoint: '', clock }
    const { frozen } = await freezeIssue({ ...place, undoDelayMs: 0, receipt: 'receipt of the test' })
    if (!frozen) throw new Error('not frozen')
    return frozen
  }
  const names = prepared.calendars.map(({ name }) => name)
  const [en = '', es = '', vi = ''] = names
  return { site, config, list, freeze, prepared, names: { en, es, vi } }
}

const statusOf = async (site: Site, name: string): Promise<number[]> =>
  await Promise.all([name, `${name}.ics`].map(async (file) => (await site.get(`/c/${file}`)).status))

describe('the page of an event', () => {
  it('lives from the freeze on and as long', async () => {
    const { site, names, freeze, list } = await siteWithEvent()
    expect(await statusOf(site, names.en)).toEqual([404, 404])
    await freeze()
    expect(await statusOf(site, names.en)).toEqual([200, 200])
    expect(await list.ledger.cancel(issue, now)).toBe('discarded')
    expect(await statusOf(site, names.en)).toEqual([404, 404])
    await list.close()
  })

  it('says in the visitor’s language what the event is in its own', async () => {
    const { site, names, freeze, list } = await siteWithEvent()
    await freeze()
    await list.close()
    const page = await (await site.get(`/c/${names.en}`, { 'accept-language': 'es' })).text()
    expect(page).toContain('<html lang="es"')
    expect(page).toContain('<section class="event" lang="en">')
    expect(page).toContain('Thursday, April 18, 2024, 10:00 AM Pacific Time')
    for (const words of ['Clear a record', 'Main Library', 'Agregue a su calendario', `/c/${names.en}.ics`]) {
      expect(page).toContain(words)
    }
    expect(await (await site.get(`/c/${names.vi}`, { 'accept-language': 'vi' })).text()).toContain(titles.vi)
  })

  it('fills the forms of Google and Outlook.com with the event', async () => {
    const { site, names, freeze, list } = await siteWithEvent()
    await freeze()
    await list.close()
    const page = await (await site.get(`/c/${names.en}`)).text()
    const links = [...page.matchAll(/href="(https:[^"]+)"/g)].map(
      ([, href = '']) => new URL(href.replaceAll('&amp;', '&')),
    )
    const [google, outlook] = links
    expect(Object.fromEntries(google?.searchParams ?? [])).toEqual({
      action: 'TEMPLATE',
      text: 'Clear a record',
      dates: '20240418T170000Z/20240418T180000Z',
      details: '“Bring” your papers & <3.\n\nhttps://example.org/a?b=1&c=2',
      location: 'Main Library',
    })
    expect(outlook?.searchParams.get('startdt')).toBe('2024-04-18T17:00:00.000Z')
    expect(outlook?.searchParams.get('subject')).toBe('Clear a record')
    expect(links.map(({ host }) => host)).toEqual(['calendar.google.com', 'outlook.live.com'])
  })

  it('gives the file to save, by the name of its hash', async () => {
    const { site, names, freeze, list, prepared } = await siteWithEvent()
    await freeze()
    await list.close()
    const answer = await site.get(`/c/${names.es}.ics`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="event.ics"',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(names.es)
    expect(bytes).toEqual(Buffer.from(prepared.calendars[1]?.ics ?? []))
    for (const path of [`/c/${names.es}`, `/c/${names.es}.ics`]) {
      const head = await fetch(site.url + path, { method: 'HEAD' })
      expect([path, head.status, await head.text()]).toEqual([path, 200, ''])
    }
  })

  it('is nowhere else, and takes no POST', async () => {
    const { site, names, freeze, list, prepared } = await siteWithEvent()
    await freeze()
    await list.close()
    const { en } = names
    for (const name of [
      `${en}.json`,
      en.toUpperCase(),
      `${en}.ICS`,
      en.slice(1),
      'a'.repeat(64),
      '..%2fkey',
      prepared.logo.name,
      '%00',
    ]) {
      expect([name, (await site.get(`/c/${name}`)).status]).toEqual([name, 404])
    }
    expect((await site.get(`/i/${en}.ics`)).status).toBe(404)
    expect((await site.post(`/c/${en}`)).status).toBe(405)
  })

  it('is fetched before the first batch, with its file', async () => {
    const { site, names, freeze, list, config } = await siteWithEvent()
    const frozen = await freeze()
    const { ledger } = list
    const obstacle = () => findObstacle({ config, frozen, ledger, provider: {} as Provider, clock })
    expect(await obstacle()).toBeUndefined()
    const asked = site.log.filter(({ route }) => route === 'calendar')
    expect(asked.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))

    const file = { name: `${names.vi}.ics`, bytes: Buffer.from('something else') }
    site.home.findCalendarFile = async (name) => (name === names.vi ? file.bytes : undefined)
    expect(await obstacle()).toMatchObject({ reason: 'pages_failing', detail: expect.stringContaining('/c/') })
    await list.close()
  })
})

describe('the page of an event, looked at', () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(() => browser?.close())

  it('is sound, fits a phone and passes axe, light and dark', async () => {
    const { site, names, freeze, list } = await siteWithEvent()
    await freeze()
    await list.close()
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-trailing-whitespace': 'off' },
    })
    for (const [language, name] of Object.entries(names)) {
      const html = await (await site.get(`/c/${name}`, { 'accept-language': language })).text()
      expect(html).not.toMatch(/[{}]\w*\}|undefined|\[object/)
      const { results } = await validator.validateString(html)
      expect(results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))).toEqual([])
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 740 }, bypassCSP: true })
      const page = await context.newPage()
      await page.goto(`${site.url}/c/${names.vi}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await findFaults(page)).toEqual([])
      await context.close()
    }
  })
})
