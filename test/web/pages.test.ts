import { HtmlValidate } from 'html-validate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../scripts/launch-chromium.ts'
import { findFaults } from './find-faults.ts'
import { enlist, publicSite, type Site, standing, subscriber, temporaryWorkspace } from './public-site.ts'

const readers = [subscriber('ana', 'en'), subscriber('bo', 'es'), subscriber('chi', 'vi')]

async function siteWithReaders(): Promise<{ site: Site; tokens: string[] }> {
  const config = await temporaryWorkspace()
  const tokens = await enlist(config, ...readers)
  return { site: await publicSite(config), tokens }
}

describe('every page', () => {
  it('is sound HTML in every language', async () => {
    const { site, tokens } = await siteWithReaders()
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-trailing-whitespace': 'off' },
    })
    const paths = [...tokens.map((token) => `/u/${token}`), '/u/wrong', '/nothing', '/']
    for (const path of paths) {
      for (const language of ['en', 'es', 'vi']) {
        const page = await (await site.get(path, { 'accept-language': language })).text()
        expect(page).not.toMatch(/[{}]\w*\}|undefined|\[object/)
        const { results } = await validator.validateString(page)
        expect(results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))).toEqual([])
      }
    }
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(() => browser?.close())

  const views = [
    { scheme: 'light', width: 360 },
    { scheme: 'dark', width: 360 },
    { scheme: 'light', width: 1100 },
    { scheme: 'dark', width: 1100 },
  ] as const

  it.each(views)('the way out works without a script: $scheme, $width px wide', async ({ scheme, width }) => {
    const { site, tokens } = await siteWithReaders()
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 740 },
      javaScriptEnabled: false,
    })
    const page = await context.newPage()
    const elsewhere: string[] = []
    const complaints: string[] = []
    page.on(
      'request',
      (request) =>
        void (request.url().startsWith(site.url) || request.url().startsWith('data:') || elsewhere.push(request.url())),
    )
    page.on('console', (message) => void complaints.push(message.text()))
    for (const [index, token] of tokens.entries()) {
      await page.goto(`${site.url}/u/${token}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.locator('button').click()
      expect(await page.locator('button').count()).toBe(0)
      const reader = readers[index]
      if (reader) expect((await standing(site.config, reader)).onList).toBe(false)
    }
    expect(elsewhere).toEqual([])
    // The style sheet's hash in the policy is the right one, and nothing else was stopped.
    expect(complaints).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  it.each(views)('axe finds nothing: $scheme, $width px wide', async ({ scheme, width }) => {
    const { site, tokens } = await siteWithReaders()
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 740 }, bypassCSP: true })
    const page = await context.newPage()
    for (const path of [...tokens.map((token) => `/u/${token}`), '/u/wrong', '/nothing']) {
      await page.goto(site.url + path)
      expect([path, await findFaults(page)]).toEqual([path, []])
    }
    await context.close()
  })

  it('fits the narrowest phone with a long address', async () => {
    const { site } = await siteWithReaders()
    const page = await browser.newPage({ viewport: { width: 280, height: 600 } })
    await page.goto(`${site.url}/u/wrong`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(280)
    await page.close()
  })
})
