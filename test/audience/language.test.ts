import { describe, expect, test } from 'vitest'
import { readLanguage, resolveLanguage } from '../../src/audience/language.ts'

describe('the document somebody reads', () => {
  const fallback = { es: 'en', vi: 'wait', pt: 'es' }

  test.each([
    ['their own', 'es', ['en', 'es'], 'es'],
    ['their own without its region', 'es-MX', ['en', 'es'], 'es'],
    ['the fallback’s', 'es', ['en'], 'en'],
    ['the fallback’s fallback', 'pt-BR', ['en'], 'en'],
    ['none: they wait', 'vi', ['en', 'es'], undefined],
    ['none: nothing is said about their language', 'ht', ['en', 'es'], undefined],
    ['none: there is no document at all', 'en', [], undefined],
  ])('is %s', (_, language, available, read) => {
    expect(resolveLanguage(language, available, fallback)).toBe(read)
  })

  test('is none, rather than never found, when fallbacks run in a circle', () => {
    expect(resolveLanguage('es', ['en'], { es: 'vi', vi: 'es' })).toBeUndefined()
  })

  test('is not led astray by a language that is called like a property of every object', () => {
    expect(resolveLanguage('constructor', ['en'], {})).toBeUndefined()
  })
})

describe('a language as somebody wrote it', () => {
  test.each([
    ['ES', 'es'],
    ['es_mx', 'es-MX'],
    ['Spanish', 'es'],
    ['español', 'es'],
    ['Tiếng Việt', 'vi'],
    ['tie\u0302\u0301ng vie\u0323\u0302t', 'vi'],
    ['Vietnamita', 'vi'],
    ['ht', 'ht'],
    ['Klingonese', undefined],
    ['xx', undefined],
    ['', undefined],
    ['both', undefined],
  ])('“%s”: %s', (written, tag) => {
    expect(readLanguage(written, ['en', 'es', 'vi'])).toBe(tag)
  })
})
