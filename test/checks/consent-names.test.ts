import { describe, expect, it } from 'vitest'
import { consentNames } from '../../src/checks/consent-names.ts'
import { emptyGuide } from '../../src/guide/guide.ts'
import type { Problem } from '../../src/problem/problem.ts'
import { formatProblems } from '../../src/problem/report.ts'
import { makeDenied } from '../../src/stories/deny-list.ts'
import { makeIssue, newsletter } from '../stories/sample-issue.ts'
import { makeJpeg } from '../stories/sample-pictures.ts'
import { factsOf, hashWords, sampleRecord } from '../stories/sample-record.ts'

const denied = makeDenied(['Rosa Example', 'Rosita'], ['Springfield'], hashWords)
const facts = { segments: [], guide: emptyGuide, consents: factsOf(sampleRecord({ denied })) }
const teller = ':::story{#reentry speaker="s-001"}\nA door.\n:::'

function find(given: Parameters<typeof makeIssue>[0]): Problem[] {
  const problems: Problem[] = []
  consentNames.run({ ...makeIssue(given), newsletter, facts }, (problem) => problems.push(problem))
  return problems
}

const reasons = (given: Parameters<typeof makeIssue>[0]) => find(given).map(({ reason }) => reason)
const inEnglish = (english: string) => reasons({ texts: { en: english } })

describe('a name that a teller keeps out is found', () => {
  it.each<[string, string, RegExp]>([
    ['in the story', 'Hi\n\n:::story{#reentry speaker="s-001"}\nRosita’s door.\n:::', /line 9 of en\.md/],
    [
      'in a comment there',
      'Hi\n\n:::story{#reentry speaker="s-001"}\nA door.\n\n<!-- ask Rosita -->\n:::',
      /line 11 of/,
    ],
    ['in an alternative text', 'Hi\n\n:::story{#reentry speaker="s-001"}\n![Rosita.](images/a.png)\n:::', /line 9 of/],
    ['in the block’s id', 'Hi\n\n:::story{#rosita-door speaker="s-001"}\nA door.\n:::', /line 8 of/],
    ['as letters by number', 'Hi\n\n:::story{#reentry speaker="s-001"}\nR&#111;sita.\n:::', /line 9 of/],
    ['with emphasis inside', 'Hi\n\n:::story{#reentry speaker="s-001"}\nRo**si**ta.\n:::', /line 9 of/],
    [
      'in an address in percent form',
      'Hi\n\n:::story{#reentry speaker="s-001"}\n[A](https://example.org/R%6Fsita).\n:::',
      /line 9 of/,
    ],
    ['elsewhere, where it is a whole name', `Thank you, Rosa Example.\n\n${teller}`, /line 6 of/],
    ['its first part alone in the title', `title: What Rosa says\nHi\n\n${teller}`, /line 2 of/],
    ['its first part alone in the story', 'Hi\n\n:::story{#reentry speaker="s-001"}\nRosa opens.\n:::', /line 9 of/],
    ['in the title', `title: A letter from Springfield\nHi\n\n${teller}`, /line 2 of/],
  ])('%s', (_, english, where) => {
    expect(inEnglish(english)).toEqual([expect.stringMatching(where)])
  })

  it('in a translation', () => {
    const found = reasons({
      texts: { en: `Hi\n\n${teller}`, es: 'Hola\n\n:::story{#reentry}\nLa puerta de Rosita.\n:::' },
    })
    expect(found).toEqual([expect.stringContaining('line 9 of es.md')])
  })

  it('in the name of the folder, which is then printed nowhere', () => {
    const [problem, ...more] = find({ id: '2024-04-rosita', texts: { en: `Hi Rosa Example\n\n${teller}` } })
    expect(problem?.reason).toContain('the name of the issue’s folder')
    expect(JSON.stringify([problem, ...more])).not.toMatch(/rosita/i)
    expect(more).toHaveLength(1)
  })

  it('in the name of a picture’s file', () => {
    const images = { 'images/a.png': new Uint8Array(), 'images/rosa-example.png': new Uint8Array() }
    expect(reasons({ texts: { en: `Hi\n\n${teller}` }, images })).toEqual([
      expect.stringContaining('the file name of picture 2 of images/'),
    ])
  })

  it('in a picture’s metadata', async () => {
    const picture = await makeJpeg({ IFD0: { Artist: 'rosita' } })
    const english = 'Hi\n\n:::story{#reentry speaker="s-001"}\n![A pier.](images/pier.jpg)\n:::'
    const [problem] = find({ texts: { en: english }, images: { 'images/pier.jpg': picture } })
    expect(problem).toMatchObject({ code: 'consent_name', file: 'issues/2024-04-example/images/pier.jpg' })
    expect(problem?.reason).toContain('the metadata of images/pier.jpg')
  })
})

describe('left alone', () => {
  it.each<[string, string]>([
    ['a town and a first name elsewhere, which others share', `Rally in Springfield with Rosita\n\n${teller}`],
    ['an issue that does not tell the story', 'Rosa Example of Springfield writes.'],
  ])('%s', (_, english) => {
    expect(inEnglish(english)).toEqual([])
  })
})

it('a report of it prints neither the words nor the line they are in', () => {
  const english = `Rosa Example and ROSA EXAMPLE\n\n${teller.replace('A door', 'Rosita of Springfield')}`
  const given = { texts: { en: english }, images: { 'images/Rosita.png': new Uint8Array() } }
  const problems = find(given)
  const sources = new Map(makeIssue(given).issue.texts.map(({ file, source }) => [file, source]))
  const printed = formatProblems(problems, { colour: false, sources }) + JSON.stringify(problems)
  const inText = problems.filter(({ file }) => file?.endsWith('.md'))
  expect(inText.map((problem) => problem.toJSON())).toMatchObject([
    { line: 6, column: 1, endLine: null, endColumn: null },
    { line: 9, column: 1, endLine: null, endColumn: null },
  ])
  for (const line of [' and ROSA', ' of Springfield', '^']) expect(printed).not.toContain(line)
  expect(printed).toContain('issues/2024-04-example/en.md:6:1 error ')
  expect(printed).not.toMatch(/rosa|rosita|springfield/i)
})

it('a part of a name that somebody else has may stand where the story is not: in the letter, and as who reviewed it', () => {
  const found: Problem[] = []
  const { issue, documents } = makeIssue({ texts: { en: `Rosa Parks sat down.\n\n${teller}` } })
  const texts = issue.texts.map((text) => {
    const reviewed = (words: string, line: string) => words.replace('preheader:', `${line}\npreheader:`)
    return {
      ...text,
      source: reviewed(text.source, 'reviewed: Rosa Reader'),
      markdown: reviewed(`\n${text.markdown}`, ''),
    }
  })
  consentNames.run({ issue: { ...issue, texts }, documents, newsletter, facts }, (problem) => found.push(problem))
  expect(found).toEqual([])
})
