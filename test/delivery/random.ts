import { createHash } from 'node:crypto'

/** Bytes that look random and are the same in every run. */
export function countingRandom(): (bytes: number) => Buffer {
  let calls = 0
  return (bytes) => {
    const blocks: Buffer[] = []
    for (let size = 0; size < bytes; size += 32) {
      calls += 1
      blocks.push(createHash('sha256').update(`random ${calls}`).digest())
    }
    return Buffer.concat(blocks).subarray(0, bytes)
  }
}
