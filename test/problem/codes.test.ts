import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Kind {
  code: string
  severity: string
}

function isKind(value: unknown): value is Kind {
  return typeof value === 'function' && 'code' in value && 'severity' in value
}

/** Every kind of problem that any module of src/ exports. */
async function allKinds(): Promise<{ file: string; code: string }[]> {
  const files = readdirSync(resolve('src'), { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('problems.ts'),
  )
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const module: Record<string, unknown> = await import(join(parentPath, name))
      return Object.values(module)
        .filter(isKind)
        .map(({ code }) => ({ file: parentPath, code }))
    }),
  )
  return found.flat()
}

describe('problem codes', () => {
  it('are written in one way and name one thing each, for ever', async () => {
    const kinds = await allKinds()
    expect(kinds.length).toBeGreaterThan(100)
    for (const { code } of kinds) expect(code).toMatch(/^[a-z]+(_[a-z0-9]+)*$/)
    const codes = kinds.map(({ code }) => code)
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })
})
