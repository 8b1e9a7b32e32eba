import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readGuide } from '../../src/guide/read-guide.ts'
import { findIssue } from '../../src/issue/find-issue.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const felon = `  - id: felon
    category: criminal-label
    severity: error
    patterns:
      one: [felon]
      many: [felons]
    use:
      one: [person with a felony conviction]
      many: [people with felony convictions]
    why: It makes one legal outcome the whole of a person.
    source: [Fortune Society]
    examples:
      bad: Felons cannot vote.
      good: People with felony convictions cannot vote.
    reviewed: false
`
const head = 'language: en\nunreviewedAtMost: warn\nentries:\n'
const headLines = 3
const entry = (id: string, changes: (text: string) => string = (text) => text) =>
  changes(felon.replace('id: felon', `id: ${id}`))

/** A workspace's `issues/guide` with these files, read. */
async function read(files: Record<string, string>, languages = ['en']) {
  const root = await mkdtemp(join(tmpdir(), 'guide-'))
  folders.push(root)
  const issues = join(root, 'issues')
  await mkdir(join(issues, 'guide'), { recursive: true })
  const all = { 'macros.yaml': 'macros: {}\n', 'names.yaml': 'names: []\n', 'context.yaml': 'en: {}\n', ...files }
  for (const [name, text] of Object.entries(all)) await writeFile(join(issues, 'guide', name), text)
  return { issues, ...(await readGuide(issues, languages)) }
}

const inEnglish = (...entries: string[]) => read({ 'en.yaml': head + entries.join('') })
const told = (problems: readonly { code: string; line?: number | undefined }[]) =>
  problems.map(({ code, line }) => `${line} ${code}`)

describe('an entry', () => {
  it('is read with all it says, and where it stands', async () => {
    const { guide, problems } = await inEnglish(felon)
    expect(problems).toEqual([])
    expect(guide.entries).toEqual([
      {
        id: 'felon',
        language: 'en',
        category: 'criminal-label',
        severity: 'error',
        level: 'warn',
        patterns: [
          { source: 'felon', number: 'one' },
          { source: 'felons', number: 'many' },
        ],
        use: { any: [], one: ['person with a felony conviction'], many: ['people with felony convictions'] },
        why: 'It makes one legal outcome the whole of a person.',
        source: ['Fortune Society'],
        except: [],
        silent: [],
        fix: false,
        examples: { bad: 'Felons cannot vote.', good: 'People with felony convictions cannot vote.' },
        reviewed: false,
        file: 'issues/guide/en.yaml',
        line: headLines + 1,
      },
    ])
  })

  it('reports at its own severity once somebody has reviewed it', async () => {
    const signed = (text: string) => text.replace('reviewed: false', 'reviewed: {by: An Editor, on: 2026-11-23}')
    const { guide, problems } = await inEnglish(entry('felon', signed))
    expect(problems).toEqual([])
    expect(guide.entries[0]).toMatchObject({ level: 'error', reviewed: { by: 'An Editor', on: '2026-11-23' } })
  })

  it('may say in one line what could be a list', async () => {
    const { guide, problems } = await inEnglish(
      entry('felon', (text) => text.replace('[Fortune Society]', 'Fortune Society')),
    )
    expect(problems).toEqual([])
    expect(guide.entries[0]?.source).toEqual(['Fortune Society'])
  })

  it('finds its words with a hyphen, a space or nothing between', async () => {
    const { guide } = await inEnglish(
      entry('ex-con', (text) => text.replace('one: [felon]', 'one: [ex-con, "[a-c] x"]')),
    )
    expect(guide.entries[0]?.patterns.map(({ source }) => source)).toEqual(['ex[- ]?con', '[a-c] x', 'felons'])
  })
})

describe('a broken entry is a problem with its line, is left out, and the others work', () => {
  const broken: [string, (text: string) => string, string][] = [
    ['a key that is none', (text) => text.replace('why:', 'wy:'), '13 yaml_key_unknown'],
    ['a slip in the severity', (text) => text.replace('severity: error', 'severity: eror'), '6 yaml_value_invalid'],
    ['a reason that is missing', (text) => text.replace(/ {4}why:.*\n/, ''), '4 yaml_key_missing'],
    ['an example that is missing', (text) => text.replace(/ {6}bad:.*\n/, ''), '15 yaml_key_missing'],
    [
      'a context there is none of',
      (text) => text.replace('    reviewed', '    silent: [critisism]\n    reviewed'),
      '18 yaml_value_invalid',
    ],
    ['an open bracket', (text) => text.replace('[felon]', '["(felon"]'), '8 guide_pattern_broken'],
    ['words that may all be missing', (text) => text.replace('[felon]', '["(a|felon?)?"]'), '8 guide_pattern_empty'],
    ['a repetition of a repetition', (text) => text.replace('[felon]', '["felon(s+ ?)*"]'), '8 guide_pattern_endless'],
    ['two ways to repeat', (text) => text.replace('[felon]', '["felon(s|s)*"]'), '8 guide_pattern_endless'],
    [
      'a part left out again and again',
      (text) => text.replace('[felon]', '["felon(s?){40}"]'),
      '8 guide_pattern_endless',
    ],
    ['a macro nobody wrote', (text) => text.replace('[felon]', '["felon {PERSONS}"]'), '8 guide_macro_unknown'],
    [
      'an exception that is no pattern',
      (text) => text.replace('    reviewed', '    except: [felon)]\n    reviewed'),
      '18 guide_pattern_broken',
    ],
    ['no words for many', (text) => text.replace(/ {6}many: \[people.*\n/, ''), '11 guide_use_number'],
    [
      'a fix with a choice',
      (text) =>
        text.replace('    reviewed', '    fix: true\n    reviewed').replace('[person with', '[someone, person with'),
      '18 guide_fix_unsure',
    ],
    [
      'a review without a day',
      (text) => text.replace('reviewed: false', 'reviewed: {by: An Editor}'),
      '18 yaml_key_missing',
    ],
    ['words that YAML cuts off', (text) => text.replace('whole of a person.', 'whole #1.'), '13 yaml_value_cut'],
  ]
  it.each(broken)('%s', async (_, change, problem) => {
    const { guide, problems } = await inEnglish(entry('broken', change), entry('whole'))
    expect(told(problems)).toEqual([problem])
    expect(guide.entries.map(({ id }) => id)).toEqual(['whole'])
  })

  it('keeps the first of two with one id', async () => {
    const { guide, problems } = await inEnglish(felon, felon.replace('criminal-label', 'dehumanizing'))
    expect(told(problems)).toEqual([`${headLines + felon.split('\n').length} guide_id_twice`])
    expect(problems[0]?.reason).toContain('issues/guide/en.yaml:4')
    expect(guide.entries.map(({ category }) => category)).toEqual(['criminal-label'])
  })

  it('says of a category that looks like a slip what was meant, and keeps the entry', async () => {
    const slip = (text: string) => text.replace('criminal-label', 'criminal-lable')
    const { guide, problems } = await inEnglish(entry('a'), entry('b'), entry('c', slip))
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ['guide_category_slip', 'Write: category: criminal-label'],
    ])
    expect(guide.entries).toHaveLength(3)
  })

  it('lets editors name a category of their own', async () => {
    const own = (text: string) => text.replace('criminal-label', 'ableist')
    expect((await inEnglish(entry('a'), entry('b'), entry('c', own))).problems).toEqual([])
  })
})

describe('macros', () => {
  const withMacros = (macros: string, pattern: string) =>
    read({
      'macros.yaml': `macros:\n${macros}`,
      'en.yaml': head + entry('one', (text) => text.replace('one: [felon]', `one: ['${pattern}']`)),
    })

  it('may use macros', async () => {
    const { problems, guide } = await withMacros('  PEOPLE: (people|workers)\n  MANY: many {PEOPLE}\n', '{MANY}')
    expect(problems).toEqual([])
    expect(guide.macros).toEqual({ PEOPLE: '(people|workers)', MANY: 'many {PEOPLE}' })
  })

  it('may not go round in a circle', async () => {
    const { problems, guide } = await withMacros('  AA: a {BB}\n  BB: b {AA}\n', 'felon')
    expect(told(problems)).toEqual(['2 guide_macro_circle', '3 guide_macro_circle'])
    expect(guide.entries).toHaveLength(1)
  })

  it('are suggested by their nearest name', async () => {
    const { problems } = await withMacros('  PERSON: (people|workers)\n', '{PERSONS}')
    expect(problems[0]?.hint).toBe('Did you mean {PERSON}?')
  })
})

describe('the files', () => {
  it('are all part of what an approval names, in a fixed order', async () => {
    const { guide } = await inEnglish(felon)
    expect(guide.files.map(({ name }) => name)).toEqual([
      'issues/guide/context.yaml',
      'issues/guide/en.yaml',
      'issues/guide/macros.yaml',
      'issues/guide/names.yaml',
    ])
    expect(Buffer.from(guide.files[1]?.bytes ?? []).toString()).toBe(head + felon)
  })

  it('may lack a language, which is said', async () => {
    const { guide, problems } = await read({ 'en.yaml': head + felon }, ['en', 'es'])
    expect(problems.map(({ code, severity, file }) => [code, severity, file])).toEqual([
      ['guide_language_missing', 'warn', 'issues/guide/es.yaml'],
    ])
    expect(guide.entries).toHaveLength(1)
  })

  it('may all be missing, which is said once', async () => {
    const root = await mkdtemp(join(tmpdir(), 'guide-'))
    folders.push(root)
    const { guide, problems } = await readGuide(join(root, 'issues'), ['en', 'es', 'vi'])
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['guide_missing', 'warn']])
    expect(guide.entries).toEqual([])
  })

  it('that YAML cannot read are a problem, and the other languages work', async () => {
    const es = (head + felon).replace('language: en', 'language: es').replace('id: felon', 'id: es-felon')
    const { guide, problems } = await read({ 'en.yaml': `${head}  - id: [open\n`, 'es.yaml': es }, ['en', 'es'])
    expect(told(problems)).toEqual([expect.stringMatching(/ yaml_broken$/)])
    expect(guide.entries.map(({ id }) => id)).toEqual(['es-felon'])
  })

  it('are no issue', async () => {
    const { issues } = await inEnglish(felon)
    await mkdir(join(issues, '2024-04-a'))
    await writeFile(join(issues, '2024-04-a', 'en.md'), '')
    expect(await findIssue(issues)).toBe('2024-04-a')
    await expect(findIssue(issues, 'guide')).rejects.toMatchObject({ code: 'issue_unknown' })
  })
})
