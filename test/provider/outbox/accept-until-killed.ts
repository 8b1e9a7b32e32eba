import { randomBytes } from 'node:crypto'
import { openOutbox } from '../../../src/provider/outbox/outbox.ts'
import { batchOf, keyOf, sampleMessages, testVault } from '../sample-batch.ts'

// Runs in a process of its own: accepts batch after batch and says each one aloud, until it is killed.
const outbox = await openOutbox({ file: process.argv[2] ?? '', vault: testVault(), now: Date.now, random: randomBytes })
for (let batch = 1; ; batch += 1) {
  const outcome = await outbox.submit(batchOf(keyOf(batch), sampleMessages(10)))
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome))
  process.stdout.write(`${batch} ${outcome.ids.join(',')}\n`)
}
