/**
 * Photographs built mails, so that a person can look at them before anyone else does: phone and desktop width, light
 * and dark, and as a mail app shows them that forces its own dark mode and drops the styles in <head>.
 *
 *     node dist/scripts/screenshots.js FILE.html … [--out FOLDER] [--only phone|desktop|dark|…]
 *
 * Pictures at …/i/<name> are taken from the folder `i/` beside the file or above it; nothing else is loaded.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchChromium } from './launch-chromium.ts'

interface View {
  name: string
  width: number
  scheme: 'light' | 'dark'
  forced?: boolean
}

const views: View[] = [
  { name: 'phone-light', width: 390, scheme: 'light' },
  { name: 'phone-dark', width: 390, scheme: 'dark' },
  { name: 'desktop-light', width: 800, scheme: 'light' },
  { name: 'desktop-dark', width: 800, scheme: 'dark' },
  { name: 'phone-forced', width: 390, scheme: 'light', forced: true },
]

/** The folder `i/` that a build wrote, next to a mail or one of the folders above it. */
function findImages(file: string): string | undefined {
  for (let folder = dirname(resolve(file)); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'i'))) return join(folder, 'i')
  }
  return undefined
}

async function photograph(browser: Browser, file: string, view: View, out: string): Promise<string> {
  const page = await browser.newPage({
    viewport: { width: view.width, height: 900 },
    colorScheme: view.scheme,
    deviceScaleFactor: view.width < 500 ? 2 : 1,
    javaScriptEnabled: false,
  })
  const images = findImages(file)
  await page.route(/^https?:/, async (route) => {
    const name = basename(new URL(route.request().url()).pathname)
    const path = images && join(images, name)
    if (path && existsSync(path)) await route.fulfill({ path, contentType: `image/${extname(name).slice(1)}` })
    else await route.abort()
  })
  const html = await readFile(file, 'utf8')
  await page.setContent(view.forced ? html.replace(/<style[\s\S]*?<\/style>/g, '') : html, { waitUntil: 'load' })
  const target = join(out, `${basename(file, '.html')}.${view.name}.png`)
  await page.screenshot({ path: target, fullPage: true })
  await page.close()
  return target
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'screenshots' }, only: { type: 'string' } },
})
if (positionals.length === 0) {
  console.error('Name the .html files to photograph, for example: node dist/scripts/screenshots.js build/*.html')
  process.exitCode = 2
} else {
  await mkdir(values.out, { recursive: true })
  for (const forced of [false, true]) {
    const wanted = views.filter((view) => Boolean(view.forced) === forced && view.name.includes(values.only ?? ''))
    if (wanted.length === 0) continue
    const browser = await launchChromium({ forceDark: forced })
    for (const file of positionals) {
      for (const view of wanted) console.log(await photograph(browser, file, view, values.out))
    }
    await browser.close()
  }
}
