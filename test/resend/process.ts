import { parseArgs } from 'node:util'
import { startResendServer } from './server.ts'

/*
 * The strict Resend as a process of its own, to be killed:
 * --file F --port N --rps N --limit bucket|fixed|sliding --daily N --monthly N --faults SEED:RATE[:MS] --latency FROM-TO
 * --webhook URL --secret S --webhook-faults SEED:DUPLICATE:DROP:FORGE. Prints {"url"} when it listens; SIGTERM ends it.
 */
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    port: { type: 'string' },
    rps: { type: 'string' },
    limit: { type: 'string' },
    daily: { type: 'string' },
    monthly: { type: 'string' },
    faults: { type: 'string' },
    latency: { type: 'string' },
    webhook: { type: 'string' },
    secret: { type: 'string' },
    'webhook-faults': { type: 'string' },
  },
})

const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))
const numbersOf = (text: string | undefined, between: string): number[] => text?.split(between).map(Number) ?? []

const [seed, rate = 0, ms] = numbersOf(values.faults, ':')
const [shortest, longest = shortest ?? 0] = numbersOf(values.latency, '-')
const [webhookSeed, duplicate, drop, forge] = numbersOf(values['webhook-faults'], ':')
const kind = values.limit
if (kind !== undefined && kind !== 'bucket' && kind !== 'fixed' && kind !== 'sliding')
  throw new Error(`--limit ${kind}?`)

const server = await startResendServer({
  file: values.file,
  port: numberOf(values.port),
  requestsPerSecond: numberOf(values.rps),
  rateLimit: kind,
  quota: { daily: numberOf(values.daily), monthly: numberOf(values.monthly) },
  faults: seed === undefined ? undefined : { seed, rate, ms },
  latency: shortest === undefined ? undefined : () => shortest + Math.random() * (longest - shortest),
  webhooks: {
    url: values.webhook,
    secret: values.secret,
    seed: webhookSeed,
    duplicate,
    drop,
    forge,
    reorder: webhookSeed !== undefined,
  },
  record: false,
})
// One after another, however long the other side takes.
let timer: NodeJS.Timeout | undefined
const post = (): void => {
  timer = setTimeout(() => server.dispatch().finally(post), 100)
}
if (values.webhook !== undefined) post()
process.once('SIGTERM', () => {
  clearTimeout(timer)
  server.close().finally(() => process.exit())
})
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`)
