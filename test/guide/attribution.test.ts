import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { readTexts } from '../../src/guide/read-texts.ts'

function quotations(markdown: string, language = 'en'): (string | undefined)[] {
  return readTexts(parseMarkdown(markdown), markdown, language).map(({ quotation }) => quotation)
}

describe('a blockquote has somebody whose words it holds', () => {
  test.each([
    ['en', '> Words.\n>\n> — Marisol, member leader'],
    ['en', '> Words.\n> -- The warden'],
    ['en', '> Words.\\\n> *– Marisol*'],
    ['en', '> Words.\n> - Marisol, member leader'],
    ['en', '> “Words.” — Marisol'],
    ['en', '> Words.\n\n— Marisol, member leader'],
    ['en', 'The senator said on Monday:\n\n> Words.'],
    ['en', 'In her own words:\n\n> Words.'],
    ['en', 'According to Sen. Reader:\n\n> Words.'],
    ['en', 'The senator said:\n\n> Words.\n\nAnd:\n\nMore.'],
    ['es', 'El alcalde dijo:\n\n> Palabras.'],
    ['es', '> Palabras.\n>\n> — Una vecina'],
    ['vi', 'Bà nói:\n\n> Lời.'],
  ])('%s: %j', (language, markdown) => {
    expect(quotations(markdown, language)).toContain('attributed')
    expect(quotations(markdown, language)).not.toContain('unattributed')
  })

  test.each([
    ['en', '> Words.'],
    ['en', '> — Marisol'],
    ['en', 'She said nothing. This follows:\n\n> Words.'],
    ['en', 'The senator said it.\n\n> Words.'],
    ['en', 'Tell your senator:\n\n> Words.'],
    ['en', 'You can start with this:\n\n> Words.'],
    ['en', 'Call and say:\n\n> Words.'],
    ['en', '> Words.\n> - one thing,\n> - another thing'],
    ['en', '> Words.\n\n— and then a paragraph\nof two lines'],
    ['en', '> Words.\n\n— and here is more about our work'],
    ['en', 'Our statement says:\n\n> Words.'],
    ['es', 'Nuestra declaración dice:\n\n> Palabras.'],
    ['es', 'Escribe a tu representante:\n\n> Palabras.'],
    ['vi', 'Quý vị có thể nói:\n\n> Lời.'],
  ])('or not: %s: %j', (language, markdown) => {
    expect(quotations(markdown, language)).toContain('unattributed')
  })

  test('the words beside it are nobody else’s', () => {
    expect(quotations('Before.\n\n> Words.\n>\n> — Marisol\n\nAfter.')).toEqual([
      undefined,
      'attributed',
      'attributed',
      undefined,
    ])
  })
})
