import { describe, expect, it } from 'vitest'
import { countSpanishSyllables } from '../../src/checks/reading/count-spanish-syllables.ts'
import { measureText } from '../../src/checks/reading/measures.ts'
import type { Sentence } from '../../src/checks/reading/sentence.ts'
import { unmeasured } from '../../src/checks/reading/unmeasured.ts'
import { readingLevel } from '../../src/checks/reading-level.ts'
import { runExample } from './examples.ts'

describe('Spanish syllables', () => {
  // One word for each rule of the spelling; the hyphens are the count.
  it.each(
    [
      ['gen-te', 'de-re-chos', 'li-ber-tad', 'trans-por-te'],
      ['ciu-dad', 'vi-vien-da', 'fa-mi-lias', 'cau-sa', 'rei-na', 'cuen-ta'],
      ['ca-er', 'le-er', 'ca-os', 'a-é-re-o', 'i-de-a'],
      ['pa-ís', 'dí-a', 'o-ír', 'ba-úl', 'ma-íz', 'ba-hí-a', 'le-í-ais', 've-í-a'],
      ['lim-piáis', 'U-ru-guay', 'a-ve-ri-güéis'],
      ['que', 'quien', 'gue-rra', 'se-guir', 'se-guí-an', 'a-gua', 'pin-güi-no'],
      ['y', 'hoy', 'rey', 'le-yes', 'ma-yo', 'pla-ya', 'a-yu-da'],
      ['a-hí', 'bú-ho', 'prohi-bir', 'al-co-hol', 'ca-ca-hue-te', 'des-hie-lo'],
      ['pa-ra-noi-a', 'cons-truir', 'muy', 'guion'],
      ['in-mi-gra-ción', 'an-te-ce-den-tes', 'de-por-ta-ción'],
    ].flat(),
  )('%s', (word) => {
    expect(countSpanishSyllables(word.replaceAll('-', ''))).toBe(word.split('-').length)
  })

  it('count a word however its accents are encoded, and however it is written', () => {
    expect(countSpanishSyllables('País'.normalize('NFD'))).toBe(2)
    expect(countSpanishSyllables('PAÍS')).toBe(2)
  })
})

const place = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 2 } })
const sentences = (...texts: string[]): Sentence[] =>
  texts.map((text, index) => ({ words: text.match(/\p{L}+/gu) ?? [], place: place(index + 1) }))
const times = (count: number, text: string) => Array.from({ length: count }, () => text)

describe('a text that is hard to read', () => {
  const hardSpanish =
    'La determinación administrativa de inadmisibilidad requiere documentación extraordinaria sobre circunstancias rehabilitadoras.'
  const easySpanish = 'Nos vimos el lunes en casa de Ana y leímos la ley.'

  it('in Spanish is one below 50 by Szigriszt-Pazos, told at its hardest sentence', () => {
    const text = sentences(...times(6, easySpanish), `${hardSpanish} ${hardSpanish}`, ...times(5, hardSpanish))
    const found = measureText(text, 'es')
    expect(found?.measure).toMatch(/Szigriszt-Pazos/)
    expect(found?.hardest.place.start.line).toBe(7)
    expect(measureText(sentences(...times(12, easySpanish), hardSpanish), 'es')).toBeUndefined()
    expect(measureText(text, 'es-MX')).toEqual(found)
  })

  it('by the published formula: 206.835 − 62.3 × syllables / words − words / sentences', () => {
    // 23 syllables in 8 words a sentence: 206.835 − 179.11 − 8 = 19.7.
    const found = measureText(
      sentences(...times(8, 'La inmigración documentada necesita de trámites públicos lentos')),
      'es',
    )
    expect(found?.measure).toContain('is 20,')
  })

  it('in Vietnamese is told by nothing but very long sentences, and check says that it is not measured', () => {
    const long = Array.from({ length: 45 }, () => 'nhà').join(' ')
    expect(measureText(sentences(...times(8, long)), 'vi')?.measure).toContain('45 words')
    expect(measureText(sentences(...times(9, 'Chúng tôi gặp nhau ở nhà chị Ana')), 'vi')).toBeUndefined()
    const documents = ['en', 'es', 'vi'].map((language) => ({ language, file: `${language}.md` }))
    expect(unmeasured(documents)).toEqual([expect.stringContaining('vi.md')])
  })

  it('is nothing a few sentences can be', () => {
    expect(measureText(sentences(...times(7, hardSpanish)), 'es')).toBeUndefined()
  })
})

describe('what is measured', () => {
  const hard =
    'Representatives subsequently reconsidered comprehensive rehabilitative alternatives to the administrative determination of inadmissibility.'

  it('is the network’s own prose', () => {
    expect(runExample(readingLevel, times(9, hard).join('\n\n'))).toEqual(['en.md:1:1 suggest reading_hard'])
  })

  it('is no quotation, heading or table', () => {
    expect(runExample(readingLevel, times(9, `> ${hard}`).join('\n>\n'))).toEqual([])
    expect(runExample(readingLevel, times(9, `### ${hard}`).join('\n\n'))).toEqual([])
  })
})
