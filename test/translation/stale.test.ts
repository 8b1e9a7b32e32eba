import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hashBlock } from '../../src/document/translation/source-hash.ts'
import { buildIssue } from '../../src/newsletter/build-issue.ts'
import { checkIssue } from '../../src/newsletter/check-issue.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { exportTranslation } from '../../src/newsletter/translate/export-translation.ts'
import { markTranslation } from '../../src/newsletter/translate/mark-translation.ts'
import { showTranslations } from '../../src/newsletter/translate/show-translations.ts'
import { parse } from '../document/parse.ts'
import { TranslationWorkspace } from './workspace.ts'

const workspace = new TranslationWorkspace()
const { config } = workspace
const name = TranslationWorkspace.issue
afterAll(() => workspace[Symbol.dispose]())

const en = (kind: string) => `---
title: Second chances
subject: "Second chances: three things"
preheader: What the record leaves out, and two calls that help
date: 2025-01-02
kind: ${kind}
template: alert
---
Dear friends,

:::story{#reentry speaker="org:ilrc"}
## Coming home

The story of a door.
:::

:::alert{#travel reviewed="2024-12-28" until="2025-06-30"}
## Before you travel

Talk to a lawyer first.
:::
`
const es = (reviewed: string) => `---
title: Segundas oportunidades
subject: "Segundas oportunidades: tres cosas"
preheader: Lo que no cuentan los antecedentes y dos llamadas
reviewed: ${reviewed}
---
Queridas amistades:

:::story{#reentry}
## De vuelta a casa

La historia de una puerta.
:::

:::alert{#travel}
## Antes de viajar

Hable primero con una abogada.
:::
`
const vi = es('"R. Reader, 2025-01-01"')
const files = (kind: string, reviewed = '"R. Reader, 2025-01-01"') => ({ en: en(kind), es: es(reviewed), vi })
const found = async () => {
  const { problems } = await checkIssue(config, name, () => {})
  return problems.map(({ severity, file, line, code }) => [severity, file?.split('/').at(-1), line, code].join(' '))
}

beforeEach(() => workspace.write(files('monthly')))

describe('the hash of a source', () => {
  const hash = (markdown: string) => {
    const [block] = parse(markdown).document.blocks
    if (!block) throw new Error('no block')
    return hashBlock(block)
  }
  const call = (line: string, words: string) => hash(`:::action{#call ${line}}\n${words}\n:::\n`)
  const before = call('href="https://example.org" label="Call"', 'Call [them](https://example.org) *now*.')

  it.each([
    ['line wraps', 'href="https://example.org" label="Call"', 'Call\n[them](https://example.org)   *now*.'],
    [
      'what is inherited',
      'href="https://example.com" by="2025-02-01" for="policy" label="Call"',
      'Call [them](https://example.org) *now*.',
    ],
    [
      'a note to other writers',
      'href="https://example.org" label="Call"',
      '<!-- sic -->\n\nCall [them](https://example.org) _now_.',
    ],
  ])('is the same for other %s', (_, line, words) => {
    expect(call(line, words)).toBe(before)
  })

  it.each([
    ['words', 'href="https://example.org" label="Call"', 'Call [us](https://example.org) *now*.'],
    ['emphasis', 'href="https://example.org" label="Call"', 'Call [them](https://example.org) **now**.'],
    ['address of a link', 'href="https://example.org" label="Call"', 'Call [them](https://example.com) *now*.'],
    ['label', 'href="https://example.org" label="Ring"', 'Call [them](https://example.org) *now*.'],
    ['heading', 'href="https://example.org" label="Call"', '## Now\n\nCall [them](https://example.org) *now*.'],
  ])('is another for another %s', (_, line, words) => {
    expect(call(line, words)).not.toBe(before)
  })
})

describe('a translation that was marked', () => {
  it('is up to date until its source changes; then check names the block, and legal words stop a send', async () => {
    expect((await markTranslation(config, 'es', name, [])).marked).toEqual(['front', 'letter', 'reentry', 'travel'])
    expect(await found()).toEqual([])
    const source = en('monthly').replace('a door', 'two doors').replace('a lawyer', 'your lawyer')
    workspace.write({ en: source, es: workspace.read('es'), vi })
    expect(await found()).toEqual(['warn es.md 14 translation_stale', 'error es.md 20 alert_translation_stale'])
    const { languages } = await showTranslations(config, name)
    expect(languages[0]).toMatchObject({ language: 'es', counts: { current: 2, stale: 2, unmarked: 0, missing: 0 } })
    expect(languages[1]).toMatchObject({ language: 'vi', counts: { current: 0, stale: 0, unmarked: 4, missing: 0 } })
  })

  it('stops a send in all its blocks where the issue is an alert', async () => {
    workspace.write(files('alert'))
    await markTranslation(config, 'es', name, [])
    workspace.write({ en: en('alert').replace('a door', 'two doors'), es: workspace.read('es'), vi })
    expect(await found()).toEqual(['error es.md 14 alert_translation_stale'])
  })

  it('may be marked block by block; what was never marked is a suggestion', async () => {
    await markTranslation(config, 'es', name, ['reentry'])
    expect(await found()).toEqual([
      'suggest es.md 2 translation_unmarked',
      'suggest es.md 9 translation_unmarked',
      'suggest es.md 17 translation_unmarked',
    ])
    await expect(markTranslation(config, 'es', name, ['rentry'])).rejects.toMatchObject({
      code: 'translate_block_unknown',
      hint: 'Did you mean reentry?',
    })
  })

  it('leaves what `gather` keeps in each language out of it', async () => {
    const post = (words: string) => `\n:::resources{#gathered}\n## ${words}\n\n- [${words}](https://example.org)\n:::\n`
    workspace.write({ en: en('monthly') + post('News'), es: `${es('"R. Reader, 2025-01-01"')}${post('Noticias')}`, vi })
    await markTranslation(config, 'es', name, ['front', 'letter', 'reentry', 'travel'])
    workspace.write({ en: en('monthly') + post('More news'), es: workspace.read('es'), vi })
    expect((await found()).filter((problem) => problem.includes('translation_'))).toEqual([])
    const { table } = await exportTranslation(config, { language: 'es', name, out: '-' })
    expect([table.includes('story reentry'), table.includes('resources gathered')]).toEqual([true, false])
    // Where there is no translation yet, it is a part of what is to be made.
    expect((await exportTranslation(config, { language: 'vi', name, out: '-' })).table).toContain('resources gathered')
  })

  it('keeps everything else in its file', async () => {
    await markTranslation(config, 'es', name, ['letter'])
    const after = workspace.read('es')
    expect(after.replace(/translated:\n {2}letter: "[0-9a-f]{12}"\n/, '')).toBe(es('"R. Reader, 2025-01-01"'))
  })

  it.each([
    ['en', 'translate_into_source'],
    ['ed', 'translate_language_unknown'],
  ])('is none in %s', async (language, code) => {
    await expect(markTranslation(config, language, name, [])).rejects.toMatchObject({ code })
  })
})

describe('a translation that nobody reviewed', () => {
  it('is a warning in a monthly issue', async () => {
    workspace.write(files('monthly', 'false'))
    expect(await found()).toEqual(['warn es.md 5 translation_unreviewed'])
  })

  it('is an error in an alert, which can still be built and looked at', async () => {
    workspace.write(files('alert', 'false'))
    expect(await found()).toEqual(['error es.md 5 alert_translation_unreviewed'])
    const { prepared } = await prepareIssue(config, 'https://news.example.org', name)
    expect(prepared).toBeDefined()
    const { built, problems } = await buildIssue(config, { name, warn: () => {} })
    expect(built?.manifest.editions.map(({ id }) => id)).toEqual(['en', 'es', 'vi'])
    expect(problems.map(({ code }) => code)).toEqual(['alert_translation_unreviewed'])
  })
})
