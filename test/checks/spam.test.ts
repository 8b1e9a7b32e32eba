import { describe, expect, it } from 'vitest'
import { spamTriggers } from '../../src/checks/spam-triggers.ts'
import { runExample } from './examples.ts'

const subject = (words: string, language = 'en') => {
  const file = language === 'en' ? '' : `--- en.md\nHello\n--- ${language}.md\n`
  const found = runExample(spamTriggers, `${file}---\nsubject: "${words}"\n---\nHello`)
  return found.map((line) => line.split(' ').at(-1))
}

describe('a subject that reads like spam', () => {
  it.each([
    ['SIGN THE PETITION', ['line_shouts']],
    ['NO MORE JAILS in our town', ['line_shouts']],
    ['Extraordinarily IMPORTANT NEWS', ['line_shouts']],
    ['Come on Monday! Bring friends!', ['line_exclaims']],
    ['A guaranteed green card for you', ['line_baits']],
    ['Your cash: $$$', ['line_baits']],
    ['Re: your case', ['subject_pretends']],
    ['FWD: your case', ['subject_pretends']],
  ])('%s', (words, codes) => {
    expect(subject(words)).toEqual(codes)
  })

  it.each([
    ['es', '¡Gane dinero hoy!', ['line_baits']],
    ['es', '¡Venga! ¡Traiga a su familia!', ['line_exclaims']],
    ['es', 'Haga clic para ver', ['line_baits']],
    ['es', 'ÚLTIMAS NOTICIAS DE HOY', ['line_shouts']],
    ['es', 'RV: su caso', ['subject_pretends']],
    ['vi', 'Cơ hội TRÚNG THƯỞNG', ['line_baits', 'line_shouts']],
    ['vi', 'Chuyển tiếp: hồ sơ', ['subject_pretends']],
    ['vi', 'Buy now', ['line_baits']],
  ])('in %s: %s', (language, words, codes) => {
    expect(subject(words, language)).toEqual(codes)
  })
})

describe('the network’s own words', () => {
  it.each([
    'Free them all: act now!',
    'ICE, DHS and USCIS must answer',
    'TPS, DACA, VAWA: your rights',
    'ICE OUT of our courts',
    'What the new USCIS VAWA rules say',
    'Urgent: free legal help on Saturday',
    'Report: what 1 in 3 people face',
    'Re-entry begins at home',
    'We won! HR 40 moves on',
    'The MORE Act, explained',
    'A $1,000 bond is a wall',
  ])('%s', (words) => {
    expect(subject(words)).toEqual([])
  })

  it.each([
    ['es', 'Actúe ya: libertad para todas las personas'],
    ['es', 'Consulta gratis el sábado en EE. UU.'],
    ['vi', 'Hành động ngay: tự do cho mọi người'],
    ['vi', 'Tư vấn miễn phí thứ Bảy này'],
  ])('in %s: %s', (language, words) => {
    expect(subject(words, language)).toEqual([])
  })
})

describe('a link through a shortener', () => {
  it('is found in prose, in a reference and in an attribute', () => {
    const body = [
      '[one](https://bit.ly/a) and [two][b], [three](https://orbit.ly/a)',
      '',
      '[b]: https://www.tinyurl.com/b',
      '',
      ':::action{#call href="https://t.co/x"}',
      'Call.',
      ':::',
    ].join('\n')
    expect(runExample(spamTriggers, body)).toEqual([
      'en.md:1:1 warn link_shortened',
      'en.md:1:29 warn link_shortened',
      'en.md:5:17 warn link_shortened',
    ])
  })
})
