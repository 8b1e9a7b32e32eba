import { setTimeout as sleep } from 'node:timers/promises'
import { type Settled, submitIssue } from '../../src/delivery/submit.ts'
import { createResendProvider } from '../../src/provider/resend/resend-provider.ts'
import { openFrozenStore } from './frozen-store.ts'

/** Submit the frozen issue of a store through the real path, without a limit; returns milliseconds. */
export async function submitAll(folder: string, url: string, onProgress?: (settled: Settled) => void): Promise<number> {
  const { store, ledger } = await openFrozenStore(folder)
  const provider = createResendProvider({
    ...{ apiKey: 're_bench', baseUrl: url },
    requestsPerSecond: Number.POSITIVE_INFINITY,
  })
  try {
    const [frozen] = await ledger.list()
    if (!frozen) throw new Error('nothing is frozen')
    const clock = { now: Date.now, sleep: (ms: number) => sleep(ms).then(() => undefined) }
    const began = performance.now()
    const end = await submitIssue(frozen, { ledger, provider, clock, onProgress })
    const ms = performance.now() - began
    if (end.state !== 'done') throw new Error(`not done: ${JSON.stringify(end)}`)
    return ms
  } finally {
    await provider.close()
    await store.close()
  }
}
