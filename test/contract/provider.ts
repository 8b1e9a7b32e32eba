import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome, Provider } from '../../src/delivery/provider.ts'
import type { Reading } from '../../src/delivery/provider-reader.ts'
import { batchOf, keyOf, sampleMessage, sampleMessages } from '../provider/sample-batch.ts'

/** A provider under test with what the suite needs to look behind it. */
interface ProviderUnderTest {
  provider: Provider
  /** How often each `delivery` tag was accepted; undefined where the other side cannot tell. */
  accepted?(): Map<string, number>
  /** Turn the other side's clock on. */
  advance?(ms: number): void
  close(): Promise<void>
}

interface ContractOptions {
  /** `smoke` leaves out what only a strict other side checks: addresses, keys in flight. */
  depth?: 'full' | 'smoke'
}

/** What every provider promises, whichever network or file is behind it. */
export function describeProvider(
  name: string,
  make: () => Promise<ProviderUnderTest>,
  { depth = 'full' }: ContractOptions = {},
): void {
  describe(`the provider contract: ${name}`, () => {
    let subject: ProviderUnderTest
    beforeEach(async () => {
      subject = await make()
    })
    afterEach(async () => {
      await subject.provider.close()
      await subject.close()
    })

    it('accepts a batch with one distinct id for each e-mail, and the same ids in the same order when asked again', async () => {
      const batch = batchOf(keyOf(1), sampleMessages(3))
      const first = idsOf(await subject.provider.submit(batch))
      expect(new Set(first).size).toBe(3)
      expect(idsOf(await subject.provider.submit(batch))).toEqual(first)
      expectOnce(3)
    })

    it('gives another key new ids', async () => {
      const first = idsOf(await subject.provider.submit(batchOf(keyOf(1), [sampleMessage(1)])))
      const second = idsOf(await subject.provider.submit(batchOf(keyOf(2), [sampleMessage(2)])))
      expect(second).not.toEqual(first)
      expectOnce(2)
    })

    it('refuses a key that was used with other bytes, as our own mistake', async () => {
      const first = idsOf(await subject.provider.submit(batchOf(keyOf(1), [sampleMessage(1)])))
      const other = await subject.provider.submit(batchOf(keyOf(1), [sampleMessage(2)]))
      expect(other).toMatchObject({ kind: 'refused', scope: 'protocol', error: 'invalid_idempotent_request' })
      expect(idsOf(await subject.provider.submit(batchOf(keyOf(1), [sampleMessage(1)])))).toEqual(first)
      expectOnce(1)
    })

    it('takes a hundred e-mails, and not one of a hundred and one', async () => {
      const refused = await subject.provider.submit(batchOf(keyOf(1), sampleMessages(101)))
      expect(refused).toMatchObject({ kind: 'refused', scope: 'message' })
      expect(subject.accepted?.().size ?? 0).toBe(0)
      expect(idsOf(await subject.provider.submit(batchOf(keyOf(2), sampleMessages(100))))).toHaveLength(100)
      expectOnce(100)
    })

    it('accepts a batch whole or not at all', async () => {
      expect(subject.provider.capabilities.atomicBatch).toBe(true)
      const messages = [sampleMessage(1), { ...sampleMessage(2), subject: '' }, sampleMessage(3)]
      const refused = await subject.provider.submit(batchOf(keyOf(1), messages))
      expect(refused).toMatchObject({ kind: 'refused', scope: 'message' })
      expect(subject.accepted?.().size ?? 0).toBe(0)
      // A refusal leaves nothing behind: the good ones can go under a new key.
      idsOf(await subject.provider.submit(batchOf(keyOf(2), [sampleMessage(1), sampleMessage(3)])))
      expectOnce(2)
    })

    it('knows a key for as long as it claims', async () => {
      const batch = batchOf(keyOf(1), sampleMessages(2))
      const first = idsOf(await subject.provider.submit(batch))
      const claimed = subject.provider.capabilities.idempotencyWindowMs
      subject.advance?.(Number.isFinite(claimed) ? claimed - 1000 : 10 * 365 * 24 * 3600 * 1000)
      expect(idsOf(await subject.provider.submit(batch))).toEqual(first)
      expectOnce(2)
    })

    it('claims only what it has code for', () => {
      const { canReconcile, webhooks } = subject.provider.capabilities
      expect(canReconcile).toBe(subject.provider.reader !== undefined)
      expect(webhooks).toBe(subject.provider.readWebhook !== undefined)
      expect(subject.provider.requestsPerSecond).toBeGreaterThan(0)
    })

    it.each([
      ['empty', ''],
      ['too long', 'k'.repeat(257)],
      ['not ASCII', 'wf/l1/2024-04-cơ-hội/1/1'],
      ['two lines', 'wf/l1/a\r\nb/1/1'],
    ])('sends nothing under a key that is %s', async (_, key) => {
      const outcome = await subject.provider.submit(batchOf(key, [sampleMessage(1)]))
      expect(outcome).toMatchObject({ kind: 'refused', scope: 'protocol', error: 'invalid_idempotency_key' })
      expect(subject.accepted?.().size ?? 0).toBe(0)
    })

    it('does not hand over a batch that was stopped before', async () => {
      const outcome = await subject.provider.submit({
        ...batchOf(keyOf(1), [sampleMessage(1)]),
        signal: AbortSignal.abort(),
      })
      expect(outcome).toMatchObject({ kind: 'unknown', reached: false })
      expect(subject.accepted?.().size ?? 0).toBe(0)
    })

    it('shows in its listing what it accepted, with its tags, when it can be asked', async () => {
      const { reader } = subject.provider
      if (!reader) return
      const messages = sampleMessages(3)
      const ids = idsOf(await subject.provider.submit(batchOf(keyOf(1), messages)))
      const { emails } = heardOf(await reader.emails())
      for (const [index, id] of ids.entries()) {
        const message = messages[index]
        expect(emails.find((email) => email.id === id)).toMatchObject({ to: [message?.to], subject: message?.subject })
        const tags = Object.fromEntries((message?.tags ?? []).map(({ name, value }) => [name, value]))
        expect(heardOf(await reader.tags(id))).toEqual(tags)
      }
    })

    it('believes no webhook without a signature, when it has webhooks', () => {
      const read = subject.provider.readWebhook?.('{"type":"email.complained"}', {}, 'whsec_c29tZXRoaW5nIHNlY3JldCE=')
      expect(read?.kind ?? 'refused').toBe('refused')
    })

    if (depth === 'full') describeStrictness()

    function describeStrictness(): void {
      it('accepts once when the same key is submitted twice at a time', async () => {
        const batch = batchOf(keyOf(1), sampleMessages(5))
        const outcomes = await Promise.all([subject.provider.submit(batch), subject.provider.submit(batch)])
        expect(outcomes.some(({ kind }) => kind === 'accepted')).toBe(true)
        for (const { kind } of outcomes) expect(['accepted', 'later']).toContain(kind)
        expectOnce(5)
      })

      it.each([
        ['an address without a domain', { to: 'reader' }],
        ['two addresses', { to: 'one@example.net, two@example.net' }],
        ['a line break in an address', { to: 'one@example.net\r\nBcc: two@example.net' }],
        ['a line break in a header', { headers: { 'List-ID': 'a\r\nBcc: two@example.net' } }],
        ['a header name with a space', { headers: { 'List ID': 'a' } }],
        ['a line break in the subject', { subject: 'a\r\nBcc: two@example.net' }],
        ['a tag outside ASCII', { tags: [{ name: 'delivery', value: 'ơ' }] }],
        ['an empty tag', { tags: [{ name: 'delivery', value: '' }] }],
        ['a field that e-mails do not have', { scheduledAt: '2030-01-01T00:00:00Z' }],
      ])('refuses the whole batch for %s, and says nothing that names a reader', async (_, change) => {
        const messages = [sampleMessage(1), { ...sampleMessage(2), ...change }]
        const outcome = await subject.provider.submit(batchOf(keyOf(1), messages))
        expect(outcome).toMatchObject({ kind: 'refused', scope: 'message', status: 422 })
        expect(JSON.stringify(outcome)).not.toMatch(/example\.net|reader@|re_test/)
        expect(subject.accepted?.().size).toBe(0)
      })

      it.each([
        ['no array', '{"from":"a"}'],
        ['an empty array', '[]'],
        ['broken JSON', '[{"from":'],
      ])('refuses a body that is %s', async (_, body) => {
        const outcome = await subject.provider.submit({ key: keyOf(1), body: Buffer.from(body), count: 1 })
        expect(outcome).toMatchObject({ kind: 'refused', scope: 'message' })
        expect(subject.accepted?.().size).toBe(0)
      })
    }

    function expectOnce(deliveries: number): void {
      const counts = subject.accepted?.()
      if (!counts) return
      expect(counts.size).toBe(deliveries)
      expect(new Set(counts.values())).toEqual(new Set([1]))
    }
  })
}

/** What was read; anything else fails with the reason. */
export function heardOf<T>(reading: Reading<T>): T {
  if (reading.kind !== 'read') throw new Error(`Not read: ${reading.reason}`)
  return reading.value
}

/** The ids of an accepted outcome; anything else fails with what came instead. */
export function idsOf(outcome: Outcome): string[] {
  if (outcome.kind !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`)
  return outcome.ids
}
