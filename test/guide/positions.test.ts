import fc from 'fast-check'
import { toString as plainText } from 'mdast-util-to-string'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/document/markdown.ts'
import { parseDocument } from '../../src/document/parse-document.ts'
import { normaliseWords } from '../../src/guide/normalise.ts'
import { readDocumentTexts } from '../../src/guide/read-document-texts.ts'
import { readTexts } from '../../src/guide/read-texts.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { IssueText } from '../../src/issue/issue.ts'
import { find } from './small-guide.ts'

/** Cut a finding out of its source, and read what was cut as a reader would. */
function cut(source: string, { start, end }: { start: number; end: number }): string {
  const lines = source.slice(start, end).replaceAll(/(?:\\| +)?\n[ \t>]*/g, '\n')
  return normaliseWords(plainText(parseMarkdown(lines.replaceAll(/\*+|_+|~~|^>\s?/gm, ''))))
}

describe('a finding cuts its words out of the source', () => {
  test.each([
    'Two felons, one *fe*lon.',
    'Fish &amp; chips for felons &mdash; and a f&#101;lon, felon&#115; and &#102;elons.',
    'A \\*star\\* and a felon\\!',
    '> Quoted: law-\n> abiding felons\n> and law\n> abiding people.',
    '> - A list: illegal\n>   immigrants\n>   came.',
    '1. They came through no fault  \n   of their own.',
    'They came through no\\\nfault of their own.',
    '| a | b |\n| - | - |\n| x \\| felon | illegal \\| workers, law-abiding |',
    'Il\u{AD}legal &shy;im\u{AD}migrants.',
    '![Two felons & a \\[door\\]: illegal *im*migrants](images/door.png "A \\"felon\\" (two)")',
    'The [law-*abi*ding](https://example.org "For felons") and [felons](https://example.org (a felon)).',
    'Write to (felon@example.org) or (www.example.org/felon) about felons.',
    '𝒳 felons 🦋 and e\u{301}a felon.',
    'Tab\tfelons \u{A0} felon.',
    '# A felon #\n\nHeading felons\n==============',
  ])('%j', (markdown) => {
    const findings = find(markdown)
    expect(findings.length).toBeGreaterThan(0)
    for (const { source, words } of findings) expect(cut(markdown, source)).toBe(words)
  })

  const word = fc.constantFrom(
    'felons',
    'law-abiding',
    'illegal immigrants',
    'people',
    'the door',
    'Señora',
    'a &amp; b',
  )
  const dressed = fc.tuple(word, fc.constantFrom('', '*', '**', '_', '~~')).map(([inner, mark]) => mark + inner + mark)
  const piece = fc.oneof(
    dressed,
    dressed.map((inner) => `[${inner}](https://example.org "two felons")`),
    dressed.map((inner) => inner.replaceAll('e', 'e\u{AD}')),
    fc.constantFrom(
      '`felons`',
      '<!-- felons -->',
      'https://example.org/felons',
      '\\*',
      '&#8212;',
      '☂',
      '𝒳',
      ':name[felon]',
    ),
  )
  const paragraph = fc
    .array(fc.tuple(piece, fc.constantFrom(' ', '\n', ' \n', '  \n', '\\\n', ', ', '. ')), {
      minLength: 1,
      maxLength: 12,
    })
    .map((pieces) =>
      pieces
        .map(([inner, space]) => inner + space)
        .join('')
        .trimEnd(),
    )
  const frame = fc.constantFrom(
    (inner: string) => inner,
    (inner: string) => inner.replaceAll(/^/gm, '> '),
    (inner: string) => inner.replaceAll(/^/gm, '> > '),
    (inner: string) => `- ${inner.replaceAll('\n', '\n  ')}`,
    (inner: string) => `> 1. ${inner.replaceAll('\n', '\n>    ')}`,
  )

  test('in any dress, in quotations and lists', () => {
    fc.assert(
      fc.property(paragraph, frame, fc.constantFrom('NFC', 'NFD'), (inner, into, form) => {
        const source = `Before.\n\n${into(inner)}\n\nAfter.`.normalize(form)
        for (const { source: span, words } of find(source)) expect(cut(source, span)).toBe(words)
      }),
      { numRuns: 150 },
    )
  })

  test('every character of a text stands where it says, in the order of the source', () => {
    fc.assert(
      fc.property(paragraph, frame, (inner, into) => {
        const source = into(inner)
        for (const { text, starts, ends } of readTexts(parseMarkdown(source), source, 'en')) {
          expect(starts).toHaveLength(text.length)
          expect(ends).toHaveLength(text.length)
          starts.forEach((start, index) => {
            const end = ends[index] ?? 0
            expect(start).toBeLessThan(end)
            if (index > 0) expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0)
            if (/[a-zA-Z]/.test(text[index] ?? '') && end === start + 1) expect(source[start]).toBe(text[index])
          })
        }
      }),
      { numRuns: 100 },
    )
  })
})

function read(source: string): IssueText {
  const { meta, places, markdown } = readFrontMatter(source, 'en.md', true)
  return { language: 'en', file: 'en.md', source, meta, places, markdown }
}

const head = 'date: 2024-04-01\nkind: monthly\ntemplate: monthly\n'

function textsOf(source: string) {
  const text = read(source)
  return readDocumentTexts(parseDocument(text).document, text)
}

describe('the texts of an issue', () => {
  test.each([
    ['plain', 'title: Felons & friends'],
    ['in double quotation marks', 'title: "Felons \\"&\\" \\u0066riends \\\n  and more"'],
    ['in single quotation marks', "title: 'Felons'' friends'"],
    ['over several lines', 'title: Felons and\n  friends'],
    ['folded', 'title: >-\n  Felons and\n  friends'],
    ['with a comment', 'title: Felons and friends # not these felons'],
  ])('a title %s', (_, title) => {
    const source = `---\n${title}\nsubject: Subject\npreheader: "Two felons"\n${head}---\nDear friends.\n`
    const texts = textsOf(source)
    const found = texts.filter(({ kind }) => kind === 'front')
    expect(found.map(({ block }) => block)).toEqual(['title', 'subject', 'preheader'])
    const [first, , third] = found
    expect(first?.text).toBe(normaliseWords(read(source).meta.title))
    expect(source.slice(first?.starts[0], first?.ends[5])).toBe('Felons')
    expect(source.slice(third?.starts[0], third?.ends.at(-1))).toBe('Two felons')
  })

  const source = `---
title: Title
subject: Subject
preheader: Preheader
${head}---
Dear :name[friend],\u{7} hello there.

\u{7}\u{7}*A*\u{7} \u{7}line of\u{7} *controls*

:::story{#own speaker="s-014"}
## What I carry

I was a felon[, they said][ref].
:::

::: action{#call href="https://example.org/call" label="Call for law-abiding &amp; other people"}
## Call

- One
- Two
:::

:::quote{#q speaker="org:ilrc"}
Nobody is only the worst thing they have done.
:::

[ref]: https://example.org "Said of felons"
`

  test('come with their block, their kind, and who says them', () => {
    const texts = textsOf(source).map(({ block, kind, ofTeller, quotation }) => [block, kind, ofTeller, quotation])
    expect(texts).toEqual([
      ['title', 'front', false, undefined],
      ['subject', 'front', false, undefined],
      ['preheader', 'front', false, undefined],
      ['letter', 'prose', false, undefined],
      ['letter', 'prose', false, undefined],
      ['own', 'heading', true, undefined],
      ['own', 'prose', true, undefined],
      ['own', 'link-title', true, undefined],
      ['call', 'attribute', false, undefined],
      ['call', 'heading', false, undefined],
      ['call', 'prose', false, undefined],
      ['call', 'prose', false, undefined],
      ['q', 'prose', false, 'attributed'],
    ])
  })

  test('stand where the file has them, though fences were mended and control characters taken out', () => {
    for (const { text, starts, ends } of textsOf(source)) {
      const at = text.search(/(?:felon|law-abiding|hello|controls|Nobody|Two|Call)/)
      if (at < 0) continue
      const [words = ''] = /[\w-]+/.exec(text.slice(at)) ?? []
      expect(source.slice(starts[at], ends[at + words.length - 1])).toBe(words)
    }
    expect(textsOf(source).map(({ text }) => text)).toContain('Call for law-abiding & other people')
  })
})
