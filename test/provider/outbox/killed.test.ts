import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { idsOf } from '../../contract/provider.ts'
import { batchOf, keyOf, sampleMessages } from '../sample-batch.ts'
import { openTestOutbox } from './open-test-outbox.ts'

it('what was answered before kill -9 is there, whole, and nothing half of what was not', async () => {
  const test = await openTestOutbox()
  await test.outbox.close()
  // Inside node_modules, so that the bundle finds its packages.
  const cache = join(import.meta.dirname, '../../../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'killed-'))
  const script = join(folder, 'accept-until-killed.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'accept-until-killed.ts')],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  const child = spawn(process.execPath, [script, test.file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.split('\n').length > 15) child.kill('SIGKILL')
  }
  // The last line may have been cut off in the pipe.
  const answered = said.split('\n').slice(0, -1)
  expect(answered.length).toBeGreaterThanOrEqual(15)

  const outbox = await test.reopen()
  for (const line of answered) {
    const [batch, ids] = line.split(' ')
    expect(idsOf(await outbox.submit(batchOf(keyOf(Number(batch)), sampleMessages(10)))).join(',')).toBe(ids)
  }
  expect(outbox.count() % 10).toBe(0)
  expect([...outbox.deliveries()]).toHaveLength(outbox.count())
  await outbox.close()
  test.remove()
  rmSync(folder, { recursive: true })
}, 20_000)
