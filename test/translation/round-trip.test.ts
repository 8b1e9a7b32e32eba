import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { shippedIssues } from '../newsletter/prepared.ts'
import { front, plainBlock, TranslationWorkspace, wordsOf } from './workspace.ts'

const workspace = new TranslationWorkspace()
afterAll(() => workspace[Symbol.dispose]())

describe.each(shippedIssues)('%s', (issue) => {
  it('comes back byte for byte where the translator changed nothing', async () => {
    const before = workspace.read('es', issue)
    const { rows } = await workspace.export(issue)
    expect(rows).toBeGreaterThan(20)
    expect(await workspace.import(issue)).toMatchObject({ problems: [], written: false, changed: [] })
    expect(workspace.read('es', issue)).toBe(before)
  })

  it('takes every row that was changed, and says the same but for that', async () => {
    await workspace.export(issue)
    const marked = (text: string) => (/\p{L}{3}/u.test(text) ? text.replace(/\p{L}{3,}/u, (word) => `${word}X`) : text)
    await workspace.fill((source, target) => [source, marked(target)])
    const expected = (await workspace.lines()).map(({ source, target }) => [source, target])
    expect((await workspace.import(issue)).problems).toEqual([])
    await workspace.export(issue)
    expect((await workspace.lines()).map(({ source, target }) => [source, target])).toEqual(expected)
  })
})

const word = fc.constantFrom(
  ...[
    'home',
    'Ngày',
    'señal',
    'a*b',
    'x_y',
    '[see]',
    '3 < 4',
    'AT&T',
    '&copy;',
    '!',
    '1.',
    '#',
    '-',
    '+',
    '>',
    '~',
    '`',
  ],
  ...['“no”', '⟦', '⟦2⟧', '|', '\\', '10:30', ':x', '=', 'https', "it's", '=SUM(A1)', '"'],
)
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '))
/** As an author would write these words so that they are nothing but words. */
const asWords = (text: string): string => text.replaceAll(/[\\`*_[\]<>#~|&!=+-]|(?<=^\d)\./g, (mark) => `\\${mark}`)
const plain = words.map((text) => `w${asWords(text)}`)
const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: plain },
  plain.map((text) => `*${text}e*`),
  plain.map((text) => `**${text}e**`),
  plain.map((text) => `[${text}](https://example.org/a_(b)?c=1&d=2)`),
  fc.tuple(plain, words).map(([text]) => `[**${text}e** and](https://example.org/b "Its *title*")`),
  plain.map((text) => `:name[${text.replaceAll(/[[\]\\]/g, '')}]`),
  fc.constantFrom('`co | de`', '<https://example.org/auto>', 'https://example.org/bare', 'ana@example.org'),
  fc.constant('![A \\"door\\" and a tree](images/open-door.png)'),
)
const line = fc.array(piece, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '))
const prose = fc.tuple(line, fc.constantFrom(' ', '\n', '\\\n'), line).map((parts) => parts.join(''))
const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)
const part = fc.oneof(
  prose,
  fc.array(prose, { minLength: 1, maxLength: 3 }).map((list) => list.map((one) => `- ${indent(one, '  ')}`).join('\n')),
  fc.tuple(prose, prose).map((list) => list.map((one, at) => `${at + 1}. ${indent(one, '   ')}`).join('\n')),
  prose.map((one) => `> ${indent(one, '> ')}\n>\n> - and ${indent(one, '>   ')}`),
  line.map((one) => `### ${one}`),
  fc.constant('```\n:::not a fence\n```'),
  fc.constant('<!-- a note to other writers -->'),
  fc.constant('![A street](images/one-in-three.png)'),
  fc.constant('| a | b \\| c |\n| - | - |\n| *d* | [e](https://example.org) |'),
)
const body = fc.array(part, { minLength: 1, maxLength: 4 }).map((list) => list.join('\n\n'))
const block = fc
  .tuple(fc.boolean(), line, body)
  .map(([headed, title, text]) => (headed ? `## ${title}\n\n${text}` : text))
const document = fc.tuple(body, block, block, words).map(
  ([letter, story, action, label]) => `${front}Dear friends,

${letter}

:::story{#reentry speaker="org:ilrc" by="ilrc"}
${story}
:::

:::action{#call href="https://example.org/call" label="Call ${label.replaceAll(/["&\\]/g, '')}" for="policy"}
${action}
:::
`,
)

describe('any issue', () => {
  it('with its own words as the translation has the source’s blocks', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(document, async (en) => {
        workspace.write({ en })
        const exported = await workspace.export()
        fc.pre(exported.problems.length === 0)
        await workspace.fill((source) => [source, wordsOf(source)])
        const { problems, created } = await workspace.import()
        expect(problems.map(String)).toEqual([])
        expect(created).toBe(true)
        const documents = await workspace.documents()
        expect(documents.es?.blocks.map(plainBlock)).toEqual(documents.en.blocks.map(plainBlock))

        // What was taken comes back as it went out, and is up to date.
        await workspace.export()
        for (const { source, target } of await workspace.lines()) expect(target).toBe(wordsOf(source))
        expect(await workspace.import()).toMatchObject({ problems: [], written: false })
        expect((await workspace.export(undefined, true)).rows).toBe(0)
      }),
      { numRuns: Number(process.env.RUNS ?? 15), endOnFailure: process.env.RUNS !== undefined },
    )
  })
})
