import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../scripts/launch-chromium.ts'
import { renderWith, templates } from './both.ts'
import { block, english, vietnamese } from './sample.ts'

/** What mail needs and web pages must not have: inline styles, presentational attributes, Outlook's comments. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'off',
    'no-deprecated-attr': 'off',
    'doctype-style': 'off',
    'doctype-html': 'off',
    'no-conditional-comment': 'off',
    'attr-case': 'off',
    'void-style': 'off',
    'prefer-native-element': 'off',
    'long-title': 'off',
    // Rules of style, not of meaning, on text that MJML and React write.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // “6:00–7:30 PM” and telephone numbers in authored text are for checks/, not for a template.
    'tel-non-breaking': 'off',
  },
})

describe.each(templates)('%s', (template) => {
  it('is sound HTML', async () => {
    const report = await validator.validateString(await renderWith(template, english))
    const found = report.results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))
    expect(found).toEqual([])
  })
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  }, 60_000)
  afterAll(() => browser?.close())

  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  const views = [
    { scheme: 'light', width: 390 },
    { scheme: 'dark', width: 800 },
    // Gmail for accounts elsewhere drops <style>.
    { scheme: 'light', width: 800, bare: true },
  ] as const

  it.each(
    templates.flatMap((template) => views.map((view) => ({ template, ...view }))),
  )('axe finds nothing in $template, $scheme, $width px wide', async ({ template, scheme, width, ...view }) => {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 900 } })
    await page.route(/^https?:/, (route) => route.abort())
    const html = await renderWith(template, english)
    await page.setContent('bare' in view ? html.replace(/<style[\s\S]*?<\/style>/g, '') : html)
    await page.addScriptTag({ path: axe })
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
      // A mail is shown inside a mail app's own page, which has the landmarks.
      const off = { 'landmark-one-main': { enabled: false }, region: { enabled: false } }
      const { violations } = await axe.run({ rules: off })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at.slice(0, 120)).join(' | ')}`)
    })
    expect(found).toEqual([])
    await page.close()
  }, 30_000)

  it.each(templates)('%s fits the narrowest phone, a long address and a long figure included', async (template) => {
    const address = `https://example.org/${'khongcokhoangtrang'.repeat(6)}`
    const long = block({ kind: 'stat', id: 'long', label: 'x', figure: '1.234.567.890.123', body: address })
    const page = await browser.newPage({ viewport: { width: 320, height: 900 } })
    await page.route(/^https?:/, (route) => route.abort())
    await page.setContent(await renderWith(template, { ...vietnamese, blocks: [...vietnamese.blocks, long] }))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.close()
  }, 30_000)
})
