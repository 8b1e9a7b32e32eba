import fc from 'fast-check'
import { toString as plainText } from 'mdast-util-to-string'
import { describe, expect, it } from 'vitest'
import { mendText } from '../../../src/outside/feeds/mend-text.ts'
import { readTitle, summarize } from '../../../src/outside/feeds/summarize.ts'
import { writeItem } from '../../../src/outside/feeds/write-item.ts'

const summaryOf = (html: string, language = 'en'): string =>
  plainText({ type: 'paragraph', children: summarize({ text: html, html: true }, language, 'Title') })

describe('words that ran together where lines were joined', () => {
  it.each([
    ['its immigration“enforcement priorities” – creating', 'its immigration “enforcement priorities” – creating'],
    ['targeted for arrest,detention,deportation', 'targeted for arrest, detention, deportation'],
    ['sobre las“prioridades de deportación” de', 'sobre las “prioridades de deportación” de'],
    ['No Bailout forSanctuary Cities', 'No Bailout for Sanctuary Cities'],
    ['the “memo”that replaced it', 'the “memo” that replaced it'],
    ['they left.The law', 'they left. The law'],
    ['the Network(IJN)says', 'the Network (IJN) says'],
    ['hola¿qué tal?Bien', 'hola ¿qué tal? Bien'],
  ])('%s', (written, mended) => {
    expect(mendText(written)).toBe(mended)
  })

  it.each([
    ...['priormemos', 'enable themto', 'Actwhich', 'categorías depersonas', '1,000 people', 'U.S.A', 'H.R. 5717'],
    ...['LinkedIn', 'McDonald', 'YouTube', '(un)documented', 'person(s)who', 'https://example.org/a,b', 'Example.Org'],
    ...['10:30', 'don’t', 'Ph.D'],
  ])('%s could be meant, and stays', (written) => {
    expect(mendText(written)).toBe(written)
  })

  it('are parted by spaces alone: no letter is made up and none is lost', () => {
    const words = fc.array(
      fc.constantFrom('immigration', 'ábc', ',', '.', '“', '”', '(DHS)', 'The', 'for', ' ', '?', ':name[', 'Đại'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((parts) => parts.join('')),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          const letters = (from: string) => from.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
          expect(letters(mendText(text))).toBe(letters(text))
          expect(mendText(mendText(text))).toBe(mendText(text))
        },
      ),
    )
  })
})

describe('an excerpt that breaks off', () => {
  const sentence = 'Many people leave jail or prison with significant trauma.'

  it.each([
    '[&hellip;]',
    '[…]',
    '[...]',
    '…',
    '&hellip;',
    '...',
    '(…)',
  ])('with %s ends with its last whole sentence', (mark) => {
    expect(summaryOf(`<p>${sentence} Incarceration separates people ${mark}</p>`)).toBe(sentence)
  })

  it('ends with … where there is no whole sentence that says enough', () => {
    expect(summaryOf('<p>The New Way Forward Act &#8211; [&hellip;]</p>')).toBe('The New Way Forward Act…')
    expect(summaryOf('<p>Hi. The New Way Forward Act and [&hellip;]</p>')).toBe('Hi. The New Way Forward Act and…')
  })

  it('is not cut after initials or a title', () => {
    const text = 'The network urges a vote on H.R. 5717 and thanks Dr. Nobody of the U.S. House for [&hellip;]'
    expect(summaryOf(`<p>${text}</p>`)).toBe(text.replace(' [&hellip;]', '…'))
  })

  it('is cut to a few lines where it is a whole article', () => {
    const summary = summaryOf(`<p>${`${sentence} `.repeat(400)}</p>`)
    expect(summary.length).toBeLessThanOrEqual(320)
    expect(summary.endsWith('trauma.')).toBe(true)
  })

  it('that is whole stays whole', () => {
    expect(summaryOf('<p>10 Things to Know &amp; Jail Support</p>')).toBe('10 Things to Know & Jail Support')
  })
})

describe('the HTML of a feed', () => {
  it.each([
    ['The post <a href="https://example.org">Title</a> appeared first on <a href="/">Us</a>.', 'en'],
    ['La entrada <a href="https://example.org">Título</a> se publicó primero en <a href="/">Nos</a>.', 'es'],
    ['The post Title appeared first on Us.', 'en'],
  ])('loses WordPress’s own words: %s', (words, language) => {
    expect(summaryOf(`<p>Known words.</p>\n<p>${words}</p>`, language)).toBe('Known words.')
    expect(summaryOf(`Known words. ${words}`, language)).toBe('Known words.')
  })

  it('keeps its words and emphasis, and nothing that runs, loads or leads elsewhere', () => {
    const html =
      '<h2>No</h2><script>no()</script><p onclick="no()">A <b>bold</b> &amp; <i>quiet</i> <a href="https://no.example.org">word</a><img src="https://no.example.org/pixel.gif"></p><iframe src="//no"></iframe><p><a href="/">Continue reading <span>it</span></a></p>'
    const item = writeItem('T', 'https://example.org/t', summarize({ text: html, html: true }, 'en', 'T'))
    expect(item).toBe('- [T](https://example.org/t): A **bold** & *quiet* word')
  })

  it('cannot write Markdown, HTML or a slot of ours', () => {
    const title = { text: 'A &lt;b&gt; [x](https://no.example.org) *y* `z`', html: true }
    const item = writeItem(readTitle(title), 'https://example.org/a_(b)', [])
    expect(item).toBe('- [A \\<b> \\[x\\](https://no.example.org) \\*y\\* \\`z\\`](https://example.org/a_\\(b\\))')
    expect(summaryOf('Hello :name[friend] and :name')).toBe('Hello : name[friend] and : name')
  })

  it('may be nested deeper than anything can read', () => {
    expect(summaryOf('<div>'.repeat(50_000))).toBe('')
  })

  it('says nothing twice', () => {
    expect(summaryOf('<p>Title</p>')).toBe('')
  })
})

it('cuts a title that is one endless word, never within a character', () => {
  expect(readTitle({ text: 'B'.repeat(5000), html: false })).toBe(`${'B'.repeat(200)}…`)
  expect(readTitle({ text: `x${'😀'.repeat(300)}`, html: false })).toBe(`x${'😀'.repeat(99)}…`)
  expect(readTitle({ text: 'Words '.repeat(100), html: false })).toMatch(/Words…$/)
})
