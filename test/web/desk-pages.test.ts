import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../scripts/launch-chromium.ts'
import { approvalsOf, askForLink, deskSite, issue, mailsIn, people, postForm, signIn } from './desk-site.ts'
import { findFaults } from './find-faults.ts'

const home = `/approve/${issue}`

describe('the editors’ pages', () => {
  it('are sound HTML in every language', async () => {
    const place = await deskSite()
    const { site } = place
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-trailing-whitespace': 'off' },
    })
    const cookies = [await signIn(place, people.ana.address), await signIn(place, people.bo.address)]
    const wren = await signIn(place, people.wren.address)
    const link = (await askForLink(place, people.ana.address)) ?? ''
    const languages = ['en', 'es', 'vi'].map((language) => ({ 'accept-language': language }))
    const answers = [
      ...[...cookies, wren].map((cookie) => site.get(home, { cookie })),
      ...languages.map((headers) => site.get(home, { ...headers, 'sec-fetch-site': 'cross-site' })),
      ...languages.map((headers) => site.get(link, headers)),
      ...languages.map((headers) => site.get(`${home}/in/spent`, headers)),
      postForm(site, `${home}/link`, { address: 'nobody' }),
      postForm(site, `${home}/link`, { address: 'nobody@example.org' }),
      postForm(site, home, { form: 'x' }, wren),
      site.get('/approve/nothing', { cookie: wren }),
    ]
    for (const answer of await Promise.all(answers)) {
      const page = await answer.text()
      expect(page).not.toMatch(/\{\w+\}|undefined|\[object|>false|>true/)
      const { results } = await validator.validateString(page)
      expect(results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))).toEqual([])
    }
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(() => browser?.close())

  /** Tab until an element of this text has the focus, and press Enter. */
  async function pressByKeyboard(page: Page, text: string): Promise<void> {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab')
      if ((await page.locator(':focus').textContent())?.trim() === text) {
        await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
        return
      }
    }
    throw new Error(`“${text}” cannot be reached by the keyboard`)
  }

  it('the whole way goes by the keyboard alone, without a script, on the narrowest phone', async () => {
    const place = await deskSite()
    const { site, desk, config } = place
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => void complaints.push(message.text()))
    const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)

    await page.goto(site.url + home)
    await fits()
    await page.keyboard.press('Tab')
    await page.keyboard.type(people.ana.address)
    await pressByKeyboard(page, 'Mail me a link')
    expect(await page.locator('h1').textContent()).toBe('Look in your mail')
    await desk.settled()
    expect(await context.cookies()).toEqual([])
    const [mail] = await mailsIn(config)
    const link = /\/approve\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
    await page.goto(site.url + link)
    await fits()
    // A strict cookie set by the answer to our own form comes back with the redirect.
    await pressByKeyboard(page, 'Sign in')
    expect(page.url()).toBe(site.url + home)
    await fits()
    expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/approve' }])
    await pressByKeyboard(page, 'Approve')
    expect(await page.locator('main').textContent()).toContain('You approved this, as it is now.')
    await fits()
    expect(await approvalsOf(config)).toMatchObject([{ by: people.ana.name, via: 'page' }])
    await pressByKeyboard(page, 'Sign out')
    expect(await context.cookies()).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('a link on another site leads to the way in, and from there one click goes on', async () => {
    const place = await deskSite()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(place.site.url + ((await askForLink(place, people.ana.address)) ?? ''))
    await page.locator('button').click()
    await page.route('https://mail.example.org/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${place.site.url}${home}">the proof</a>` }),
    )
    await page.goto('https://mail.example.org/')
    await page.locator('a').click()
    await page.locator('main a').click()
    expect(await page.locator('main').textContent()).toContain('Signed in as Ana Nguyễn.')
    await context.close()
  })

  it('an edition shows its pictures and runs nothing, with nobody’s session', async () => {
    const place = await deskSite()
    const context = await browser.newContext()
    const page = await context.newPage()
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(place.site.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
    })
    await page.goto(place.site.url + ((await askForLink(place, people.ana.address)) ?? ''))
    await page.locator('button').click()
    await page.locator(`a[href="${home}/see/en"]`).click()
    const pictures = page.locator('img')
    expect(await pictures.count()).toBeGreaterThan(2)
    const widths = await pictures.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth))
    expect(Math.min(...widths)).toBeGreaterThan(0)
    expect(elsewhere).toEqual([])
    await context.close()
  })

  it.each([
    { scheme: 'light', width: 360 },
    { scheme: 'dark', width: 1100 },
  ] as const)('axe finds nothing: $scheme, $width px wide', async ({ scheme, width }) => {
    const place = await deskSite()
    const { site } = place
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 740 }, bypassCSP: true })
    const page = await context.newPage()
    const link = (await askForLink(place, people.bo.address)) ?? ''
    const look = async () => expect([page.url(), await findFaults(page)]).toEqual([page.url(), []])
    for (const path of [home, link, `${home}/in/spent`]) {
      await page.goto(site.url + path)
      await look()
    }
    await page.goto(site.url + link)
    await page.locator('button').click()
    await look()
    await page.locator('button', { hasText: 'Aprobar' }).click()
    await look()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await context.close()
  })
})
