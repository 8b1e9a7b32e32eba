import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addKey, openKeyRing } from '../../src/store/key-ring.ts'
import { makeWrappingKeyFile, readWrappingKey, readWrappingKeyFile } from '../../src/store/wrapping-key.ts'
import { temporaryFolder, temporaryStore, wrappingKey } from './temporary-store.ts'

const hash = (byte: number) => Buffer.alloc(32, byte)

describe('the key ring', () => {
  test('is made once: whoever opens it later, or at the same time, gets the same keys', async () => {
    const file = join(temporaryFolder(), 'wayforward.db')
    const [one, two] = await Promise.all([temporaryStore(file), temporaryStore(file)])
    const [first, second] = await Promise.all([openKeyRing(one.db, wrappingKey), openKeyRing(two.db, wrappingKey)])
    expect(second.addressHash('reader@example.org')).toEqual(first.addressHash('reader@example.org'))
    expect(second.open(first.seal('Nguyễn', 'name'), 'name').toString()).toBe('Nguyễn')
  })

  test('refuses another key before anything is read', async () => {
    const { db } = await temporaryStore()
    await openKeyRing(db, wrappingKey)
    await expect(openKeyRing(db, Buffer.alloc(32, 8))).rejects.toMatchObject({ code: 'key_wrong' })
  })

  test('notices a key that was altered, or swapped with another', async () => {
    const { db } = await temporaryStore()
    await openKeyRing(db, wrappingKey)
    const data = await db.selectFrom('key_ring').select('value').where('kind', '=', 'data').executeTakeFirstOrThrow()
    await db.updateTable('key_ring').set(data).where('kind', '=', 'link').execute()
    await expect(openKeyRing(db, wrappingKey)).rejects.toMatchObject({ code: 'key_ring_broken' })
  })

  test('holds no key in the clear', async () => {
    const { db, file } = await temporaryStore()
    // A source of randomness that makes every key recognisable.
    await openKeyRing(db, wrappingKey, (size) => Buffer.alloc(size, 0xab))
    const everything = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)])
    expect(everything.includes(Buffer.alloc(32, 0xab))).toBe(false)
    expect(everything.includes(wrappingKey)).toBe(false)
  })
})

describe('a sealed value', () => {
  test('comes back whole, and never looks the same twice', async () => {
    const vault = await openKeyRing((await temporaryStore()).db, wrappingKey)
    const [one, two] = [vault.seal('reader@example.org', 'address'), vault.seal('reader@example.org', 'address')]
    expect(Buffer.from(one).equals(two)).toBe(false)
    expect(vault.open(one, 'address').toString()).toBe('reader@example.org')
    expect(vault.open(vault.seal('', 'name'), 'name')).toHaveLength(0)
  })

  test('cannot be altered in any byte, shortened, or moved to another place', async () => {
    const vault = await openKeyRing((await temporaryStore()).db, wrappingKey)
    const sealed = Buffer.from(vault.seal('reader@example.org', 'address:1'))
    const broken = expect.objectContaining({ code: 'sealed_value_broken' })
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed)
      altered.writeUInt8(sealed.readUInt8(at) ^ 1, at)
      expect(() => vault.open(altered, 'address:1'), `byte ${at}`).toThrow(broken)
      expect(() => vault.open(sealed.subarray(0, at), 'address:1'), `${at} bytes`).toThrow(broken)
    }
    expect(() => vault.open(sealed, 'address:2')).toThrow(broken)
  })

  test('outlives its key: a new data key seals from now on, and the old one still opens', async () => {
    const { db } = await temporaryStore()
    const before = (await openKeyRing(db, wrappingKey)).seal('old', 'name')
    await addKey(db, 'data', wrappingKey)
    const vault = await openKeyRing(db, wrappingKey)
    const after = vault.seal('new', 'name')
    expect([before[2], after[2]]).toEqual([1, 2])
    expect(vault.open(before, 'name').toString()).toBe('old')
    expect(vault.open(after, 'name').toString()).toBe('new')
  })
})

describe('a link token', () => {
  test('names the address hash, and fits a link', async () => {
    const vault = await openKeyRing((await temporaryStore()).db, wrappingKey)
    const token = vault.linkToken(hash(3))
    expect(token).toMatch(/^[\w-]{68}$/)
    expect(vault.readLinkToken(token)).toEqual(hash(3))
  })

  test('cannot be made up or altered in any character', async () => {
    const vault = await openKeyRing((await temporaryStore()).db, wrappingKey)
    const token = vault.linkToken(hash(3))
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A'
      expect(vault.readLinkToken(token.slice(0, at) + other + token.slice(at + 1)), `character ${at}`).toBeUndefined()
    }
    for (const text of ['', 'x', `${token}A`, token.slice(1), `${token}=`, ` ${token}`, '💌'.repeat(34)]) {
      expect(vault.readLinkToken(text), text).toBeUndefined()
    }
  })

  test('still reads after any number of new link keys, and not with another list’s', async () => {
    const { db } = await temporaryStore()
    const token = (await openKeyRing(db, wrappingKey)).linkToken(hash(3))
    await addKey(db, 'link', wrappingKey)
    await addKey(db, 'link', wrappingKey)
    const vault = await openKeyRing(db, wrappingKey)
    expect(vault.readLinkToken(token)).toEqual(hash(3))
    expect(vault.linkToken(hash(3))).not.toBe(token)
    const other = await openKeyRing((await temporaryStore()).db, wrappingKey)
    expect(other.readLinkToken(token)).toBeUndefined()
  })
})

describe('the wrapping key', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, at) => 255 - at))

  test('is read from base64 and base64url, with the blanks that copying adds', () => {
    for (const text of [key.toString('base64'), key.toString('base64url'), ` ${key.toString('base64')}\n`]) {
      expect(Buffer.from(readWrappingKey(text))).toEqual(key)
    }
  })

  test.each([
    '',
    'secret',
    key.toString('hex'),
    key.toString('base64').slice(1),
    `${key.toString('base64')}AAAA`,
    'é'.repeat(43),
  ])('is not “%s”, and the problem does not repeat it', (text) => {
    let caught: unknown
    try {
      readWrappingKey(text)
    } catch (error) {
      caught = error
    }
    expect(caught).toMatchObject({ code: 'key_malformed' })
    if (text) expect(JSON.stringify(caught)).not.toContain(text)
  })

  test('is made in a file of its own, readable by its owner only, and made once', () => {
    const file = join(temporaryFolder(), 'data', 'key')
    const made = makeWrappingKeyFile(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(makeWrappingKeyFile(file)).toEqual(made)
    expect(readWrappingKeyFile(file)).toEqual(made)
  })

  test('that is missing is a problem, and no new one is made', () => {
    const file = join(temporaryFolder(), 'key')
    expect(() => readWrappingKeyFile(file)).toThrow(expect.objectContaining({ code: 'key_missing' }))
    expect(existsSync(file)).toBe(false)
  })

  test('file that is damaged is a problem, and is kept', () => {
    const file = join(temporaryFolder(), 'key')
    writeFileSync(file, 'half a k')
    expect(() => makeWrappingKeyFile(file)).toThrow(expect.objectContaining({ code: 'key_malformed' }))
    expect(readFileSync(file, 'utf8')).toBe('half a k')
  })
})
