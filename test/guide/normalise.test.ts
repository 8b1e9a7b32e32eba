import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseWords } from '../../src/guide/normalise.ts'
import { findWords } from './small-guide.ts'

describe('words in their normal form', () => {
  test.each([
    ['“Who’s ‘there’?”', "\"Who's 'there'?\""],
    ['law\u{2011}abiding, law\u{2010}abiding, 1990–2000', 'law-abiding, law-abiding, 1990–2000'],
    ['il\u{AD}le\u{200B}gal\u{FEFF}', 'illegal'],
    ['  a \n\u{A0}\u{202F} b\t', 'a b'],
    ['de\u{302}\u{301}n'.normalize('NFD'), 'dến'],
    ['e\u{AD}\u{301}', 'é'],
    ['«Sí», dijo', '«Sí», dijo'],
    ['🦋 𝒳', '🦋 𝒳'],
  ])('%j', (written, normal) => {
    expect(normaliseWords(written)).toBe(normal)
  })

  test('are as Unicode composes them, and stay the same when done again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseWords(text)
        expect(normaliseWords(once)).toBe(once)
      }),
    )
    const vietnamese = fc.constantFrom('ồ', 'ạ', 'đ', 'ữ', 'e', 'n', ' ', 'Ế', 'ñ', '\u{1100}\u{1161}', '\u{AC01}')
    fc.assert(
      fc.property(fc.array(vietnamese), (letters) => {
        const text = letters.join('')
        expect(normaliseWords(text.normalize('NFD'))).toBe(text.normalize('NFC').replaceAll(/ +/g, ' ').trim())
      }),
    )
  })
})

describe('how a text is set never changes what is found', () => {
  const sentences: [string, string][] = [
    ['en', 'A convicted felon and two felons, law-abiding people, are here through no fault of their own.'],
    ['en', "Illegal immigrants do the \"jobs Americans won't do\", said illegal workers' friends; felons' rights."],
    ['es', 'Hablan de un éxodo de migrantes y de una avalancha de migrantes en la frontera.'],
    ['vi', 'Bản tin nói về dân lậu ồ ạt và người nhập cư bất hợp pháp ở đây.'],
  ]
  const sentence = fc.constantFrom(...sentences)
  /** A way to set a text, which takes numbers from 0 to below 1 to decide by. */
  type Setting = (text: string, next: () => number) => string
  const settings: Record<string, Setting> = {
    'lines wrapped': (text, next) => text.replaceAll(' ', () => (next() < 0.3 ? '\n' : ' ')),
    'lines wrapped in a quotation': (text, next) => `> ${text.replaceAll(' ', () => (next() < 0.3 ? '\n> ' : ' '))}`,
    'lines wrapped in a list': (text, next) => `- ${text.replaceAll(' ', () => (next() < 0.3 ? '\n  ' : ' '))}`,
    'other hyphens': (text, next) => text.replaceAll('-', () => (next() < 0.5 ? '\u{2010}' : '\u{2011}')),
    'soft hyphens': (text, next) => text.replaceAll(/(?<=\p{L})(?=\p{L})/gu, () => (next() < 0.3 ? '\u{AD}' : '')),
    'letters in parts': (text) => text.normalize('NFD'),
    'curly quotation marks': (text, next) =>
      text.replaceAll(/"/g, () => (next() < 0.5 ? '“' : '”')).replaceAll("'", () => (next() < 0.5 ? '’' : '‘')),
    'emphasis round words': (text, next) =>
      text.replaceAll(/\p{L}+/gu, (word) => (next() < 0.3 ? `**${word}**` : word)),
    'emphasis in words': (text, next) =>
      text.replaceAll(/\p{L}{4,}/gu, (word) => (next() < 0.3 ? `${word.slice(0, 2)}*${word.slice(2)}*` : word)),
    'no-break spaces': (text, next) => text.replaceAll(' ', () => (next() < 0.3 ? '\u{A0}' : ' ')),
    'character references': (text, next) =>
      text.replaceAll(/\p{L}/gu, (letter) => (next() < 0.2 ? `&#${letter.codePointAt(0)};` : letter)),
    'a link': (text) => `[${text}](https://example.org)`,
  }

  test.each(Object.entries(settings))('%s', (_, set) => {
    fc.assert(
      fc.property(
        sentence,
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        ([language, text], numbers) => {
          const next = (): number => numbers.next().value ?? 0
          const found = findWords(text, language)
          expect(found.length).toBeGreaterThan(1)
          expect(findWords(set(text, next), language)).toEqual(found)
        },
      ),
      { numRuns: 25 },
    )
  })
})
