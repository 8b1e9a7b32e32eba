import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type FixPlan, planFixes, writeFixes } from '../../src/newsletter/fix-words.ts'

const head = [
  '---',
  'title: A title',
  'subject: A subject',
  'preheader: A line that adds to the subject',
  'date: 2024-04-02',
  'kind: monthly',
  'template: monthly',
  '---',
]

describe('check --fix', () => {
  let root = ''
  const file = () => join(root, 'issues', '2024-04-fix', 'en.md')
  const read = () => readFileSync(file(), 'utf8')

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'wayforward-fix-'))
    mkdirSync(join(root, 'issues', '2024-04-fix'), { recursive: true })
    cpSync(resolve('test/fixtures/newsletter.yaml'), join(root, 'issues', 'newsletter.yaml'))
    cpSync(resolve('test/fixtures/guide-words/guide'), join(root, 'issues', 'guide'), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function plan(body: string, front: readonly string[] = head): Promise<FixPlan> {
    writeFileSync(file(), [...front, body].join('\n'))
    return planFixes(readConfig({}, root), undefined)
  }

  async function fix(body: string, front: readonly string[] = head): Promise<string> {
    await writeFixes(await plan(body, front))
    return read()
  }

  it('changes the words, and leaves every other byte of the file as it was', async () => {
    const body = 'A *felon*\ncame, “a felon” left.  \n\n<!-- felon -->\n* two felons\n'
    const fixed =
      'A *person with a felony conviction*\ncame, “a felon” left.  \n\n<!-- felon -->\n* two people with felony convictions\n'
    expect(await fix(body)).toBe([...head, fixed].join('\n'))
  })

  it('says what it changes, and shows it as a diff', async () => {
    const { fixes, diff } = await plan('Hello.\n\nA felon came.')
    expect(fixes).toEqual([
      {
        file: 'issues/2024-04-fix/en.md',
        line: 11,
        column: 3,
        entry: 'felon',
        words: 'felon',
        replacement: 'person with a felony conviction',
      },
    ])
    expect(diff).toContain('-A felon came.\n')
    expect(diff).toContain('+A person with a felony conviction came.\n')
    expect(read()).toContain('A felon came.')
  })

  it('has nothing to do a second time', async () => {
    await fix('Felons came, and an illegal immigrant.')
    expect(await planFixes(readConfig({}, root), undefined)).toMatchObject({ fixes: [], files: [], diff: '' })
  })

  it('changes words in the front matter where YAML still says what is meant', async () => {
    const front = head.with(1, 'title: "She met a felon"').with(2, "subject: 'A felon''s day'").with(3, 'preheader: >-')
    const folded = [
      ...front.slice(0, 4),
      '  What an illegal',
      '  immigrant wrote to us, and a felon',
      ...front.slice(4),
    ]
    const fixed = await fix('Hello.', folded)
    expect(fixed).toContain('title: "She met a person with a felony conviction"\n')
    expect(fixed).toContain("subject: 'A felon''s day'\n")
    expect(fixed).toContain('  What an illegal\n  immigrant wrote to us, and a person with a felony conviction\n')
  })

  it('changes the words of a button', async () => {
    const block = ':::action{#a href="https://example.org" label="Write to a felon" by="2024-04-30"}\nWrite.\n:::\n'
    expect(await fix(block)).toContain('label="Write to a person with a felony conviction" by=')
  })

  it('keeps the line ends of Windows and the byte order mark', async () => {
    const text = `\ufeff${[...head, 'A felon came.', ''].join('\r\n')}`
    writeFileSync(file(), text)
    await writeFixes(await planFixes(readConfig({}, root), undefined))
    expect(read()).toBe(text.replace('felon', 'person with a felony conviction'))
  })

  it('keeps to one file’s language', async () => {
    const vi = join(root, 'issues', '2024-04-fix', 'vi.md')
    writeFileSync(vi, [...head.slice(0, 4), '---', 'Các felon.', ''].join('\n'))
    await fix('A felon came.')
    expect(readFileSync(vi, 'utf8')).toContain('Các felon.')
  })

  it('leaves words alone below a waiver that is written wrong', async () => {
    const { fixes } = await plan('<!-- waive felon because="Her own word" -->\nA felon came.\n\nFelons left.\n')
    expect(fixes.map(({ words }) => words)).toEqual(['Felons'])
  })

  it('writes nothing over what somebody saved meanwhile', async () => {
    const planned = await plan('A felon came.')
    writeFileSync(file(), [...head, 'A felon came, and stayed.'].join('\n'))
    await expect(writeFixes(planned)).rejects.toMatchObject({ code: 'fix_file_changed' })
    expect(read()).toContain('A felon came, and stayed.')
  })

  it('keeps lines apart from those it changes as they are: their ends, and how their letters are composed', async () => {
    const written = `${[...head, ''].join('\r\n')}A felon.\nVie\u0323\u0302t\rAn illegal\nimmigrant.\r\nEnd`
    writeFileSync(file(), written)
    await writeFixes(await planFixes(readConfig({}, root), undefined))
    const fixed = written.replace('felon', 'person with a felony conviction')
    expect(read()).toBe(fixed.replace('illegal\nimmigrant', 'undocumented immigrant'))
  })

  it.each([
    ['a label is its link’s name', 'A [felon] wrote, and [felon][] again.\n\n[felon]: https://example.org\n'],
    ['a picture is named by its words', '![felon]\n\n[felon]: images/a.png\n'],
    ['a line is broken there on purpose', 'An illegal  \nimmigrant came.\n'],
    ['the waiver ended', '<!-- waive felon because="Hers" by="Ana" until="2024-04-01" -->\nA felon came.\n'],
    [
      'the waiver names no entry there is',
      '<!-- waive fellon because="Hers" by="Ana" until="2024-12-31" -->\nA felon came.\n',
    ],
  ])('leaves words alone where %s', async (_, body) => {
    expect((await plan(body)).fixes).toEqual([])
  })

  it('changes the words beside those it has to leave', async () => {
    const body = 'A [felon] came.\n\nA felon left.\n\n[felon]: https://example.org\n'
    expect(await fix(body)).toContain(body.replace('felon left', 'person with a felony conviction left'))
  })

  it('puts in no sign that the place would read as more than words', async () => {
    const own = join(root, 'issues', 'guide', 'en.yaml')
    const entry = [
      '  - id: coined',
      '    category: dehumanizing',
      '    severity: warn',
      '    patterns: [crimmigrant]',
      '    use: [\'person *they* call "x" | y\']',
      '    why: It is a slur.',
      '    source: [A style guide]',
      '    fix: true',
      '    examples: {bad: A crimmigrant., good: A person.}',
      '    reviewed: false',
      '',
    ]
    writeFileSync(own, readFileSync(own, 'utf8') + entry.join('\n'))
    const block = ':::action{#a href="https://example.org" label="One crimmigrant" by="2024-04-30"}\nWrite.\n:::\n'
    const front = head.with(1, 'title: "The crimmigrant"')
    const { fixes } = await plan(`A crimmigrant.\n\n| crimmigrant |\n|---|\n| x |\n\n${block}`, front)
    expect(fixes).toEqual([])
  })

  it('changes what the frame declares along with the words that it is a copy of', async () => {
    const front = [...head.slice(0, -1), 'frame: {value: "A felon came home.", problem: Nowhere a felon}', '---']
    const fixed = await fix('Today a **felon** wrote. A felon came home.\n', front)
    expect(fixed).toContain('{value: "A person with a felony conviction came home.", problem: Nowhere a felon}')
  })
})
