import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadEngine } from '../../src/edition/engines/index.ts'
import { Problem } from '../../src/problem/problem.ts'
import { cacheFolder } from './both.ts'
import { english, templatesFolder } from './sample.ts'

let folder: string

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'wayforward-'))
  folder = join(root, 'templates')
  cpSync(templatesFolder, folder, { recursive: true })
  // The templates import types from src/; esbuild drops those, so nothing else is needed here.
})

function replace(file: string, from: string, to: string): number {
  const path = join(folder, file)
  const source = readFileSync(path, 'utf8')
  if (!source.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(
    path,
    source.replace(from, () => to),
  )
  return source.slice(0, source.indexOf(from)).split('\n').length
}

async function problemOf(name: string): Promise<Problem> {
  try {
    const { engine } = await loadEngine({ templatesFolder: folder, name, cacheFolder })
    await engine.render(english)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('the template rendered')
}

describe('a template that is not there', () => {
  it('is answered with the name that was meant', async () => {
    const problem = await problemOf('monthyl')
    expect(problem).toMatchObject({ code: 'template_unknown', hint: expect.stringContaining('template: monthly') })
  })

  it('is missed where the front matter names it', async () => {
    const at = { file: 'issues/2024-10-sample/en.md', place: { line: 7, column: 11 } }
    const loading = loadEngine({ templatesFolder: folder, name: 'fancy', at, cacheFolder })
    await expect(loading).rejects.toMatchObject({ code: 'template_unknown', file: at.file, line: 7, column: 11 })
  })

  it('cannot be a path', async () => {
    expect((await problemOf('../templates/monthly')).code).toBe('template_unknown')
  })
})

describe('a mistake in an MJML template', () => {
  it('in Liquid names the partial and the line', async () => {
    const line = replace('partials/story.mjml', "{% render 'partials/by', block: block %}", '{% if block.by %}')
    expect(await problemOf('monthly')).toMatchObject({
      code: 'template_liquid',
      file: 'templates/partials/story.mjml',
      line,
    })
  })

  it('in a value’s name names it', async () => {
    const line = replace('partials/action.mjml', '{{ block.body | raw }}', '{{ block.boby | raw }}')
    expect(await problemOf('monthly')).toMatchObject({
      code: 'template_value',
      file: 'templates/partials/action.mjml',
      line,
      reason: expect.stringContaining('block.boby'),
    })
  })

  it('in the name of a partial offers the one that exists', async () => {
    const line = replace('partials/alert.mjml', "'partials/facts'", "'partials/fact'")
    expect(await problemOf('monthly')).toMatchObject({
      code: 'template_partial',
      file: 'templates/partials/alert.mjml',
      line,
      hint: expect.stringContaining("'partials/facts'"),
    })
  })

  it('that has lost a partial says to bring it back', async () => {
    rmSync(join(folder, 'partials/story.mjml'))
    const problem = await problemOf('monthly')
    expect(problem).toMatchObject({ code: 'template_partial', hint: expect.stringContaining('from git') })
    expect(problem.hint).toContain('templates/partials/story.mjml')
  })

  it.each([
    ['an attribute MJML does not know', '<mj-text font-size="20px"', '<mj-text fnt-size="20px"'],
    ['a tag MJML does not know', '<mj-text font-size="20px" line-height="1.55">', '<mj-txt /><mj-text>'],
  ])('that is %s names the partial and the line, though MJML saw only the whole', async (_what, from, to) => {
    const line = replace('partials/story.mjml', from, to)
    const problem = await problemOf('monthly')
    expect(problem).toMatchObject({ code: 'template_mjml', file: 'templates/partials/story.mjml', line })
  })

  it('cannot reach a file outside of its folder', async () => {
    replace('monthly.mjml', "{% render 'partials/footer' %}", "{% render '../../../etc/passwd' %}")
    expect((await problemOf('monthly')).code).toBe('template_partial')
  })
})

describe('a mistake in a React template', () => {
  it('of syntax names the file and the line', async () => {
    const line = replace('parts/blocks.tsx', 'export const blocks', 'export const const blocks')
    expect(await problemOf('alert')).toMatchObject({ code: 'template_code', file: 'templates/parts/blocks.tsx', line })
  })

  it('while rendering names the file and the line, and shows no stack', async () => {
    const line = replace('alert.tsx', '{mail.date}', '{mail.nothing.date}')
    const problem = await problemOf('alert')
    expect(problem).toMatchObject({ code: 'template_render', file: 'templates/alert.tsx', line })
    expect(JSON.stringify(problem)).not.toMatch(/ at |node_modules/)
  })

  it('that stops when it is loaded ran, and was understood', async () => {
    const line = replace('alert.tsx', 'export default function', 'null.width\nexport default function')
    const problem = await problemOf('alert')
    expect(problem).toMatchObject({ code: 'template_threw', file: 'templates/alert.tsx', line })
    expect(problem.reason).not.toContain('understood')
  })

  it('of a package that is not installed names it', async () => {
    replace('alert.tsx', "'@react-email/components'", "'@react-email/componentz'")
    expect(await problemOf('alert')).toMatchObject({
      code: 'template_code',
      file: 'templates/alert.tsx',
      line: 1,
      reason: expect.stringContaining('@react-email/componentz'),
    })
  })

  it('that exports nothing says how it begins', async () => {
    replace('alert.tsx', 'export default function', 'export function')
    expect((await problemOf('alert')).code).toBe('template_component')
  })

  it('that is not UTF-8 is named', async () => {
    writeFileSync(join(folder, 'alert.tsx'), Buffer.from([0xff, 0xfe, 0x61]))
    expect(await problemOf('alert')).toMatchObject({ code: 'template_unreadable', file: 'templates/alert.tsx' })
  })
})

describe('what a designer changes', () => {
  it('is seen in both engines without a change to src/', async () => {
    replace('partials/footer.mjml', '{{ footer.why }}', '{{ footer.why }} Changed.')
    replace('parts/shell.tsx', '{footer.why}', '{footer.why} Changed.')
    for (const name of ['monthly', 'alert']) {
      const { engine } = await loadEngine({ templatesFolder: folder, name, cacheFolder })
      expect(await engine.render(english)).toContain('Changed.')
    }
  })

  it('may be a template of its own', async () => {
    cpSync(join(folder, 'alert.tsx'), join(folder, 'urgent.tsx'))
    const { files } = await loadEngine({ templatesFolder: folder, name: 'urgent', cacheFolder })
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
      'parts/blocks.tsx',
      'parts/look.ts',
      'parts/pieces.tsx',
      'parts/shell.tsx',
      'urgent.tsx',
    ])
  })

  it('is among the files that approval hashes', async () => {
    const { files } = await loadEngine({ templatesFolder: folder, name: 'monthly', cacheFolder })
    expect(files).toContain(join(folder, 'monthly.mjml'))
    expect(files).toContain(join(folder, 'partials', 'story.mjml'))
  })
})
