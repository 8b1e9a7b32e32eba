import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/document/markdown.ts'
import { findQuotations } from '../../../src/guide/context/find-quotations.ts'
import { readTexts } from '../../../src/guide/read-texts.ts'
import { judge } from './context-guide.ts'

function quoted(markdown: string): string[] {
  const texts = readTexts(parseMarkdown(markdown), markdown, 'en')
  return texts.flatMap((text) =>
    findQuotations(text, texts).map(({ inner }) => text.text.slice(inner.start, inner.end)),
  )
}

describe('quotation marks are paired over the paragraph', () => {
  test.each([
    ['He said “one two” and “three”.', ['one two', 'three']],
    ['He said "one two" and "three".', ['one two', 'three']],
    ['Dijo «uno dos» y «tres».', ['uno dos', 'tres']],
    ['“He called us ‘those people’ at work,” she said.', ["He called us 'those people' at work,", 'those people']],
    ["It's the members' day, and nobody's sign says 'closed'.", ['closed']],
    ["In the '90s 'twas the neighbors' turn.", []],
    ['(“one two”) — “three”', ['one two', 'three']],
    ['¿“Uno dos”?', ['Uno dos']],
    ['She is 5\' 10" tall and said “yes”.', ['yes']],
    ['—Uno dos —dijo Rosa—. Tres.', ['Uno dos', '. Tres.']],
    ['One mark “opens and nothing closes it.', []],
    ['“The first paragraph goes on.\n\n“And ends here.”', ['The first paragraph goes on.', 'And ends here.']],
  ])('%s', (markdown, expected) => {
    expect(quoted(markdown)).toEqual(expected)
  })
})

describe('what somebody else says is silent', () => {
  test.each([
    ['en', '“These illegals are taking our jobs,” the senator said.'],
    ['en', '“We caught them. They are criminals and they will go,” said Sheriff Doe.'],
    ['en', 'According to the flyer, “illegals broke into our homes and schools.”'],
    ['en', 'Sheriff Doe: “We will not feed inmates for free.”'],
    ['en', '“They let the inmates drink from one cup.” — Marisol, member leader'],
    ['en', '“Go home, illegals,” somebody shouted. “Go home now, all of you felons.”'],
    ['en', "The sheriff said 'they are all felons and they know it' at the meeting."],
    ['es', '«Los ilegales nos quitan el trabajo», dijo el senador.'],
    ['es', '—Los presos no comían —dijo Rosa—. Los presos no dormían.'],
    ['es', 'Según el volante, «los ilegales votan y reciben dinero».'],
    ['vi', 'Cảnh sát trưởng nói: “Chúng tôi không nuôi tù nhân miễn phí ở quận này”.'],
  ])('%s: %s', (language, markdown) => {
    for (const outcome of judge(markdown, language)) expect(outcome).toBe('quotation')
    expect(judge(markdown, language)).not.toEqual([])
  })

  test('the same words outside the marks are the writer’s own', () => {
    expect(judge('The sheriff said, “Come in.” The inmates did not move.')).toEqual(['error'])
    expect(judge('He said the shelter helps felons.')).toEqual(['error'])
    expect(judge('“I was afraid,” she said. Inmates slept on the floor.')).toEqual(['error'])
    expect(judge('Dice el senador que los ilegales no pagan.', 'es')).toEqual(['error'])
  })

  test('a long quotation that nobody says counts one level less', () => {
    expect(judge('“Every felon in this county will be found.”')).toEqual(['warn'])
    expect(judge('Ask: “Does your county hold detainees for ICE?”')).toEqual(['suggest'])
    expect(judge('“Every prisoner in this county has a mother.”')).toEqual(['quotation'])
  })
})

describe('a blockquote', () => {
  test('with somebody named is silent, without counts one level less', () => {
    expect(judge('> Felons are not welcome.\n>\n> — Sheriff Doe')).toEqual(['blockquote'])
    expect(judge('> Felons are not welcome.')).toEqual(['warn'])
    expect(judge('> Detainees deserve clean water.')).toEqual(['suggest'])
    expect(judge('> Prisoners deserve clean water.')).toEqual(['blockquote'])
    expect(judge('> Los presos cocinan juntos.\n>\n> — Marisol, líder', 'es')).toEqual(['blockquote'])
  })
})

describe('a short quotation', () => {
  test.each([
    ['en', 'DHS uses the label “illegal alien” for our neighbors.'],
    ['en', '“Inmate” is a word we do not use.'],
    ['en', 'We retired the terms “felon,” “illegal alien” and “inmate” in 2016.'],
    ['en', 'Say “person with a conviction” instead of “felon.”'],
    ['en', 'The sheriff calls them “illegals.”'],
    ['en', 'The so-called “criminals” were our neighbors.'],
    ['en', 'They honed in on the “illegal alien” — a label for our neighbors.'],
    ['es', 'La palabra «delincuente» marca a una persona para siempre.'],
    ['es', 'No diga «los ilegales»; diga personas indocumentadas.'],
    ['es', 'Exigimos que dejen de llamar “reos” a nuestros familiares.'],
    ['vi', 'Từ “di dân bất hợp pháp” xúc phạm con người.'],
    ['vi', 'Họ gọi chúng tôi là “dân lậu”.'],
  ])('that is named as a word is silent: %s: %s', (language, markdown) => {
    for (const outcome of judge(markdown, language)) expect(outcome).toBe('mention')
    expect(judge(markdown, language)).not.toEqual([])
  })

  test.each([
    ['en', 'The mayor’s plan for “illegals” passed on Tuesday.'],
    ['en', 'Call your senator about the bill that bans “illegals” from school.'],
    ['en', 'Tell the board to drop its ban on “felons” in public housing.'],
    ['en', 'She told us a story. The word spread. “Felons” may not rent there.'],
    ['es', 'El alcalde habló de «los ilegales» otra vez.'],
    ['vi', 'Thị trưởng muốn giúp “dân lậu” tìm việc.'],
  ])('that keeps a word at a distance is a suggestion: %s: %s', (language, markdown) => {
    expect(judge(markdown, language)).toEqual(['suggest'])
  })

  test('a word is named without quotation marks, too', () => {
    expect(judge('The word felon defines a person by one day.')).toEqual(['mention'])
    expect(judge('Many are falsely branded criminals.')).toEqual(['mention'])
    expect(judge('His neighbor treated him like an illegal.')).toEqual(['error'])
  })
})

describe('a linked headline', () => {
  test('is silent where the label is wholly in quotation marks', () => {
    expect(judge('Read [“How Felons Rebuild Lives After Prison”](https://example.org/a).')).toEqual(['headline'])
    expect(judge('Read “[How Felons Rebuild Lives After Prison](https://example.org/a).”')).toEqual(['headline'])
    expect(judge('Lea [«Los presos cuentan»](https://example.org/a).', 'es')).toEqual(['headline'])
  })

  test('without them, or with more beside them, it is as any other text', () => {
    expect(judge('Read [how felons rebuild lives](https://example.org/a).')).toEqual(['error'])
    expect(judge('Read [“Felons” and other stories](https://example.org/a).')).toEqual(['suggest'])
    expect(judge('Read [what inmates eat](https://example.org/a) in “The Long Way Home.”')).toEqual(['error'])
  })
})

test.each([
  'In terms of “felons”, the county has many.',
  'The term of office of “felons” ended.',
  'He has a long-term “felon” plan.',
])('a cue in another sense names no words: %s', (markdown) => {
  expect(judge(markdown)).toEqual(['suggest'])
})
