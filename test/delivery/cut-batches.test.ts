import { describe, expect, it } from 'vitest'
import type { Recipient } from '../../src/delivery/batch.ts'
import { BatchCutter, batchLimits } from '../../src/delivery/cut-batches.ts'
import type { Encoder } from '../../src/delivery/encoder.ts'
import { deliveryTooLarge } from '../../src/delivery/problems.ts'

const recipients = (count: number): Recipient[] =>
  Array.from({ length: count }, (_, index) => ({
    addressHash: Buffer.alloc(32, index % 256),
    values: { address: `reader${index}@example.org`, unsubscribe: '', preferences: '' },
  }))

function cut(count: number, size: number): Recipient[][] {
  const encoder: Encoder = { sizeOf: () => size, encode: () => new Uint8Array() }
  const cutter = new BatchCutter('en', encoder)
  const batches = recipients(count).flatMap((recipient) => {
    const full = cutter.add(recipient)
    return full ? [full] : []
  })
  return [...batches, cutter.rest()]
}

describe('cutting batches', () => {
  it('puts at most 100 deliveries into one, in order, and loses nobody', () => {
    const batches = cut(250, 1000)
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50])
    expect(batches.flat()).toEqual(recipients(250))
  })

  it('keeps every body within 4 MB', () => {
    const size = 150_000
    const batches = cut(60, size)
    for (const batch of batches) expect(batch.length * size + 2).toBeLessThanOrEqual(batchLimits.bytes)
    expect(batches.flat()).toHaveLength(60)
    expect(batches[0]).toHaveLength(26)
  })

  it('refuses an e-mail that no batch can hold', () => {
    expect(() => cut(1, batchLimits.bytes)).toThrow(expect.objectContaining({ code: deliveryTooLarge.code }))
  })
})
