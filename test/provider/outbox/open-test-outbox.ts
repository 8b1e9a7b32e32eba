import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outbox, type OutboxOptions, openOutbox } from '../../../src/provider/outbox/outbox.ts'
import { countingRandom, testVault } from '../sample-batch.ts'

export interface TestOutbox {
  outbox: Outbox
  folder: string
  file: string
  clock: { now: number }
  /** Open the same file once more, as another process would. */
  reopen(change?: Partial<OutboxOptions>): Promise<Outbox>
  remove(): void
}

export async function openTestOutbox(change: Partial<OutboxOptions> = {}): Promise<TestOutbox> {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-outbox-'))
  const file = join(folder, 'data', 'outbox.db')
  const clock = { now: Date.UTC(2024, 3, 2) }
  const options = { file, vault: testVault(), now: () => clock.now, random: countingRandom(), ...change }
  const reopen = (more: Partial<OutboxOptions> = {}): Promise<Outbox> => openOutbox({ ...options, ...more })
  return { outbox: await reopen(), folder, file, clock, reopen, remove: () => rmSync(folder, { recursive: true }) }
}
