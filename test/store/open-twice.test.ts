import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'wayforward-locks-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Locks this process holds on the database file itself; SQLite's shared lock lies at the end of the first gigabyte. */
function locksOn(file: string): number {
  const { ino } = statSync(file)
  const lines = readFileSync('/proc/locks', 'utf8').split('\n')
  return lines.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} 107374`)).length
}

describe('opening the list a second time in one process', () => {
  it.runIf(process.platform === 'linux')(
    'keeps the lock of the first: nobody may take the log away under it',
    async () => {
      const file = join(folder, 'wayforward.db')
      const first = await openStore(file)
      expect(locksOn(file)).toBeGreaterThan(0)
      const second = await openStore(file)
      expect(locksOn(file)).toBeGreaterThan(0)
      await second.close()
      await first.close()
    },
  )
})
