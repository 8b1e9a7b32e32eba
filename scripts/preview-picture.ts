/**
 * Makes templates/preview.png, the picture at the top of the README: three built mails side by side, as readers see them.
 *
 *     node dist/scripts/preview-picture.js
 */
import { resolve } from 'node:path'
import sharp from 'sharp'
import { readConfig } from '../src/config.ts'
import { sampleValues } from '../src/edition/describe-edition.ts'
import { fill } from '../src/edition/slots.ts'
import { prepareIssue } from '../src/newsletter/prepare-issue.ts'
import { launchChromium } from './launch-chromium.ts'

const origin = 'https://news.example.org'
const height = 1180
const gap = 40
const shots = [
  { issue: '2024-10', edition: 'en', width: 680, scheme: 'light' },
  { issue: '2024-06', edition: 'vi', width: 390, scheme: 'light' },
  { issue: '2024-04', edition: 'es', width: 390, scheme: 'dark' },
] as const

const browser = await launchChromium()
const pictures: { input: Buffer; left: number; top: number }[] = []
let left = gap
for (const { issue, edition, width, scheme } of shots) {
  const { prepared } = await prepareIssue(readConfig({}, resolve('.')), origin, issue)
  const rendered = (await prepared?.render())?.find(({ id }) => id === edition)
  if (!prepared || !rendered) throw new Error(`${issue} does not build`)
  const images = new Map([prepared.logo, ...prepared.renditions.values()].map(({ name, bytes }) => [name, bytes]))
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
  await page.route('**/i/*', async (route) => {
    const bytes = images.get(new URL(route.request().url()).pathname.slice('/i/'.length))
    await (bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.abort())
  })
  await page.setContent(fill(rendered.html, sampleValues(origin)), { waitUntil: 'load' })
  pictures.push({ input: await page.screenshot(), left, top: gap })
  left += width + gap
  await page.close()
}
await browser.close()

await sharp({ create: { width: left, height: height + 2 * gap, channels: 3, background: '#cfd6d4' } })
  .composite(pictures)
  .png({ palette: true, quality: 85, effort: 10 })
  .toFile('templates/preview.png')
