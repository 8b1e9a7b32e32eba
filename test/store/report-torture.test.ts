import { expect, test } from 'vitest'
import { runWebhookTorture } from '../../scripts/torture/webhooks.ts'

test('2,000 forged, stale, repeated and reordered webhooks leave no wrong state and lose no suppression', async () => {
  const result = await runWebhookTorture({ count: 1850, seed: 3, log: () => undefined, http: true })
  expect(result).toMatchObject({ wrong: 0, lost: 0 })
  expect(result.events).toBeGreaterThanOrEqual(2000)
})
