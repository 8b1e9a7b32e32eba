import { describe, expect, it } from 'vitest'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { checkLinks } from '../../src/newsletter/check-links.ts'
import type { LinkAnswer } from '../../src/outside/probe-link.ts'
import { newsletter, sources } from '../edition/sample.ts'

const { brand } = sources([])
const fine: LinkAnswer = { kind: 'answered', status: 200, forGood: true }
const unknown: LinkAnswer = { kind: 'failed', why: 'the name is not known', sure: true }

/** What is said of an issue with these words, in English and as its Spanish translation, where addresses answer so. */
async function check(answers: Record<string, LinkAnswer>, en: string, es = 'Hola') {
  const texts = Object.entries({ en, es }).map(([language, body]) => {
    const file = `issues/2024-10-sample/${language}.md`
    const source = `---\ntitle: T\nsubject: S\npreheader: P\ndate: 2024-10-15\nkind: monthly\ntemplate: monthly\n---\n${body}`
    const { shared: _, problems: __, ...read } = readFrontMatter(source, file, language === 'en')
    return { language, file, source, ...read }
  })
  const issue: Issue = {
    id: '2024-10-sample',
    folder: '/issues/2024-10-sample',
    meta: { date: '2024-10-15', kind: 'monthly', template: 'monthly' },
    texts,
    images: [],
  }
  const { documents } = parseIssue(issue, newsletter)
  const asked: string[] = []
  let now = 0
  let most = 0
  const problems = await checkLinks({ issue, documents, newsletter, brand }, async (url) => {
    asked.push(url)
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    return answers[url] ?? fine
  })
  const lines = problems.map(
    ({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`,
  )
  return { lines, problems, asked, most }
}

const at = (place: string) => `issues/2024-10-sample/${place}`

describe('check --online', () => {
  it('asks each address once, without its fragment, wherever it is written', async () => {
    const block =
      ':::action{#call href="https://example.org/call" by="2024-10-30"}\nCall [us](https://example.org/a#b).\n:::'
    const { asked, lines } = await check(
      {},
      `See [a](https://example.org/a) or [write](mailto:a@example.org).\n\n${block}`,
      `[a](https://example.org/a)`,
    )
    expect(asked.filter((url) => url.startsWith('https://example.org')).sort()).toEqual([
      'https://example.org/a',
      'https://example.org/call',
    ])
    expect(lines).toEqual([])
  })

  it('names a dead address at every place that has it', async () => {
    const dead: LinkAnswer = { kind: 'answered', status: 404, forGood: true }
    const { lines } = await check(
      { 'https://example.org/a': dead },
      'Dear friends,\nsee [a](https://example.org/a).',
      'Vea [a](https://example.org/a#b).',
    )
    expect(lines).toEqual([`${at('en.md')}:10:5 warn link_dead`, `${at('es.md')}:9:5 warn link_dead`])
  })

  it.each<[string, LinkAnswer, string[]]>([
    ['gone', { kind: 'answered', status: 410, forGood: true }, ['warn link_dead']],
    ['a name that is not there', unknown, ['warn link_unreachable']],
    ['a slow site', { kind: 'failed', why: 'no answer in time', sure: false }, ['suggest link_unasked']],
    ['a site that turns programs away', { kind: 'answered', status: 403, forGood: true }, ['suggest link_unasked']],
    ['too many questions', { kind: 'answered', status: 429, forGood: true }, ['suggest link_unasked']],
    ['a fault of the server', { kind: 'answered', status: 503, forGood: true }, ['suggest link_unasked']],
    [
      'moved for good',
      { kind: 'answered', status: 200, movedTo: 'https://example.org/b', forGood: true },
      ['suggest link_moved'],
    ],
    ['moved for now', { kind: 'answered', status: 200, movedTo: 'https://example.org/b', forGood: false }, []],
    [
      'sent to the first page, whatever it says',
      { kind: 'answered', status: 200, movedTo: 'https://example.org/', forGood: false },
      ['suggest link_moved'],
    ],
    [
      'moved, and gone there',
      { kind: 'answered', status: 404, movedTo: 'https://example.org/b', forGood: true },
      ['warn link_dead'],
    ],
  ])('says of %s', async (_, answer, said) => {
    const { lines } = await check({ 'https://example.org/a/page': answer }, '[a](https://example.org/a/page)')
    expect(lines).toEqual(said.map((words) => `${at('en.md')}:9:1 ${words}`))
  })

  it('asks a few sites at a time, and one site one thing after another', async () => {
    const many = (host: (index: number) => string) =>
      Array.from({ length: 30 }, (_, index) => `[a](https://${host(index)}/${index})`).join(' ')
    expect(
      (
        await check(
          {},
          many((index) => `s${index}.example.org`),
        )
      ).most,
    ).toBe(6)
    const same = await check(
      {},
      many(() => 'one.example.org'),
    )
    expect(same.asked.filter((url) => url.includes('one.'))).toHaveLength(30)
    // Beside it only what stands in every mail: the network's own site.
    expect(same.most).toBe(2)
  })

  it('does not ask again a site that did not answer, nor complain of each link where none is reached', async () => {
    const links = '[a](https://lost.example.org/a) [b](https://lost.example.org/b)'
    const { asked, lines } = await check({ 'https://lost.example.org/a': unknown }, links)
    expect(asked.filter((url) => url.includes('lost'))).toEqual(['https://lost.example.org/a'])
    expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['link_unreachable', 'link_unreachable'])

    const nothing = new Proxy<Record<string, LinkAnswer>>({}, { get: () => unknown })
    expect((await check(nothing, links)).problems).toMatchObject([{ code: 'links_offline' }])
  })
})
