/**
 * One submission in a process of its own, started with --expose-gc: what it needs on top of what it needed before the
 * first batch. Arguments: the folder of a frozen store, the server's URL. Prints one JSON line, in bytes.
 */
import { submitAll } from './submit-all.ts'

export interface Memory {
  /** Heap plus external (buffers outside it) after a collection. */
  heapPeak: number
  heapEnd: number
  rssPeak: number
  rssEnd: number
}

/** Twice: what only finalisers held is gone after the second. */
function collected(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const [folder = '', url = ''] = process.argv.slice(2)
/** Collections in one run: each stops the process, and none falls on the same moment of a batch. */
const samples = 50
let heapPeak = 0
let rssPeak = 0
let seen = 0
let next = 0
await submitAll(folder, url, ({ submitted }) => {
  seen += 1
  rssPeak = Math.max(rssPeak, process.memoryUsage.rss())
  if (seen < next) return
  next = seen + Math.ceil(seen / samples)
  if (submitted > 0) heapPeak = Math.max(heapPeak, collected())
})
const memory: Memory = { heapPeak, heapEnd: collected(), rssPeak, rssEnd: process.memoryUsage.rss() }
process.stdout.write(`${JSON.stringify(memory)}\n`)
