import { chmodSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openTranslation } from '../../src/newsletter/translate/open-translation.ts'
import { writeTranslation } from '../../src/newsletter/translate/write-translation.ts'
import { front, TranslationWorkspace } from './workspace.ts'

const workspace = new TranslationWorkspace()
afterAll(() => workspace[Symbol.dispose]())

const en = `${front}Dear :name[friend],

Read [the guide](https://example.org/guide) and [the map](https://example.org/map "A map").

:::story{#reentry speaker="org:ilrc"}
## Coming home

- A first door.
- A second door.
:::

:::action{#call href="https://example.org/call" label="Call now"}
It takes two minutes.
:::
`

const es = `---
# A note about the title.
title: 'Segundas oportunidades'   # still a draft
subject: "Segundas: tres cosas"
preheader: Lo que no cuentan los antecedentes y dos llamadas
reviewed: "R. Reader, 2024-12-20" # thank you
---
Hola, :name[querida comunidad]:

Lea [la guía](https://example.org/es/guia) y [el mapa](https://example.org/map "Un mapa").

<!-- A note between blocks. -->

:::quote{#doors speaker="org:ilrc" only="es" because="dicho en español"}
Nadie es solo lo peor que ha hecho.
:::

:::story{#reentry}
## De vuelta   a casa

* Una primera puerta.
* Una segunda
  puerta.
:::

:::action{#call label='Llame ahora'}
Toma dos minutos.
:::
`

beforeEach(async () => {
  workspace.write({ en, es })
  await workspace.export()
})

/** Change the translation of one row, and take the table in. */
async function importWith(mark: string, words: string) {
  await workspace.fill((source, target) => [source, source.startsWith(`⟦${mark}`) ? words : target])
  return await workspace.import()
}

describe('words that changed', () => {
  it('are the only thing that changes in the file, but for the review they void and the mark they leave', async () => {
    const { problems, changed } = await importWith('story reentry 3', 'Otra puerta.')
    expect(problems).toEqual([])
    expect(changed).toEqual(['reentry'])
    const after = workspace.read('es')
    const [, hash] = /^ {2}reentry: "([0-9a-f]{12})"$/m.exec(after) ?? []
    expect(after).toBe(
      es
        .replace('Una segunda\n  puerta.', 'Otra puerta.')
        .replace('"R. Reader, 2024-12-20"', 'false')
        .replace('thank you\n', `thank you\ntranslated:\n  reentry: "${hash}"\n`),
    )
  })

  it('keep a link’s own address in this language, in whatever order its words now are', async () => {
    await importWith('letter 2', '⟦2⟧El mapa⟦/2⟧ va con ⟦ 1 ⟧la guía ⟦/1⟧.')
    expect(workspace.read('es')).toContain(
      '[El mapa](https://example.org/map "Un mapa") va con [la guía ](https://example.org/es/guia).',
    )
  })

  it.each([
    ['a button', 'action call 2 label', 'Llame "hoy"', `:::action{#call label='Llame "hoy"'}`],
    ['a title with a colon', 'front title', 'Uno: dos', `title: "Uno: dos"   # still a draft`],
    ['a title of a link', 'letter 3 title', 'Mapa "nuevo"', '(https://example.org/map "Mapa \\"nuevo\\"")'],
    ['a year that would begin a list', 'story reentry 2', '2024. Un año', '* 2024\\. Un año'],
    ['a formula', 'action call 1', `'=SUM(A1)`, '}\n=SUM(A1)\n'],
    ['two lines', 'action call 1', 'Toma\r\ndos minutos.', 'Toma\\\ndos minutos.'],
  ])('may be %s', async (_, mark, words, written) => {
    expect((await importWith(mark, words)).problems.map(String)).toEqual([])
    expect(workspace.read('es')).toContain(written)
  })

  it('leave Windows line ends and a byte order mark as they were', async () => {
    workspace.write({ en, es: `\ufeff${es.replaceAll('\n', '\r\n')}` })
    await importWith('story reentry 3', 'Otra puerta.')
    const after = workspace.read('es')
    expect(after.startsWith('\ufeff---\r\n')).toBe(true)
    expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

describe('a mistake in a row stops the import, is told with its row, and changes nothing', () => {
  it.each([
    ['a lost token', '⟦1⟧La guía⟦/1⟧ y el mapa.', 'translate_token_lost', '⟦2⟧'],
    ['a doubled token', '⟦1⟧a⟦/1⟧ ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧', 'translate_token_doubled', '⟦1⟧'],
    ['an invented token', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ ⟦7⟧', 'translate_token_invented', '⟦7⟧'],
    ['a token that is not closed', '⟦1⟧a ⟦2⟧b⟦/2⟧', 'translate_token_unpaired', '⟦1⟧'],
    ['tokens that cross', '⟦1⟧a ⟦2⟧b⟦/1⟧ c⟦/2⟧', 'translate_token_unpaired', '⟦1⟧'],
    ['a link in a link', '⟦1⟧a ⟦2⟧b⟦/2⟧⟦/1⟧', 'translate_markup', 'link'],
    ['half a token', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ ⟦3', 'translate_token_broken', 'bracket'],
    ['a link of its own', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ [c](https://example.org/c)', 'translate_markup', 'link'],
    ['an address', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ https://example.org/c', 'translate_markup', 'link'],
    ['a tag', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧ <b>c</b>', 'translate_markup', 'mark'],
    ['the beginning of a block', '⟦1⟧a⟦/1⟧ ⟦2⟧b⟦/2⟧\n::story', 'translate_unreadable', 'could not be read'],
  ])('%s', async (_, words, code, said) => {
    const { problems, written } = await importWith('letter 2', words)
    expect(problems.map((problem) => problem.code)).toContain(code)
    const [problem] = problems.filter((one) => one.code === code)
    expect(problem?.reason).toContain(said)
    if (code !== 'translate_unreadable') expect(problem?.reason).toContain('Row 6 (letter 2)')
    expect(written).toBe(false)
    expect(workspace.read('es')).toBe(es)
  })

  it('lists all of them, in order', async () => {
    let rows = 0
    await workspace.fill((source, target) => {
      rows += 1
      if (source.startsWith('⟦story reentry 2')) return undefined
      if (source.startsWith('⟦letter 1')) return [source, 'Hola:']
      return [source.replace('⟦action call 1⟧', '⟦vote call 1⟧'), target]
    })
    writeFileSync(
      workspace.table,
      `${readFileSync(workspace.table, 'utf8')}"no mark","x"\r\n"⟦front title⟧ Second chances","x"\r\n`,
    )
    const { problems, written } = await workspace.import()
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'translate_row_missing',
      'translate_row_missing',
      'translate_row_twice',
      'translate_row_unknown',
      'translate_row_unmarked',
      'translate_token_lost',
    ])
    const twice = problems.find(({ code }) => code === 'translate_row_twice')
    expect(twice?.reason).toContain(`Row ${rows + 2} (front title) is there already, in row 2`)
    expect(written).toBe(false)
  })

  it.each([
    ['a table for another language', 'English,Tiếng Việt\n', 'translate_header'],
    ['no table', '', 'translate_file_unreadable'],
    ['Latin-1', Buffer.from('English,Espa\u00f1ol\n', 'latin1'), 'translate_file_unreadable'],
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'translate_file_unreadable'],
  ])('%s', async (_, content, code) => {
    writeFileSync(workspace.table, content)
    await expect(workspace.import()).rejects.toMatchObject({ code })
  })
})

it('takes what a spreadsheet saves with semicolons, and without a byte order mark', async () => {
  await workspace.fill((source, target) => [source, target.replace('minutos', 'minutitos')], ';')
  expect(await workspace.import()).toMatchObject({ problems: [], changed: ['call'] })
})

it('leaves out a block whose source was edited after the export, says so, and takes the others', async () => {
  const edited = en.replace('A first door', 'A first open door')
  workspace.write({ en: edited, es })
  await workspace.fill((source, target) => [source, target.replace('puerta', 'reja').replace('minutos', 'minutitos')])
  const { problems, changed } = await workspace.import()
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warn translate_source_changed'])
  expect(problems[0]?.reason).toContain('the story “Coming home” was not taken')
  expect(changed).toEqual(['call'])
  expect(workspace.read('es')).toContain('Una primera puerta.')
})

it('leaves what a row without words has, and does not mark its block', async () => {
  await workspace.fill((source, target) => {
    if (source.startsWith('⟦story reentry 2')) return [source, '']
    return [source, target.replace('segunda', 'tercera')]
  })
  const { problems } = await workspace.import()
  expect(problems.map(({ code }) => code)).toEqual(['translate_rows_empty'])
  expect(problems[0]?.reason).toContain('Row 9 has no translation')
  const after = workspace.read('es')
  expect(after).toContain('* Una primera puerta.\n* Una tercera puerta.')
  expect(after).not.toContain('reentry: "')
})

it('makes a file, without a block that has not all its words, and puts that in its place later', async () => {
  workspace.write({ en })
  await workspace.export()
  await workspace.fill((source) => [
    source,
    source.startsWith('⟦story reentry 2') ? '' : source.replace(/^⟦[^⟧]*⟧ /, ''),
  ])
  expect(await workspace.import()).toMatchObject({ created: true, changed: ['front', 'letter', 'call'] })
  expect((await workspace.documents()).es?.blocks.map(({ id }) => id)).toEqual(['letter', 'call'])
  const { blocks } = await workspace.export(undefined, true)
  expect(blocks).toEqual(['reentry'])
  await workspace.fill((source) => [source, source.replace(/^⟦[^⟧]*⟧ /, '')])
  await workspace.import()
  expect((await workspace.documents()).es?.blocks.map(({ id }) => id)).toEqual(['letter', 'reentry', 'call'])
})

it('needs title, subject and preheader for a new file', async () => {
  workspace.write({ en })
  await workspace.export()
  await workspace.fill((source) => [source, source.startsWith('⟦front title') ? '' : 'Palabras'])
  const { problems } = await workspace.import()
  expect(problems.map(({ code }) => code)).toContain('translate_front_missing')
})

it('writes a block anew where the source has another structure, and says what found no place', async () => {
  workspace.write({
    en,
    es: es.replace(
      '* Una primera puerta.',
      '* Una primera puerta.\n* Una puerta que nadie más tiene, y que lleva a otro lado.',
    ),
  })
  await workspace.export()
  const { problems } = await importWith('story reentry 3', 'Otra puerta.')
  expect(problems.map(({ code }) => code)).toEqual(['translate_extra'])
  expect(problems[0]?.reason).toContain('que nadie más tiene')
  expect(workspace.read('es')).toContain('## De vuelta a casa\n\n- Una primera puerta.\n- Otra puerta.\n:::')
})

it('never writes over a table', async () => {
  const { config, table } = workspace
  const { exportTranslation } = await import('../../src/newsletter/translate/export-translation.ts')
  await expect(exportTranslation(config, { language: 'es', out: table })).rejects.toMatchObject({
    code: 'translate_file_exists',
  })
})

it('says in words why a table cannot be written, and leaves no part of one', async () => {
  const { config, folder } = workspace
  const { exportTranslation } = await import('../../src/newsletter/translate/export-translation.ts')
  for (const name of ['no/such/folder.csv', `${'x'.repeat(300)}.csv`]) {
    const run = exportTranslation(config, { language: 'es', out: join(folder, name) })
    await expect(run).rejects.toMatchObject({ code: 'disk_refused' })
  }
  expect(readdirSync(folder).sort()).toEqual(['issues', 'table.csv', 'templates'])
})

describe('the file of a translation', () => {
  it('keeps its mode, and stays a link to where it is', async () => {
    const file = join(workspace.folder, 'issues', TranslationWorkspace.issue, 'es.md')
    const elsewhere = join(file, '..', 'images.es.md')
    renameSync(file, elsewhere)
    chmodSync(elsewhere, 0o600)
    symlinkSync('images.es.md', file)
    expect(await importWith('letter 1', 'Hola, ⟦1⟧amistades⟦/1⟧:')).toMatchObject({ written: true })
    expect(readFileSync(elsewhere, 'utf8')).toContain('Hola, :name[amistades]:')
    expect(statSync(elsewhere).mode & 0o777).toBe(0o600)
  })

  it('is left as it is where somebody saved it meanwhile', async () => {
    const open = await openTranslation(workspace.config, 'es', TranslationWorkspace.issue)
    const saved = es.replace('Hola', 'Buenos días')
    writeFileSync(open.path, saved)
    await expect(writeTranslation(open, 'ours')).rejects.toMatchObject({ code: 'translate_file_changed' })
    expect(workspace.read('es')).toBe(saved)
    expect(readdirSync(join(open.path, '..')).sort()).toEqual(['en.md', 'es.md'])
  })
})
