import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder } from '../../src/newsletter/create-folder.ts'

describe('a new folder', () => {
  const place = () => mkdtempSync(join(tmpdir(), 'wayforward-create-'))

  it('is there with all its files', async () => {
    const root = place()
    const files = new Map<string, string | Uint8Array>([
      ['images/', ''],
      ['images/a.png', new Uint8Array([1, 2])],
      ['en.md', 'Hello'],
    ])
    expect(await createFolder(join(root, '2025-01-x'), files)).toBe(true)
    expect(readdirSync(root)).toEqual(['2025-01-x'])
    expect(readdirSync(join(root, '2025-01-x'), { recursive: true }).sort()).toEqual([
      'en.md',
      'images',
      'images/a.png',
    ])
  })

  it('is not there at all where one file cannot be written', async () => {
    const root = place()
    const files = new Map([
      ['en.md', 'Hello'],
      [`${'x'.repeat(300)}.md`, 'too long a name for any disk'],
    ])
    await expect(createFolder(join(root, '2025-01-x'), files)).rejects.toMatchObject({ code: 'disk_refused' })
    expect(readdirSync(root)).toEqual([])
  })

  it('is made once by two who make it at the same time, and never over another', async () => {
    const root = place()
    const folder = join(root, '2025-01-x')
    const made = await Promise.all(['a', 'b'].map((text) => createFolder(folder, new Map([['en.md', text]]))))
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(readFileSync(join(folder, 'en.md'), 'utf8')).toBe(made[0] ? 'a' : 'b')
    expect(readdirSync(root)).toEqual(['2025-01-x'])
    mkdirSync(join(root, 'empty'))
    expect(await createFolder(join(root, 'empty'), new Map([['en.md', 'c']]))).toBe(false)
    expect(readdirSync(join(root, 'empty'))).toEqual([])
  })
})
