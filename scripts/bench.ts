/**
 * Measures what the README claims, as ratios within one run: machines are noisy, a ratio on one of them is not.
 *
 *     npm run bench
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { toPlainText } from '@react-email/components'
import { readConfig } from '../src/config.ts'
import { createEncoder } from '../src/delivery/encoder.ts'
import { createEnvelope } from '../src/delivery/envelope.ts'
import type { Recipient } from '../src/delivery/ledger.ts'
import type { TemplateData } from '../src/edition/edition.ts'
import { loadEngine } from '../src/edition/engines/index.ts'
import { type PreparedIssue, prepareIssue } from '../src/newsletter/prepare-issue.ts'

const origin = 'https://news.example.org'
const config = readConfig({}, resolve('.'))
const issueName = '2024-10-descheduling'
const batchSize = 100

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

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

function makeRecipients(count: number): Recipient[] {
  return Array.from({ length: count }, (_, index) => {
    const addressHash = createHash('sha256').update(String(index)).digest()
    const token = Buffer.concat([addressHash, addressHash.subarray(0, 18)]).toString('base64url')
    const address = `reader${index}@example.org`
    const links = { unsubscribe: `${origin}/u/${token}`, preferences: `${origin}/p/${token}` }
    return { addressHash, values: { address, name: `Reader ${index}`, ...links } }
  })
}

/** The documented way: render HTML and text anew for each recipient, then serialise. */
async function renderEach(data: TemplateData, template: string, count: number): Promise<number> {
  const { engine } = await loadEngine({ ...config, name: template, cacheFolder: join(config.dataFolder, 'cache') })
  const one = async (index: number): Promise<number> => {
    const link = `${origin}/u/${index}`
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
  const { prepared, problems } = await prepareIssue({ ...config, templateOverride: template }, origin, issueName)
  const data = prepared?.compose('en')
  if (!prepared || !data) throw new Error(problems.map(String).join('\n'))
  return { prepared, data }
}

const row = (label: string, value: string): void =>
  void process.stdout.write(`${label.padEnd(58)}${value.padStart(12)}\n`)
const whole = (value: number): string => Math.round(value).toLocaleString('en-US')

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

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
process.stdout.write(`wayforward ${version}, node ${process.version}\n`)
await measureRates()
await measureSizes((await prepare('monthly')).data)
measureStart()
