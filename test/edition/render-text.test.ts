import type { RootContent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { createSlotTable, placeSlot } from '../../src/edition/slots.ts'
import { writeProse } from '../../src/edition/text/prose.ts'
import { countColumns, wrap } from '../../src/edition/text/wrap.ts'

const words = { picture: 'Picture' }
const write = (markdown: string, width?: number): string =>
  writeProse(parseMarkdown(markdown).children as RootContent[], words, width).join('\n')

describe('wrap', () => {
  it('breaks at spaces before column 73', () => {
    const lines = wrap('word '.repeat(40))
    expect(lines.every((line) => line.length <= 72)).toBe(true)
    expect(lines.join(' ')).toBe('word '.repeat(40).trim())
  })

  it('never breaks an address', () => {
    const url = `https://example.org/${'a'.repeat(100)}`
    expect(wrap(`Read this ${url} now`)).toEqual(['Read this', url, 'now'])
  })

  it('counts a letter as one column however it is encoded', () => {
    expect(countColumns('Việt Nam'.normalize('NFD'))).toBe(8)
    expect(countColumns('👩‍👩‍👧')).toBe(1)
  })

  it('counts a slot as about a name', () => {
    const table = createSlotTable('x')
    expect(countColumns(`Dear ${placeSlot(table, 'name', 'friend')},`)).toBe(14)
  })
})

describe('writeProse', () => {
  it('keeps words and addresses and drops emphasis', () => {
    expect(write('See **[the *guide*](https://example.org/a_b)** and ~~no~~ `code`.')).toBe(
      'See the guide <https://example.org/a_b> and no code.',
    )
  })

  it('writes an address once where it is its own words', () => {
    expect(write('<https://example.org>, [example.org](https://example.org/) or [me](mailto:a@x.example)')).toBe(
      'https://example.org, https://example.org/ or me <mailto:a@x.example>',
    )
  })

  it('writes lists, numbers and nested lists', () => {
    expect(write('3. one\n4. two\n   - inner\n   - more')).toBe('3. one\n4. two\n   - inner\n   - more')
  })

  it('indents the second line of an item as far as its words', () => {
    expect(write('- one two three four', 12)).toBe('- one two\n  three four')
  })

  it('quotes, breaks lines and says what a picture shows', () => {
    expect(write('> one\n>\n> two\n\nline\\\nnext\n\n![A door.](images/door.png)\n\n---')).toBe(
      '> one\n>\n> two\n\nline\nnext\n\n[Picture] A door.\n\n* * *',
    )
  })

  it('sets a narrow table in columns and a wide one row by row', () => {
    const table = '| State | Law |\n| --- | --- |\n| Ohio | Sealing |\n| Florida | None |'
    expect(write(table)).toBe('State    Law\n-------  -------\nOhio     Sealing\nFlorida  None')
    expect(write(table, 12)).toBe('State: Ohio\nLaw: Sealing\n\nState:\n  Florida\nLaw: None')
  })

  it('drops HTML', () => {
    expect(write('a <b>c</b>\n\n<script>x</script>')).toBe('a c')
  })
})
