/**
 * What can go wrong, done to the real thing again and again; the judge is the strict stand-in for Resend (test/resend/).
 *
 *     npm run torture -- [--only kills|faults|webhooks|model|cuts] [--seed N]
 *         [--kills 200] [--recipients 20000] [--webhooks 100000] [--stories 3000]
 *
 * The seed is printed and replays: kills fall at the same moments, counted in batches and requests.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type FaultName, namedFaults } from '../test/resend/fault-mix.ts'
import { type FaultOptions, tortureByFaults } from './torture/faults.ts'
import { tortureByKills } from './torture/kills.ts'
import { runWebhookTorture } from './torture/webhooks.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    recipients: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 999_999)) },
    stories: { type: 'string', default: '3000' },
    webhooks: { type: 'string', default: '100000' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed)
const print = (line: string): void => void process.stdout.write(`${line}\n`)

interface Torture {
  name: string
  title: string
  /** Resolves with what was found wrong. */
  run(): Promise<string[]>
}

const tortures: Torture[] = [
  {
    name: 'kills',
    title: `kill -9 of send, ${values.kills} times over issues of ${values.recipients} recipients`,
    async run() {
      const options = { seed, kills: Number(values.kills), recipients: Number(values.recipients), killsPerIssue: 40 }
      const { killed, issues, deliveries, faults } = await tortureByKills({ ...options, log: print })
      print(
        `${killed.freezing + killed.submitting} kills over ${issues} issues (${killed.freezing} while freezing), ` +
          `${killed.servers} kills of the server, ${deliveries} deliveries`,
      )
      return faults
    },
  },
  {
    name: 'faults',
    title: 'each fault and random mixes of them, two senders at once and a third soon after',
    run: () => tortureByFaults({ recipients: 1000, stories: faultStories(), log: print }),
  },
  {
    name: 'webhooks',
    title: `${values.webhooks} forged, stale, replayed and reordered webhooks`,
    async run() {
      const result = await runWebhookTorture({ count: Number(values.webhooks), seed, log: print, http: true })
      const { events, wrong, lost, seconds, slowestMs } = result
      print(`${events} webhooks in ${seconds.toFixed(0)} s, the slowest answer after ${slowestMs.toFixed(0)} ms`)
      return wrong + lost === 0 ? [] : [`webhooks: ${wrong} wrong states, ${lost} lost suppressions`]
    },
  },
  {
    name: 'model',
    title: `${values.stories} random stories of the state machine`,
    run: () => runTest('test/delivery/model.test.ts', { MODEL_RUNS: values.stories, MODEL_SEED: String(seed) }),
  },
  {
    name: 'cuts',
    title: 'two and three power cuts, 1000 times',
    run: () => runTest('test/delivery/crash-every-write.test.ts', { CUT_PAIRS: '1000', CUT_SEED: String(seed) }),
  },
]

/** Every kind of fault alone, then as many random mixes. */
function faultStories(): FaultOptions['stories'] {
  return [
    ...(Object.keys(namedFaults) as FaultName[]).map((name) => ({ name, times: 3 })),
    ...Array.from({ length: 12 }, (_, index) => ({ seed: seed + index, rate: (1 + (index % 4)) / 10 })),
  ]
}

/** Run a test at length: it prints its own seed and the shortest story that fails. */
async function runTest(file: string, env: Record<string, string>): Promise<string[]> {
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', file], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const [code] = await once(child, 'exit')
  return code === 0 ? [] : [`${file} failed with ${Object.entries(env).join(' ')}`]
}

const chosen = tortures.filter(({ name }) => values.only === undefined || values.only === name)
if (chosen.length === 0) throw new Error(`--only is one of ${tortures.map(({ name }) => name).join(', ')}`)
const faults: string[] = []
for (const { name, title, run } of chosen) {
  print(`\n${name}: ${title}; seed ${seed}`)
  const began = performance.now()
  try {
    faults.push(...(await run()))
  } catch (error) {
    faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  print(`${((performance.now() - began) / 1000).toFixed(0)} s`)
}
for (const fault of faults) print(`WRONG ${fault}`)
print(faults.length === 0 ? '\nNobody twice, nobody lost, every equation balances.' : `\nReplay with --seed ${seed}`)
process.exitCode = faults.length === 0 ? 0 : 1
