import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SlotContext, SlotUse } from '../../src/edition/edition.ts'
import { compile, createSlotTable, escapeSlot, fill, placeSlot } from '../../src/edition/slots.ts'

const use = (context: SlotContext): SlotUse => ({ name: 'name', context, fallback: 'friend' })
const url = 'https://news.example.org/u/abc'

/** What a mail client reads where escaped HTML text stands. */
const readEscaped = (html: string): string =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

describe('compile and fill', () => {
  it('gives a text without slots back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('html', 'text', 'header'), (text, part) => {
        expect(fill(compile(text, createSlotTable('x'), part), {})).toBe(text)
      }),
    )
  })

  it('puts each value where its slot stood, and nothing else changes', () => {
    const words = fc.string().filter((text) => !text.includes('zq9slot'))
    fc.assert(
      fc.property(words, words, words, (before, between, after) => {
        const table = createSlotTable('x')
        const html = `${before}${placeSlot(table, 'name', 'you')}${between}${placeSlot(table, 'unsubscribe')}${after}`
        const filled = fill(compile(html, table, 'html'), { name: 'Ann', unsubscribe: url })
        expect(filled).toBe(`${before}Ann${between}${url}${after}`)
      }),
    )
  })

  it('never reads a value again, whatever it imitates', () => {
    const table = createSlotTable('x')
    const sentinels = [placeSlot(table, 'name', 'you'), placeSlot(table, 'unsubscribe')]
    const compiled = compile(sentinels.join(' | '), table, 'text')
    const imitations = fc.constantFrom(...sentinels, '{{ name }}', '$&', '$1', '%s', ':name[x]', url)
    fc.assert(
      fc.property(fc.array(imitations, { minLength: 1 }), (parts) => {
        const name = parts.join('')
        expect(fill(compiled, { name, unsubscribe: url })).toBe(`${name} | ${url}`)
      }),
    )
  })

  it('keeps slots with different fallbacks apart and joins equal ones', () => {
    const table = createSlotTable('x')
    const text = [
      placeSlot(table, 'name', 'friend'),
      placeSlot(table, 'name', 'you'),
      placeSlot(table, 'name', 'friend'),
    ]
    expect(table.slots).toHaveLength(2)
    expect(fill(compile(text.join(' '), table, 'header'), {})).toBe('friend you friend')
  })

  it('has a mark that no author can know', () => {
    const table = createSlotTable('the words of the issue')
    const forged = placeSlot(createSlotTable('a guess'), 'name', 'x')
    placeSlot(table, 'name', 'friend')
    expect(compile(forged, table, 'html').slots).toEqual([])
  })
})

describe('escapeSlot', () => {
  it('leaves no character of markup in HTML, and loses none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('html', 'attribute'), (name, context) => {
        const escaped = escapeSlot(use(context), name)
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
        expect(readEscaped(escaped)).toBe(
          escapeSlot(use('header'), name)
            .replace(/^(?=.)/, isolated(escaped))
            .concat(isolated(escaped) && '\u2069'),
        )
      }),
    )
  })

  it('takes line breaks, control and reordering characters out of every context', () => {
    const name = 'A\u202enn\r\nBcc: all\u0000\u2066\u001b[31m'
    expect(escapeSlot(use('header'), name)).toBe('Ann Bcc: all[31m')
    expect(escapeSlot(use('text'), name)).toBe('Ann Bcc: all[31m')
    expect(escapeSlot(use('html'), name)).toBe('Ann Bcc: all[31m')
  })

  it('prints the fallback for a name that is empty once cleaned', () => {
    for (const name of [undefined, '', ' \n', '\u200e\u202d']) expect(escapeSlot(use('html'), name)).toBe('friend')
    expect(escapeSlot({ ...use('html'), fallback: '<you>' }, undefined)).toBe('&lt;you&gt;')
  })

  it('keeps a name written right to left to itself, except in headers', () => {
    expect(escapeSlot(use('html'), 'מרים')).toBe('\u2068מרים\u2069')
    expect(escapeSlot(use('text'), 'فاطمة')).toBe('\u2068فاطمة\u2069')
    expect(escapeSlot(use('header'), 'مريم')).toBe('مريم')
    expect(escapeSlot(use('html'), 'Nguyễn Thị Ánh')).toBe('Nguyễn Thị Ánh')
  })

  it('takes only web addresses for a URL, and escapes them where they stand', () => {
    const link: SlotUse = { name: 'unsubscribe', context: 'url', fallback: '' }
    expect(escapeSlot(link, 'https://example.org/?a=1&b="')).toBe('https://example.org/?a=1&amp;b=%22')
    expect(escapeSlot({ ...link, context: 'text' }, 'https://example.org/?a=1&b=2')).toBe(
      'https://example.org/?a=1&b=2',
    )
    for (const bad of [undefined, '', 'javascript:alert(1)', 'example.org', 'mailto:a@example.org']) {
      expect(() => escapeSlot(link, bad)).toThrow(TypeError)
    }
  })
})

const isolated = (text: string): string => (text.startsWith('\u2068') ? '\u2068' : '')
