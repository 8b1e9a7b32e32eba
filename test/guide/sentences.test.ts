import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { normaliseWords } from '../../src/guide/normalise.ts'
import { readTexts } from '../../src/guide/read-texts.ts'
import { splitSentences } from '../../src/guide/split-sentences.ts'

function split(written: string, language: string): string[] {
  const text = normaliseWords(written)
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end))
}

describe('a sentence ends where it ends', () => {
  test.each<[string, string[]]>([
    ['en', ['The stop was illegal.', 'Immigrants in the van sued.']],
    ['en', ['Sen. Reader and Rep. Writer backed H.R. 7909 and S. 12 of 2024.', 'It passed.']],
    ['en', ['He said "This is wrong."', 'Then he left.']],
    ['en', ['"Why?" she asked.', '(It was late.)', 'And so on!']],
    ['en', ['Dr. Reader cited 8 U.S.C. § 1101 at 8 a.m. on Monday.', 'No one knew.']],
    ['en', ['The U.S. Supreme Court ruled in Doe v. Roe, No. 5 of that year.', 'We sued.']],
    ['en', ['They live in the U.S. and work.', 'They pay rent.']],
    ['en', ['Wait… what?', 'Yes.']],
    ['es', ['La Sra. Pérez y el Lic. Gómez viajaron a EE. UU. en mayo.', '¿Quién dijo "basta"?', 'El Sr. Ruiz.']],
    ['es', ['Vea el art. 5 y el núm. 7 de la ley.', 'Ud. decide.']],
    ['es', ['En Washington, D.C. hubo una marcha.', '¡Vamos!']],
    ['vi', ['Ở TP. Hồ Chí Minh, TS. Nguyễn và ThS. Trần nói: "Chúng tôi bác bỏ."', 'Họ về.']],
    ['vi', ['Quận Q. 5 có chợ, nhà, v.v. và nhiều nữa.', 'Họ về.']],
    ['fr', ['Une phrase.', 'Une autre.']],
  ])('%s: %j', (language, sentences) => {
    expect(split(sentences.join(' '), language)).toEqual(sentences)
  })

  test('an address does not swallow the end of its sentence', () => {
    const source = 'See example.org/felons. They vote.'
    expect(readTexts(parseMarkdown(source), source, 'en').map(({ sentences }) => sentences.length)).toEqual([2])
  })

  test('a text without an end is one sentence, and nothing is none', () => {
    expect(split('Felons rebuild lives', 'en')).toEqual(['Felons rebuild lives'])
    expect(split('', 'en')).toEqual([])
  })
})
