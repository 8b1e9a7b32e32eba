import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { Workspace } from './workspace.ts'

const workspace = new Workspace()
afterAll(() => workspace[Symbol.dispose]())
const es = workspace.path('issues/2024-10-descheduling/es.md')
const table = workspace.path('2024-10-descheduling.es.csv')

it('goes to a translator and back, and says how far each language is', async () => {
  const status = await workspace.run(['translate', '2024-10'])
  expect(status.stdout).toMatch(/Español +0 +0 +0 +12 +not yet/)

  const exported = await workspace.run(['translate', 'export', 'es', '2024-10'])
  expect(exported).toMatchObject({ code: 0 })
  expect(exported.stdout).toContain('wayforward translate import es 2024-10-descheduling.es.csv 2024-10-descheduling')
  // The mark by which spreadsheets know UTF-8.
  expect(readFileSync(table).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))

  const before = readFileSync(es, 'utf8')
  writeFileSync(table, readFileSync(table, 'utf8').replace('⟦1⟧querida comunidad⟦/1⟧', 'querida comunidad'))
  const refused = await workspace.run(['translate', 'import', 'es', table])
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.stdout).toContain('Row 5 (letter 1): the translation has lost ⟦1⟧')
  expect(readFileSync(es, 'utf8')).toBe(before)

  writeFileSync(table, readFileSync(table, 'utf8').replace('querida comunidad', '⟦1⟧gente querida⟦/1⟧'))
  const taken = await workspace.run(['translate', 'import', 'es', table, '--json'])
  expect(JSON.parse(taken.stdout)).toMatchObject({ written: true, created: false, changed: ['letter'], problems: [] })
  expect(readFileSync(es, 'utf8')).toContain('Hola, :name[gente querida]:')

  const marked = await workspace.run(['translate', 'mark', 'es'])
  expect(marked.stdout).toContain('11 blocks marked as up to date')
  expect((await workspace.run(['translate', 'export', 'es', '--stale', '--out', 'x.csv'])).stdout).toContain(
    'Nothing to',
  )
  expect(existsSync(workspace.path('x.csv'))).toBe(false)
}, 60_000)

it.each([
  [['translate', 'export', 'en'], 1, 'translate_into_source'],
  [['translate', 'export', 'ed'], 1, 'Did you mean'],
  [['translate', 'export'], 2, 'missing required argument'],
  [['translate', 'import', 'es', 'none.csv'], 1, 'translate_file_missing'],
])('%j is told plainly', async (args, code, said) => {
  const run = await workspace.run(args)
  expect(run.code).toBe(code)
  expect(run.stdout + run.stderr).toContain(said)
})
