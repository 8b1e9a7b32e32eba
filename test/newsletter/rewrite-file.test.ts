import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rewriteFile } from '../../src/newsletter/rewrite-file.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'wayforward-rewrite-'))

describe('rewriting a file', () => {
  it('never loses what another program saved meanwhile', async () => {
    const file = join(folder(), 'en.md')
    writeFileSync(file, 'first\n')
    let calls = 0
    await rewriteFile(file, 'en.md', (text) => {
      calls += 1
      if (calls === 1) writeFileSync(file, 'first, and edited\n')
      return `${text}added\n`
    })
    expect(readFileSync(file, 'utf8')).toBe('first, and edited\nadded\n')
    expect(calls).toBe(2)
  })

  it('gives up, changing nothing, where another program never rests', async () => {
    const path = folder()
    const file = join(path, 'en.md')
    writeFileSync(file, '0')
    let calls = 0
    const run = rewriteFile(file, 'en.md', () => {
      calls += 1
      writeFileSync(file, `${calls}`)
      return 'ours'
    })
    await expect(run).rejects.toMatchObject({ code: 'file_busy' })
    expect(readFileSync(file, 'utf8')).toBe(`${calls}`)
    expect(readdirSync(path)).toEqual(['en.md'])
  })

  it('keeps the file’s mode, and changes what a link leads to', async () => {
    const path = folder()
    writeFileSync(join(path, 'real.md'), 'a')
    chmodSync(join(path, 'real.md'), 0o640)
    symlinkSync('real.md', join(path, 'en.md'))
    expect(await rewriteFile(join(path, 'en.md'), 'en.md', (text) => `${text}b`)).toBe(true)
    expect(readFileSync(join(path, 'real.md'), 'utf8')).toBe('ab')
    expect(statSync(join(path, 'real.md')).mode & 0o777).toBe(0o640)
    expect(await rewriteFile(join(path, 'en.md'), 'en.md', (text) => text)).toBe(false)
  })
})
