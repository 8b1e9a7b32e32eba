import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeSenderLock } from '../../src/store/sender-lock.ts'

let folder = ''
const file = () => join(folder, 'sender.lock')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayforward-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the sender lock', () => {
  it('lets one in, and the next after it', () => {
    const first = takeSenderLock(file())
    expect(() => takeSenderLock(file())).toThrow(expect.objectContaining({ code: 'sender_busy' }))
    first.release()
    takeSenderLock(file()).release()
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('refuses a file that is no lock, and a folder in its place', () => {
    writeFileSync(file(), 'this is a note somebody left here, and long enough to be read as a header of SQLite')
    expect(() => takeSenderLock(file())).toThrow(expect.objectContaining({ code: 'sender_lock_unusable' }))
    rmSync(file())
    mkdirSync(file())
    expect(() => takeSenderLock(file())).toThrow(expect.objectContaining({ code: 'sender_lock_unusable' }))
    chmodSync(folder, 0o700)
  })
})
