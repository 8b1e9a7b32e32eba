import { describe, expect, it } from 'vitest'
import { actorsNamed } from '../../src/checks/actors-named.ts'
import { frame } from '../../src/checks/frame.ts'
import { findStatistic } from '../../src/checks/frame-spans.ts'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { readTexts } from '../../src/guide/read-texts.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import { makeContext, runCheck } from './check-source.ts'

/** The codes of what the frame's check says. */
const check = (parts: string, body: string) =>
  runCheck(frame, makeContext(body, `frame: {${parts}}`)).map(({ code }) => code)

const act = '\n\n:::action{#act href="https://example.org/act" by="2024-04-30"}\nWrite one letter.\n:::\n'

describe('the words of a frame', () => {
  it.each([
    ['over a line’s end', 'Everyone deserves\nto come home.'],
    ['with emphasis in them', 'Everyone **deserves** to *come home*.'],
    ['in a link', '[Everyone deserves to come home](https://example.org).'],
    ['in a heading', '## Everyone deserves to come home'],
    ['with other capitals', 'EVERYONE deserves to come home'],
    ['with a no-break space', 'Everyone deserves to\u00a0come home.'],
    ['before another sign', 'Everyone deserves to come home!'],
  ])('are found %s', (_, body) => {
    expect(check('value: Everyone deserves to come home.', body + act)).toEqual([])
  })

  it.each([
    ['quotation marks round them', 'value: "“Come home.”"', 'Come home, we say.', []],
    ['accents in pieces', 'value: Un cafe\u0301', 'Un café.', []],
    ['signs that mean something to a pattern', 'value: "Home (yours) costs $0+"', 'Home (yours) costs $0+.', []],
    ['only a part of a word', 'value: home', 'Homework.', ['frame_missing']],
    ['nothing but a sign', 'value: "."', 'Home.', ['frame_missing']],
  ])('may have %s', (_, parts, body, codes) => {
    expect(check(parts, body + act)).toEqual(codes)
  })

  it('that changed since are missed, and the nearest sentence is shown', () => {
    const context = makeContext(
      `Every person deserves to come home.${act}`,
      'frame: {value: Everyone deserves to come home}',
    )
    const [problem] = runCheck(frame, context)
    expect(problem?.code).toBe('frame_missing')
    expect(problem?.hint).toContain('Every person deserves to come home.')
  })
})

describe('the one who makes the problem', () => {
  it.each([
    [
      'is declared and named in the sentence',
      'problem: jailed our neighbors, actor: ICE',
      'In May ICE jailed our neighbors.',
      [],
    ],
    [
      'is declared and named elsewhere',
      'problem: jailed our neighbors, actor: ICE',
      'They jailed our neighbors. ICE!',
      ['frame_actor'],
    ],
    [
      'is declared and only looks named',
      'problem: jailed our neighbors, actor: ICE',
      'No justice: they jailed our neighbors.',
      ['frame_actor'],
    ],
    ['is not declared but known', 'problem: jailed our neighbors', 'The sheriff jailed our neighbors.', []],
    ['is nobody', 'problem: Our neighbors were jailed', 'Our neighbors were jailed.', ['frame_actor']],
  ])('%s', (_, parts, body, codes) => {
    expect(check(parts, body + act)).toEqual(codes)
  })
})

describe('something to do', () => {
  it.each([
    ['an address that is linked', 'action: "https://example.org/act"', `Hello.${act}`, []],
    ['an address that stands nowhere', 'action: "https://example.org/other"', `Hello.${act}`, ['frame_missing']],
    ['the beginning of an address', 'action: "https://example.org/a"', `Hello.${act}`, ['frame_missing']],
    [
      'an address in a comment',
      'action: "https://example.org/c"',
      `<!-- https://example.org/c -->${act}`,
      ['frame_missing'],
    ],
    ['a day that stands in an action', 'action: 2024-04-30', `Hello.${act}`, []],
    ['words of an action', 'action: Write one letter', `Hello.${act}`, []],
    ['words beside a link', 'action: Come along', 'Come along: [the place](https://example.org).', []],
    ['words with a day', 'action: Come along', 'Come along on April 18.', []],
    ['words with a telephone number', 'action: Call us', 'Call us: (555) 555-0100.', []],
    ['only words', 'action: Tell your friends', `Tell your friends.${act}`, ['frame_action']],
    ['nothing declared, and an action', 'value: Hello', `Hello.${act}`, []],
    ['nothing at all', 'value: Hello', 'Hello.', ['frame_action']],
  ])('%s', (_, parts, body, codes) => {
    expect(check(parts, body)).toEqual(codes)
  })
})

it('an action that a translation takes over is in the translation too', () => {
  const context = makeContext(`Hello.${act}`, 'frame: {action: "https://example.org/act"}', [
    'frame: {action: "https://example.org/act"}',
    'Hola.\n\n:::action{#act}\nEscriba.\n:::',
  ])
  expect(runCheck(frame, context)).toEqual([])
})

describe('order', () => {
  it('is value, problem, solution, action, whichever of them are declared', () => {
    expect(check('value: One, problem: The sheriff, action: Write one letter', `One. The sheriff.${act}`)).toEqual([])
    expect(check('value: One, solution: Two', `Two. One.${act}`)).toEqual(['frame_order'])
  })

  it('has no number before the value', () => {
    expect(check('value: One day', `Nearly 1 in 3. One day.${act}`)).toEqual(['frame_statistic'])
    expect(check('value: One day', `One day. Nearly 1 in 3.${act}`)).toEqual([])
  })
})

describe('numbers that are meant to persuade', () => {
  const found = (words: string) => readTexts(parseMarkdown(words), words, 'en').some((text) => findStatistic(text))

  it.each([
    ...[
      '40 % of us',
      '40% of us',
      '12 percent',
      '1 in 3',
      'nearly one in three adults',
      '7 out of 10',
      '12,500 people',
    ],
    ...['uno de cada tres', '1 de cada 3', '12.500 personas', 'el 40 por ciento', '3 millones'],
    ...[
      'two-thirds of us',
      'half of all mothers',
      'two million people',
      'hundreds of thousands',
      'la mitad de las familias',
    ],
    ...['40 phần trăm', '1 trong 3 người', '3 triệu người'],
  ])('%s', (words) => {
    expect(found(words)).toBe(true)
  })

  it.each([
    'the 1996 laws',
    'H.R. 5717',
    'on April 2, 2024',
    'two in 2019',
    'at 9 in the morning',
    'H.R. 5,717',
    'section 1,234',
    'July 4 in 12 cities',
    '$5 a day',
    'one of three bills',
    'section 212(c)',
    'ngày 2 tháng 4 năm 2024',
  ])('not %s', (words) => {
    expect(found(words)).toBe(false)
  })
})

it('what others said does not count against our own sentences', () => {
  const passives = 'She was detained. He was arrested. They were deported. We were jailed.'
  const codes = (body: string) => runCheck(actorsNamed, makeContext(body)).map(({ code }) => code)
  expect(codes(passives)).toEqual(['actors_unnamed'])
  expect(codes(`> ${passives}\n>\n> — A neighbor`)).toEqual([])
  expect(codes(`:::story{#s speaker="s-12"}\n${passives}\n:::`)).toEqual([])
  expect(codes('“She was detained,” he said. “He was arrested.” “They were deported.” “We were jailed.”')).toEqual([])
})

it('a frame that is no group of lines is told in words', () => {
  const front = readFrontMatter('---\nframe: hello\n---\n', 'en.md', false)
  const reasons = front.problems.map(({ reason }) => reason).join()
  expect(reasons).toContain('a group of lines: value, problem')
  expect(reasons).not.toContain('expected object')
})
