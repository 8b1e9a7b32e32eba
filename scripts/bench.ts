/**
 * Measures what the README claims, as ratios within one run: machines are noisy, a ratio on one of them is not.
 *
 *     npm run bench [-- --only submit] [-- --only words] [-- --million]
 */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { toPlainText } from '@react-email/components'
import { readConfig } from '../src/config.ts'
import { createEncoder } from '../src/delivery/encoder.ts'
import { createEnvelope } from '../src/delivery/envelope.ts'
import type { TemplateData } from '../src/edition/edition.ts'
import { loadEngine } from '../src/edition/engines/index.ts'
import { type PreparedIssue, prepareIssue } from '../src/newsletter/prepare-issue.ts'
import { measureWords } from './bench/checking-words.ts'
import { benchOrigin } from './bench/frozen-store.ts'
import { makeRecipients } from './bench/recipients.ts'
import { measureSubmitting } from './bench/submitting.ts'
import { median, row, whole } from './bench/table.ts'

const config = readConfig({}, resolve('.'))
const issueName = '2024-10-descheduling'
const batchSize = 100

/** Items a second, the median of several rounds after one to warm up. */
async function rate(items: number, round: () => Promise<void> | void, rounds = 5): Promise<number> {
  await round()
  const rates: number[] = []
  for (let index = 0; index < rounds; index += 1) {
    const began = performance.now()
    await round()
    rates.push((1000 * items) / (performance.now() - began))
  }
  return median(rates)
}

/** The documented way: render HTML and text anew for each recipient, then serialise. */
async function renderEach(data: TemplateData, template: string, count: number): Promise<number> {
  const { engine } = await loadEngine({ ...config, name: template, cacheFolder: join(config.dataFolder, 'cache') })
  const one = async (index: number): Promise<number> => {
    const link = `${benchOrigin}/u/${index}`
    const own = { ...data, title: `${data.title} ${index}`, footer: { ...data.footer, unsubscribe: link } }
    const html = await engine.render(own)
    return JSON.stringify({ html, text: toPlainText(html) }).length
  }
  return await rate(
    count,
    async () => {
      for (let index = 0; index < count; index += 1) await one(index)
    },
    3,
  )
}

/** Our way with the same template: rendered once, then filled and encoded for each recipient. */
async function encodeRate(prepared: PreparedIssue): Promise<number> {
  const [edition] = await prepared.render()
  if (!edition) throw new Error('no edition')
  const encoder = createEncoder(issueName, createEnvelope(prepared.newsletter), edition)
  const recipients = makeRecipients(3000)
  return await rate(recipients.length, () => {
    for (let at = 0; at < recipients.length; at += batchSize) encoder.encode(recipients.slice(at, at + batchSize))
  })
}

async function prepare(template: string): Promise<{ prepared: PreparedIssue; data: TemplateData }> {
  const { prepared, problems } = await prepareIssue({ ...config, templateOverride: template }, benchOrigin, issueName)
  const data = prepared?.compose('en')
  if (!prepared || !data) throw new Error(problems.map(String).join('\n'))
  return { prepared, data }
}

async function measureRates(): Promise<void> {
  process.stdout.write('\nRecipients a second, one edition: HTML, text and headers to request bytes, 100 a batch\n')
  for (const { template, name, count, goal } of [
    { template: 'alert', name: 'React Email', count: 30, goal: 100 },
    { template: 'monthly', name: 'MJML', count: 10, goal: 300 },
  ]) {
    const { prepared, data } = await prepare(template)
    const ours = await encodeRate(prepared)
    const naive = await renderEach(data, template, count)
    row(`${name} rendered once, filled and encoded`, whole(ours))
    row(`${name} rendered per recipient`, whole(naive))
    row(`ratio (goal: ${goal})`, `${whole(ours / naive)} x`)
  }
}

async function measureSizes(data: TemplateData): Promise<void> {
  for (const [template, goal] of [
    ['monthly', 45],
    ['alert', 30],
  ] as const) {
    const { engine } = await loadEngine({ ...config, name: template, cacheFolder: join(config.dataFolder, 'cache') })
    const size = async (blocks: TemplateData['blocks']): Promise<number> =>
      Buffer.byteLength(await engine.render({ ...data, blocks }))
    const shell = await size([])
    process.stdout.write(`\nBytes of ${issueName} in English, every block, template ${template}\n`)
    row('shell', whole(shell))
    for (const block of data.blocks) row(`  ${block.kind} ${block.id}`, whole((await size([block])) - shell))
    const total = await size(data.blocks)
    row(`whole (goal: ${goal} KB)`, `${(total / 1024).toFixed(1)} KB`)
  }
}

function measureStart(): void {
  const time = (args: string[]): number => {
    const began = performance.now()
    spawnSync(process.execPath, args, { stdio: 'ignore' })
    return performance.now() - began
  }
  const bare: number[] = []
  const help: number[] = []
  for (let index = 0; index < 15; index += 1) {
    bare.push(time(['-e', '0']))
    help.push(time(['dist/cli/main.js', '--help']))
  }
  process.stdout.write('\nMilliseconds to start, medians of 15\n')
  row('node -e 0', whole(median(bare)))
  row('node dist/cli/main.js --help', whole(median(help)))
  row('difference (goal: at most 150)', whole(median(help) - median(bare)))
}

const { values } = parseArgs({ options: { only: { type: 'string' }, million: { type: 'boolean', default: false } } })
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
process.stdout.write(`wayforward ${version}, node ${process.version}\n`)
if (values.only === undefined) {
  await measureRates()
  await measureSizes((await prepare('monthly')).data)
  measureStart()
}
if (values.only === undefined || values.only === 'words') await measureWords(config.issuesFolder)
if (values.only === undefined || values.only === 'submit') {
  const template = 'alert'
  const engine = await loadEngine({ ...config, name: template, cacheFolder: join(config.dataFolder, 'cache') })
  const sizes = [1000, 10_000, 100_000, ...(values.million ? [1_000_000] : [])]
  await measureSubmitting({ ...(await prepare(template)), engine }, sizes)
}
