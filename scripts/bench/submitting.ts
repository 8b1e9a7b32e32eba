import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toPlainText } from '@react-email/components'
import { Resend } from 'resend'
import { createEncoder } from '../../src/delivery/encoder.ts'
import { createEnvelope } from '../../src/delivery/envelope.ts'
import type { Edition, TemplateData } from '../../src/edition/edition.ts'
import type { LoadedEngine } from '../../src/edition/engines/loaded-engine.ts'
import type { PreparedIssue } from '../../src/newsletter/prepare-issue.ts'
import { copyStore, makeFrozenStore } from './frozen-store.ts'
import { type LocalServer, startLocalServer } from './local-server.ts'
import type { Memory } from './measure-memory.ts'
import { makeRecipients } from './recipients.ts'
import { submitAll } from './submit-all.ts'
import { median, row, whole } from './table.ts'

export interface Subject {
  prepared: PreparedIssue
  data: TemplateData
  engine: LoadedEngine
}

const batchSize = 100
/** As many as the real path has when nothing limits it. */
const inFlight = 4
const readers = 100_000
const documentedReaders = 500
const memoryRounds = 3
const memoryMostMb = 40

/** Submitting through the real path beside the documented way and the ceiling, and the memory it takes. */
export async function measureSubmitting(subject: Subject, sizes: number[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-bench-'))
  const server = await startLocalServer()
  try {
    const stores = new Map<number, string>()
    for (const size of sizes) {
      const store = join(folder, `frozen-${size}`)
      await makeFrozenStore(store, size, subject.prepared)
      stores.set(size, store)
    }
    const large = stores.get(readers)
    if (large !== undefined) await measureRates(subject, server, large, folder)
    await measureMemory(stores, server, folder)
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureRates(subject: Subject, server: LocalServer, store: string, folder: string): Promise<void> {
  const [edition] = await subject.prepared.render()
  if (!edition) throw new Error('no edition')
  process.stdout.write(
    `\nRecipients a second, submitted to a local server that reads each body and answers ids (${inFlight} in flight)\n`,
  )
  const ceiling = Math.max(await postPrepared(subject, edition, server), await postPrepared(subject, edition, server))
  const ours = (1000 * readers) / (await submitAll(copyStore(store, join(folder, 'rates')), server.url))
  const documented = await sendAsDocumented(subject, server)
  row(`the ledger, the encoder and the SDK, ${whole(readers)} recipients`, whole(ours))
  row(`prepared bytes posted with fetch (the ceiling; better of two)`, whole(ceiling))
  row(`React Email per recipient and batch.send, ${documentedReaders} recipients`, whole(documented))
  row('share of the ceiling (goal: 50 %)', `${whole((100 * ours) / ceiling)} %`)
  row('times the documented way', `${whole(ours / documented)} x`)
}

/** The ceiling: bodies made before, posted as they are. As many distinct ones as fit into memory, again and again. */
async function postPrepared({ prepared }: Subject, edition: Edition, { url }: LocalServer): Promise<number> {
  const encoder = createEncoder(prepared.issue.id, createEnvelope(prepared.newsletter), edition)
  const recipients = makeRecipients(20 * batchSize)
  const bodies = Array.from({ length: 20 }, (_, index) =>
    Uint8Array.from(encoder.encode(recipients.slice(index * batchSize, (index + 1) * batchSize))),
  )
  const requests = readers / batchSize
  let next = 0
  const post = async (): Promise<void> => {
    while (next < requests) {
      next += 1
      const body = bodies[next % bodies.length]
      if (!body) throw new Error('no body')
      const headers = {
        authorization: 'Bearer re_bench',
        'content-type': 'application/json',
        'idempotency-key': `bench/${next}`,
      }
      const response = await fetch(`${url}/emails/batch`, { method: 'POST', headers, body })
      JSON.parse(await response.text())
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, post))
  return (1000 * readers) / (performance.now() - began)
}

/** As Resend documents a newsletter: the template is rendered for each recipient, a hundred go into `batch.send`. */
async function sendAsDocumented({ prepared, data, engine }: Subject, { url }: LocalServer): Promise<number> {
  const resend = new Resend('re_bench', { baseUrl: url })
  const { from, replyTo } = createEnvelope(prepared.newsletter)
  const recipients = makeRecipients(documentedReaders)
  const began = performance.now()
  for (let at = 0; at < recipients.length; at += batchSize) {
    const emails = await Promise.all(
      recipients.slice(at, at + batchSize).map(async ({ values }) => {
        const { unsubscribe } = values
        const own = { ...data, title: `${data.title} ${values.name}`, footer: { ...data.footer, unsubscribe } }
        const html = await engine.engine.render(own)
        const headers = {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
        return { from, replyTo, to: values.address, subject: data.title, html, text: toPlainText(html), headers }
      }),
    )
    const { error } = await resend.batch.send(emails)
    if (error) throw new Error(error.message)
  }
  return (1000 * documentedReaders) / (performance.now() - began)
}

async function measureMemory(stores: Map<number, string>, { url }: LocalServer, folder: string): Promise<void> {
  process.stdout.write(
    `\nMegabytes while submitting, median of ${memoryRounds}: heap and external after a collection, and RSS\n`,
  )
  const run = promisify(execFile)
  const peaks: number[] = []
  for (const [size, store] of stores) {
    const rounds: Memory[] = []
    for (let round = 0; round < memoryRounds; round += 1) {
      const copy = copyStore(store, join(folder, 'memory'))
      const { stdout } = await run(process.execPath, ['--expose-gc', 'dist/scripts/bench/measure-memory.js', copy, url])
      rounds.push(JSON.parse(stdout))
      rmSync(copy, { recursive: true })
    }
    const of = (key: keyof Memory): number => median(rounds.map((round) => round[key])) / 2 ** 20
    peaks.push(of('heapPeak'))
    const one = (value: number): string => value.toFixed(1)
    row(`${whole(size)} recipients: heap peak, end`, `${one(of('heapPeak'))}, ${one(of('heapEnd'))}`)
    row(`${whole(size)} recipients: RSS peak, end`, `${one(of('rssPeak'))}, ${one(of('rssEnd'))}`)
  }
  const spread = Math.max(...peaks) - Math.min(...peaks)
  row(`heap peak, largest less smallest (goal: at most ${memoryMostMb})`, spread.toFixed(1))
}
