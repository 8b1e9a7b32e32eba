import { describe, expect, test } from 'vitest'
import { readFrontMatter } from '../../src/issue/front-matter.ts'

const lines = [
  '---',
  'title: Second chances',
  'subject: Three things to do',
  'preheader: What the record leaves out',
  'date: 2024-04-02',
  'kind: monthly',
  'template: monthly',
  '---',
  'Dear friends,',
]

/** Front matter with one line (1-based) written otherwise. */
const withLine = (line: number, text: string): string[] => lines.with(line - 1, text)
const read = (text: string[]) => readFrontMatter(text.join('\n'), 'en.md', true)
const problemsOf = (text: string[]) => read(text).problems.map(({ code, line }) => `${line} ${code}`)

describe('one slip is one problem, in its line, and the file is right with the line that it shows', () => {
  test.each([
    ['a colon', 2, 'title: Second: chances', 'yaml_broken'],
    ['a quote that is not closed', 2, 'title: "Second chances', 'yaml_broken'],
    ['no space after the colon', 2, 'title:A good month', 'yaml_broken'],
    ['no space after the last colon', 7, 'template:monthly', 'yaml_broken'],
    ['a line moved to the right', 6, '  kind: monthly', 'yaml_broken'],
    ['the first line moved to the right', 2, '  title: Second chances', 'yaml_broken'],
    ['a tab before the name', 6, '\tkind: monthly', 'yaml_broken'],
    ['a quotation that opens the words', 3, 'subject: "No" is a whole sentence', 'yaml_broken'],
    ['an apostrophe in single quotes', 2, "title: 'It's time'", 'yaml_broken'],
    ['curly quotes and a colon', 3, 'subject: “A: b”', 'yaml_broken'],
    ['curly quotes', 2, 'title: “A good month”', 'yaml_value_curly'],
    ['a hashtag', 3, 'subject: Vote #1 is here #now', 'yaml_value_cut'],
    ['a hashtag that comes first', 3, 'subject: #StopICE now', 'yaml_value_cut'],
    ['a month by its name', 5, 'date: April 2, 2024', 'yaml_value_invalid'],
    ['long hyphens', 5, 'date: 2024–04–02', 'yaml_value_invalid'],
    ['the year last', 5, 'date: 30.4.2024', 'yaml_value_invalid'],
  ])('%s', (_, line, written, code) => {
    const [problem, ...others] = read(withLine(line, written)).problems
    expect([problem?.line, problem?.code, others]).toEqual([line, code, []])
    const corrected = /rite the line as: (.*)/.exec(problem?.hint ?? '')?.[1] ?? ''
    expect(problemsOf(withLine(line, corrected))).toEqual([])
  })

  test('the words stay whole', () => {
    const hint = (text: string) => read(withLine(3, text)).problems[0]?.hint
    expect(hint('subject: "No" is a whole sentence')).toBe(`Write the line as: subject: '"No" is a whole sentence'`)
    expect(hint('subject: “A: b”')).toBe('Write the line as: subject: "A: b"')
    expect(hint('subject: #StopICE now')).toContain('subject: "#StopICE now"')
  })
})

test('two broken lines are two problems, each with its correction', () => {
  expect(problemsOf(withLine(2, 'title: A: b').with(2, 'subject: C: d'))).toEqual(['2 yaml_broken', '3 yaml_broken'])
})

test('no line is shown that would leave an error', () => {
  const [problem] = read(withLine(2, 'title: {a: b').with(4, 'date: [2024')).problems
  expect(problem?.code).toBe('yaml_broken')
  expect(problem?.hint).not.toContain('Write the line as')
})

test('a note after a value that is no prose is a note', () => {
  expect(problemsOf(withLine(5, 'date: 2024-04-02   # a Tuesday'))).toEqual([])
  expect(read(withLine(5, 'date: 2024-04-02   # a Tuesday')).shared.date).toBe('2024-04-02')
})

test.each(['subject:', 'subject: ~', 'subject: ""'])('%s is empty, and nobody is told to add another', (line) => {
  const { problems } = read(withLine(3, line))
  expect(problems.map(({ code }) => code)).toEqual(['yaml_value_empty'])
  expect(problems[0]?.hint).not.toContain('Add')
})

test('a name that stands there twice names both lines', () => {
  const { problems } = read(lines.toSpliced(6, 0, 'title: Again'))
  expect(problems[0]?.reason).toContain('on line 2 and on line 7')
})

test('a value over several lines is shown on one', () => {
  expect(read(withLine(5, 'date: 2024-04\n  -02')).problems[0]?.reason).toContain('“2024-04 -02”')
})

describe('a fence that is nearly right is named', () => {
  test.each(['----', '—', ' ---', '+++', '–––', '--'])('“%s” above', (fence) => {
    expect(problemsOf(withLine(1, fence))).toEqual(['1 front_matter_fence'])
  })

  test.each(['----', '—', ' ---', '+++', '***'])('“%s” below', (fence) => {
    const { problems, meta, markdown } = read(withLine(8, fence))
    expect(problems.map(({ code, line }) => `${line} ${code}`)).toEqual(['8 front_matter_fence'])
    expect([meta.title, markdown.trim()]).toEqual(['Second chances', 'Dear friends,'])
  })

  test('none above', () => {
    expect(problemsOf(lines.slice(1))).toEqual(['1 front_matter_fence'])
  })

  test('blank lines above it do no harm, and places stay the file’s', () => {
    const { problems, places } = read(['', '  ', ...lines])
    expect(problems).toEqual([])
    expect(places.subject?.start.line).toBe(5)
  })
})

describe('waivers', () => {
  const waiver = ['entry: felon', 'because: Her own word', 'by: R. Reader', 'until: 2024-12-31']
  const withWaivers = (written: string[]) => lines.toSpliced(7, 0, 'waivers:', ...written)
  const listed = (item: string[]) => item.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`)

  test('without the hyphen are told with the lines as they have to be', () => {
    const [problem, ...others] = read(withWaivers(waiver.map((line) => `  ${line}`))).problems
    expect([problem?.line, problem?.code, others]).toEqual([8, 'yaml_hyphen_missing', []])
    const [, ...shown] = (problem?.hint ?? '').split('\n')
    expect(shown).toEqual(['waivers:', ...listed(waiver)])
    expect(problemsOf(withWaivers(shown.slice(1)))).toEqual([])
  })

  test('are counted from the first', () => {
    const [problem] = read(withWaivers([...listed(waiver), ...listed(waiver.slice(0, 3))])).problems
    expect(problem?.reason).toContain('“the second of waivers: until” is missing')
  })
})
