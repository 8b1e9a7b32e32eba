import { describe, expect, it } from 'vitest'
import { hashContent } from '../../src/edition/content-hash.ts'

const part = (name: string, content: string | Uint8Array) => ({ name, bytes: Buffer.from(content) })

describe('hashContent', () => {
  it('does not depend on the order of the files or on Windows line ends', () => {
    const hash = hashContent([part('a.md', 'one\ntwo\n'), part('b.md', 'three')])
    expect(hashContent([part('b.md', 'three'), part('a.md', 'one\r\ntwo\r\n')])).toBe(hash)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('changes with a byte, a name, or where a byte stands', () => {
    const all = [
      [part('a', 'xy'), part('b', 'z')],
      [part('a', 'x'), part('b', 'yz')],
      [part('a', 'xy'), part('c', 'z')],
      [part('a', 'xY'), part('b', 'z')],
      [part('a', 'xy')],
      [part('a', 'xy'), part('b', 'z'), part('c', '')],
    ].map(hashContent)
    expect(new Set(all).size).toBe(all.length)
  })

  it('leaves the bytes of a picture alone', () => {
    const one = hashContent([part('a.png', Uint8Array.of(0, 13, 10, 1))])
    expect(hashContent([part('a.png', Uint8Array.of(0, 10, 1))])).not.toBe(one)
  })
})
