import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contrastOf } from '../../src/edition/inspect/contrast.ts'
import { readBrand } from '../../src/edition/read-brand.ts'
import { readLogo } from '../../src/edition/read-logo.ts'
import { readWords, wordKeys } from '../../src/edition/words.ts'
import type { Problem } from '../../src/problem/problem.ts'

let templates: string
beforeEach(async () => {
  templates = await mkdtemp(join(tmpdir(), 'wayforward-'))
  await cp('templates/words', join(templates, 'words'), { recursive: true })
  await cp('templates/brand.yaml', join(templates, 'brand.yaml'))
})
afterEach(() => rm(templates, { recursive: true }))

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(templates, file)
  const before = await readFile(path, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  await writeFile(path, after)
}

describe('readWords', () => {
  it('reads the same phrases in every shipped language, with full diacritics', async () => {
    const { words, problems } = await readWords('templates', ['en', 'es', 'vi'])
    expect(problems).toEqual([])
    for (const language of ['en', 'es', 'vi'])
      expect(Object.keys(words[language] ?? {}).sort()).toEqual([...wordKeys].sort())
    expect(words.vi?.unsubscribe).toBe('Hủy đăng ký'.normalize('NFC'))
  })

  it('asks for the file of a language that has none', async () => {
    const { words, problems } = await readWords(templates, ['en', 'ht'])
    expect(Object.keys(words)).toEqual(['en'])
    expect(problems.map(({ code }) => code)).toEqual(['settings_missing'])
    expect(problems[0]?.hint).toContain('copy templates/words/en.yaml to templates/words/ht.yaml')
  })

  it('never tells to copy a file onto itself', async () => {
    await rm(join(templates, 'words/en.yaml'))
    const { problems } = await readWords(templates, ['en', 'es'])
    expect(problems[0]?.hint).toContain('copy templates/words/es.yaml to templates/words/en.yaml')
    await rm(join(templates, 'words'), { recursive: true })
    for (const { hint } of (await readWords(templates, ['en', 'es'])).problems) expect(hint).toMatch(/from git/)
  })

  it('names a phrase that is missing or misspelt, with its line', async () => {
    await edit('words/es.yaml', 'unsubscribe:', 'unsubscibe:')
    const { words, problems } = await readWords(templates, ['en', 'es'])
    expect(words.es).toBeUndefined()
    expect(problems.map(({ reason, hint }) => reason + hint).join()).toMatch(/unsubscribe/)
    expect(problems.some((problem) => (problem.line ?? 0) > 1)).toBe(true)
  })

  it('keeps translators from losing what is filled in', async () => {
    await edit('words/vi.yaml', '{newsletter}', '{bản tin}')
    const { problems } = await readWords(templates, ['vi'])
    expect(problems.map(({ code }) => code)).toEqual(['words_placeholder'])
  })
})

describe('readBrand', () => {
  it('reads the shipped brand, whose colours can be read in light and dark', async () => {
    const { brand, problems } = await readBrand('templates')
    expect(problems).toEqual([])
    expect(brand?.postalAddress.length).toBeGreaterThan(1)
  })

  it('names the pair of colours that cannot be read', async () => {
    await edit('brand.yaml', /muted: \{ light: "#\w+"/, 'muted: { light: "#b0b0b0"')
    const { problems } = await readBrand(templates)
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['brand_contrast']))
    expect(problems[0]?.reason).toContain('"muted"')
    const lines = (await readFile(join(templates, 'brand.yaml'), 'utf8')).split('\n')
    const line = lines.findIndex((text) => text.includes('#b0b0b0'))
    for (const problem of problems) {
      expect(problem).toMatchObject({ line: line + 1, column: (lines[line]?.indexOf('"#b0b0b0') ?? 0) + 1 })
    }
  })

  it.each([
    ['a colour that is none', /page: \{ light: "#\w+"/, 'page: { light: beige'],
    ['a style that could leave its attribute', /p: margin:0 0 16px/, 'p: \'margin:0" onload="x\''],
    ['a style with an unknown colour', 'a: color:{accent}', 'a: color:{acent}'],
    ['a file outside the folder', 'file: logo.png', 'file: ../secret.png'],
    ['a link to nowhere', /site: \S+/, 'site: javascript:alert(1)'],
    ['no postal address', /postalAddress:\n( {2}- .*\n)+/, 'postalAddress: []\n'],
    ['a key nobody knows', 'logo:', 'colour: red\nlogo:'],
    ['broken YAML', 'colours:', 'colours: ['],
  ])('refuses %s, with its line', async (_, from, to) => {
    await edit('brand.yaml', from, to)
    const { brand, problems } = await readBrand(templates)
    expect(brand).toBeUndefined()
    expect(problems).not.toEqual([])
    for (const problem of problems) expect(problem.file).toBe('templates/brand.yaml')
    expect(problems.every((problem) => (problem.line ?? 0) > 0)).toBe(true)
  })
})

describe('readLogo', () => {
  async function findProblems(): Promise<Problem[]> {
    const { brand, logoAt } = await readBrand(templates)
    if (!brand) throw new Error('brand.yaml does not read')
    const { logo, problems } = await readLogo(templates, brand, logoAt)
    expect(logo === undefined).toBe(problems.length > 0)
    return problems
  }
  beforeEach(() => cp('templates/logo.png', join(templates, 'logo.png')))

  it('reads the shipped logo', async () => {
    expect(await findProblems()).toEqual([])
  })

  it('that is not there is missed where brand.yaml names it, with the file that was meant', async () => {
    await edit('brand.yaml', 'file: logo.png', 'file: lgo.png')
    const [problem] = await findProblems()
    expect(problem).toMatchObject({ code: 'logo_missing', file: 'templates/brand.yaml', column: 9 })
    expect(problem?.line).toBeGreaterThan(1)
    expect(problem?.hint).toContain('file: logo.png')
  })

  it.each([
    ['is damaged', 'logo_broken', (file: string) => writeFile(file, 'hello')],
    ['is empty', 'logo_broken', (file: string) => writeFile(file, '')],
    [
      'is a folder',
      'logo_missing',
      async (file: string) => {
        await rm(file)
        await mkdir(file)
      },
    ],
  ])('that %s is a problem of brand.yaml’s line', async (_, code, spoil) => {
    await spoil(join(templates, 'logo.png'))
    const [problem] = await findProblems()
    expect(problem).toMatchObject({ code, file: 'templates/brand.yaml', column: 9 })
  })
})

describe('contrastOf', () => {
  it('is WCAG’s', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrastOf('#ffffff', '#777777')).toBeCloseTo(4.48, 2)
  })
})
