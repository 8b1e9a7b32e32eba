import { describe, expect, test } from 'vitest'
import { compilePattern } from '../../src/guide/compile-guide.ts'
import { find, findWords, makeGuide } from './small-guide.ts'

describe('words are found as people write them', () => {
  test.each([
    ['Felons’ rights matter.', 'felon: Felons'],
    ["A felon's rights matter.", 'felon: felon'],
    ['FELONS rebuild lives.', 'felon: FELONS'],
    ['They are **law**-*abiding*.', 'law-abiding: law-abiding'],
    ['They are law\u{2011}abiding and kind.', 'law-abiding: law-abiding'],
    ['They are law\u{2010}abiding.', 'law-abiding: law-abiding'],
    ['They are law\nabiding.', 'law-abiding: law abiding'],
    ['They are law&nbsp;abiding.', 'law-abiding: law abiding'],
    ['They are law\u{A0}abiding.', 'law-abiding: law abiding'],
    ['Il\u{AD}le\u{AD}gal im\u{200B}migrants came.', 'illegal-person: Illegal immigrants'],
    ['Illegal&#32;immigrants came.', 'illegal-person: Illegal immigrants'],
    ['Illegal <!-- really? --> immigrants came.', 'illegal-person: Illegal immigrants'],
    ["These are jobs Americans won't do.", "jobs: jobs Americans won't do"],
    ['These are jobs Americans won’t do.', "jobs: jobs Americans won't do"],
    ['They came through no\nfault of\ntheir own.', 'no-fault: through no fault of their own'],
    ['> They came through no\n> fault of\n> their own.', 'no-fault: through no fault of their own'],
    ['- They came through no\n  fault of their own.', 'no-fault: through no fault of their own'],
    ['Illegal students came.', 'illegal-person: Illegal students'],
    ['A felon\\* votes.', 'felon: felon'],
    ['The illegal-immigrant question.', 'illegal-person: illegal-immigrant'],
    ['The illegal\u{2011}worker question.', 'illegal-person: illegal-worker'],
  ])('%j', (markdown, found) => {
    expect(findWords(markdown)).toEqual([found])
  })

  test('accents are letters, whole or in parts', () => {
    expect(findWords('Un éxodo de migrantes.', 'es')).toEqual(['es-avalancha: éxodo de migrantes'])
    expect(findWords('Un éxodo de migrantes.'.normalize('NFD'), 'es')).toEqual(['es-avalancha: éxodo de migrantes'])
    expect(findWords('Họ ồ ạt đến.'.normalize('NFD'), 'vi')).toEqual(['vi-o-at: ồ ạt'])
    expect(findWords('Bản tin nói về DÂN LẬU.', 'vi')).toEqual(['vi-lau: DÂN LẬU'])
  })

  test('only in its own language', () => {
    expect(findWords('Felons and dân lậu.', 'es')).toEqual([])
  })
})

describe('what is no whole word, or no words at all, is not found', () => {
  test.each([
    'Inalienable, felonious and felony are other words.',
    'Felonás and felonя are no words at all, and felon\u{301}s neither.',
    'The act was illegal. Immigrants sued.',
    'It is illegal, immigrants say.',
    'The stop was illegal! Immigrants sued.',
    'Run `felons` or\n\n    felons\n\n```\nfelons\n```',
    'See https://example.org/felons and <https://example.org/felon/> now.',
    'See [https://example.org/felons](https://example.org/felons), [example.org](https://example.org/felon).',
    'See example.org/felons. Immigrants, example.org/illegal immigrants or write felon@example.org.',
    'See [the page](https://example.org/felons).',
    '<div title="felons">\n</div>\n\n<!-- felons -->',
    'Look <span title="felon">here</span>.',
    'Dear :name[felon],',
  ])('%j', (markdown) => {
    expect(findWords(markdown)).toEqual([])
  })
})

describe('everything a reader reads or hears is looked at', () => {
  test.each([
    ['heading', '## Where felons vote'],
    ['cell', '| a | b |\n| - | - |\n| x | felons \\| y |'],
    ['alt', '![Two felons at a door](images/door.png)'],
    ['link-title', '[words](https://example.org "For felons")'],
    ['link-title', "![Door](images/door.png 'For felons')"],
    ['link-title', '[words][ref] here.\n\n[ref]: https://example.org "For felons"'],
    ['prose', '1. A list\n   - with felons'],
    ['prose', 'Read [how felons vote](https://example.org).'],
  ])('%s: %j', (kind, markdown) => {
    expect(find(markdown).map(({ text, words }) => [text.kind, words])).toEqual([[kind, 'felons']])
  })

  test('the label of a link is known as one', () => {
    const [finding] = find('Read [how *felons* vote](https://example.org) now.')
    const [label] = finding?.text.labels ?? []
    expect(finding?.text.text.slice(label?.start, label?.end)).toBe('how felons vote')
  })
})

describe('one finding for one place', () => {
  const guide = makeGuide(
    [
      { id: 'alien', patterns: ['aliens?'], level: 'warn' },
      { id: 'criminal-alien', patterns: ['criminal (?:illegal )?aliens?'] },
      { id: 'criminal', patterns: ['criminals?'] },
      { id: 'soft', patterns: ['overrun by'], level: 'suggest' },
      { id: 'hard', patterns: ['by criminals'] },
    ],
    { names: ['Criminal Alien Program', 'Prisoners’ Legal Services'] },
  )

  test('the longest wins', () => {
    expect(findWords('Criminal aliens, criminals, aliens.', 'en', guide)).toEqual([
      'criminal-alien: Criminal aliens',
      'criminal: criminals',
      'alien: aliens',
    ])
    expect(findWords('Overrun by criminals.', 'en', guide)).toEqual(['hard: by criminals'])
  })

  test('of the same length the earlier wins, then the graver', () => {
    const same = makeGuide([
      { id: 'late', patterns: ['bb cc'] },
      { id: 'early', patterns: ['aa bb'], level: 'suggest' },
      { id: 'light', patterns: ['xx yy'], level: 'suggest' },
      { id: 'grave', patterns: ['xx (?:yy|zz)'] },
    ])
    expect(findWords('So aa bb cc and xx yy.', 'en', same)).toEqual(['early: aa bb', 'grave: xx yy'])
  })

  test('number goes with the pattern that matched', () => {
    expect(find('A convicted felon and two felons.').map(({ number }) => number)).toEqual(['one', 'many'])
  })

  test('an official name is masked, however its marks are written, and only as it is written', () => {
    expect(findWords('The Criminal Alien Program, the criminal alien program.', 'en', guide)).toEqual([
      'criminal-alien: criminal alien',
    ])
    const prisoners = makeGuide([{ id: 'prisoner', patterns: ['prisoners?'] }], {
      names: ['Prisoners’ Legal Services'],
    })
    expect(findWords("Prisoners' Legal Services wrote to prisoners.", 'en', prisoners)).toEqual(['prisoner: prisoners'])
  })
})

describe('what looks like an official name is one', () => {
  const guide = makeGuide([
    { id: 'alien', patterns: ['aliens?', 'illegal aliens?'] },
    { id: 'center', patterns: ['(?:ICE )?(?:detention|processing) center'] },
    { id: 'criminals', patterns: ['criminals'] },
    { id: 'es', language: 'es', patterns: ['(?:inmigración|extranjeros) ilegal(?:es)?'] },
    { id: 'vi', language: 'vi', patterns: ['nhập cư bất hợp pháp'] },
  ])

  test.each([
    ['en', 'Vote NO on H.R. 7909, the Violence Against Women by Illegal Aliens Act.'],
    ['en', 'The Stewart Detention Center is in Georgia.'],
    ['en', 'He was held at the Adelanto ICE Processing Center.'],
    ['es', 'La Ley de Violencia Contra las Mujeres por Extranjeros Ilegales no ayuda a nadie.'],
    ['es', 'La Ley de Reforma de la Inmigración Ilegal y Responsabilidad del Inmigrante cambió todo.'],
    ['vi', 'Đạo Luật Cải Cách Nhập Cư Bất Hợp Pháp có từ năm 1996.'],
  ])('%s: %s', (language, sentence) => {
    expect(findWords(sentence, language, guide)).toEqual([])
  })

  test.each([
    ['en', 'The county opened a detention center.'],
    ['en', 'The ICE Detention Center opened.'],
    ['en', '# Our Fight Against Illegal Aliens Act'],
    ['en', 'Read [Sheriff Vows to Jail Criminals in New Georgia Center](https://example.org).'],
    ['es', 'La ley contra la inmigración ilegal y otras leyes.'],
    ['vi', 'Dự luật nhắm vào nhập cư bất hợp pháp.'],
  ])('capitals elsewhere make no name: %s: %s', (language, sentence) => {
    expect(findWords(sentence, language, guide)).toHaveLength(1)
  })
})

describe('exceptions', () => {
  const guide = makeGuide([
    {
      id: 'alien',
      patterns: ['aliens?'],
      except: ['alien life', 'Alien Corp', '(?:an|the) alien who .*INA'],
    },
  ])

  test('a match that overlaps one is none', () => {
    expect(findWords('Alien life, ALIEN LIFE; an alien landed.', 'en', guide)).toEqual(['alien: alien'])
  })

  test('one with capitals holds for these letters only', () => {
    expect(findWords('Alien Corp sued alien corp.', 'en', guide)).toEqual(['alien: alien'])
    expect(findWords('If the alien who entered falls under the INA. An alien who left.', 'en', guide)).toEqual([
      'alien: alien',
    ])
  })
})

describe('patterns', () => {
  test('the beginning and the end of a sentence can be asked for', () => {
    const guide = makeGuide([{ id: 'convicts', patterns: ['^convicts', 'an illegal(?=[.!?]?$)'] }])
    expect(
      findWords('They vote. Convicts vote. Juries convicts. He is an illegal. An illegal act.', 'en', guide),
    ).toEqual(['convicts: Convicts', 'convicts: an illegal'])
  })

  test('a macro may hold macros, but not itself, and has to exist', () => {
    expect(compilePattern('x {AA}', { AA: 'a{BB}', BB: 'b' })?.test('X AB')).toBe(true)
    expect(compilePattern('x {AA}', { AA: 'a{BB}', BB: 'b{AA}' })).toBeUndefined()
    expect(compilePattern('x {NONE}', {})).toBeUndefined()
    expect(compilePattern('x{2,3}\\p{L}', {})?.test('xxa')).toBe(true)
    expect(compilePattern('(x', {})).toBeUndefined()
  })
})
