import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findUnsupported, type Unsupported } from '../../src/edition/inspect/markup/client-support.ts'
import { allowedFeatures } from '../../src/edition/inspect/markup/client-support-allowed.ts'
import { inspectMarkup } from '../../src/edition/inspect/markup/inspect-markup.ts'
import { findPaleWords } from '../../src/edition/inspect/markup/pale-words.ts'
import { readSkeleton } from '../../src/edition/inspect/markup/skeleton.ts'
import { renderWith, templates } from '../engines/both.ts'
import { english, vietnamese } from '../engines/sample.ts'

const at = { file: 'templates/monthly.mjml' }
const newCache = () => mkdtempSync(join(tmpdir(), 'wayforward-markup-'))

let mails: { template: string; html: string }[] = []
beforeAll(async () => {
  mails = await Promise.all(
    templates.map(async (template) => ({ template, html: await renderWith(template, english) })),
  )
})

/** What is found in a mail that was changed. */
async function find(change: (html: string) => string, among = mails.slice(-1)) {
  const changed = among.map(({ html }) => change(html))
  const problems = await inspectMarkup(changed, at, newCache())
  return problems.map(({ code, severity, file, reason }) => ({ code, severity, file, reason }))
}

const put = (more: string) => (html: string) => html.replace('</h1>', `</h1>${more}`)
const style = (css: string) => (html: string) => html.replace('</head>', `<style>${css}</style></head>`)

describe('the templates that ship', () => {
  it('use nothing that is not allowed, are sound, and can be read in light and in dark', async () => {
    expect(await find((html) => html, mails)).toEqual([])
  })

  it('need every line of the list of what is allowed', async () => {
    const found: Unsupported[] = []
    for (const { html } of mails) found.push(...(await findUnsupported(readSkeleton(html).tags)))
    const needed = ({ feature, clients }: (typeof allowedFeatures)[number]): boolean =>
      found.some(
        (one) =>
          one.feature === feature &&
          (clients ?? ['']).every((start) => one.clients.some((client) => client.startsWith(start))),
      )
    expect(allowedFeatures.filter((allowed) => !needed(allowed)).map(({ feature }) => feature)).toEqual([])
  })
})

describe('what mail programs cannot show', () => {
  it('is told once for all mails, with the programs and what is seen there', async () => {
    const found = await find(put('<div style="display:grid">a</div><p style="display:grid">b</p>'))
    expect(found).toEqual([
      {
        code: 'client_support',
        severity: 'warn',
        file: 'templates/monthly.mjml',
        reason: expect.stringMatching(
          /display:grid, which .*Outlook \(Windows, classic\).* cannot show\. What stands side/,
        ),
      },
    ])
  })

  it.each([
    ['a film', put('<video src="https://example.org/f.mp4"></video>'), '<video> element'],
    ['a style of the style sheet', style('.x{position:sticky}'), 'position'],
  ])('is found in %s', async (_, change, feature) => {
    expect(await find(change)).toEqual([expect.objectContaining({ reason: expect.stringContaining(feature) })])
  })

  it('is not said of a property whose name only holds another’s', async () => {
    expect(await find(put('<p style="text-transform:none">a</p>'))).toEqual([])
  })
})

describe('HTML that is not sound', () => {
  it.each([
    ['an element that is not closed', put('<p><em>half</p>'), 'em'],
    ['the same id twice', put('<p id="a">x</p><h2 id="a">y</h2>'), 'Duplicate ID'],
    ['a table cell outside of a table row', put('<table role="presentation"><td>x</td></table>'), '<td>'],
  ])('%s is a warning', async (_, change, words) => {
    const found = await find(change)
    expect(found.map(({ code }) => code)).toContain('markup_fault')
    expect(found.map(({ reason }) => reason).join()).toContain(words)
  })
})

describe('words too pale for their ground', () => {
  const page = (body: string, css = '') => `<html><head><style>${css}</style></head><body>${body}</body></html>`
  const modes = async (html: string) => (await findPaleWords(html)).map(({ mode, ink, ground }) => [mode, ink, ground])
  const dark = (css: string) => `@media (prefers-color-scheme: dark){${css}}`

  it('are found by the nearest colour and the nearest ground', async () => {
    const html = page(
      '<div style="background:#fff"><p style="color:#999">pale <b>too</b></p><p style="color:#333">x</p></div>',
    )
    expect(await modes(html)).toEqual([['light', '#999999', '#ffffff']])
  })

  it('are found in old attributes, and in a style sheet that wins', async () => {
    expect(await modes(page('<table bgcolor="#222222"><tr><td>x</td></tr></table>'))).toEqual([
      ['light', '#000000', '#222222'],
    ])
    expect(await modes(page('<p class="m" style="color:#000">x</p>', 'p.m{color:#ddd!important}'))).toEqual([
      ['light', '#dddddd', '#ffffff'],
    ])
    expect(await modes(page('<p class="m" style="color:#000">x</p>', 'p.m{color:#ddd}'))).toEqual([])
  })

  it('are found in dark mode where only the ground was made dark', async () => {
    const body = '<div class="pg" style="background:#fff;color:#111">x <p style="color:#222">y</p></div>'
    expect(await modes(page(body, dark('.pg{background:#111!important;color:#eee!important}')))).toEqual([
      ['dark', '#222222', '#111111'],
    ])
    expect(
      await modes(page(body, dark('.pg{background:#111!important;color:#eee!important}.pg > p{color:#ddd!important}'))),
    ).toEqual([])
  })

  it.each([
    ['on a picture', '<div style="background:#222 url(a.png)">x</div>', ''],
    ['of a link whose colour the program chooses', '<div style="background:#00e"><a href="x">x</a></div>', ''],
    ['half seen through', '<p style="color:rgba(0,0,0,.1)">x</p>', ''],
    ['that nobody sees', '<p style="display:none;color:#fff">x</p>', ''],
    [
      'coloured by a selector that cannot be told',
      '<p style="color:#eee">x</p>',
      'p:nth-child(2){color:#000!important}',
    ],
  ])('are not said of words %s', async (_, body, css) => {
    expect(await modes(page(body, css))).toEqual([])
  })
})

describe('a mail’s skeleton', () => {
  it('is one and the same for languages and issues that say different things in the same build', async () => {
    const html = (words: string, url: string, alt: string) =>
      `<html lang="en"><body><p style="margin:0">${words} <em>${words}</em></p><p style="margin:0">${words}</p><a href="${url}"><img src="${url}.png" alt="${alt}"></a></body></html>`
    const one = readSkeleton(html('Hello', 'https://example.org/a', 'A pier'))
    const other = readSkeleton(html('Xin chào', 'https://example.org/b?c=d', 'Một bến tàu').replace('"en"', '"vi"'))
    expect(other).toEqual(one)
    expect(one.html).not.toMatch(/Hello|example|pier/)
  })

  it('keeps whether a description, a heading or a text is empty', () => {
    expect(readSkeleton('<h2></h2><img src="a.png" alt=""><p>&nbsp;</p>').html).toBe(
      '<h2></h2><img src="https://x.invalid/x.png" alt=""><p> </p>',
    )
  })

  it('keeps comments, which Outlook reads, and brackets in attributes', () => {
    const html = '<!--[if mso]><table><![endif]--><p title="a > b" class="c">x</p>'
    expect(readSkeleton(html).html).toBe('<!--[if mso]><table><![endif]--><p title="x" class="c">x</p>')
  })
})

describe('what was found', () => {
  it('is kept, and told again without a second look', async () => {
    const cache = newCache()
    const html = put('<div style="display:grid">a</div>')(await renderWith('alert', english))
    const first = await inspectMarkup([html], at, cache)
    expect(readdirSync(cache)).toHaveLength(1)
    const other = html.replaceAll('Second', 'Third')
    expect(await inspectMarkup([other], at, cache)).toEqual(first)
    const [kept = ''] = readdirSync(cache)
    writeFileSync(join(cache, kept), JSON.stringify({ unsupported: [], faults: [], pale: [], unread: [] }))
    expect(await inspectMarkup([other], at, cache)).toEqual([])
    for (const other of ['null', '{"unsupported": [null]}', '{"unsup']) {
      writeFileSync(join(cache, kept), other)
      expect(await inspectMarkup([html], at, cache)).toEqual(first)
    }
  })

  it('is found all the same where nothing can be kept', async () => {
    const html = put('<div style="display:grid">a</div>')(await renderWith('alert', vietnamese))
    expect(await inspectMarkup([html], at, '/dev/null/cache')).toHaveLength(1)
  })

  it('includes that styles cannot be read', async () => {
    const found = await find(style('.a{color:red'))
    expect(found.map(({ code, severity }) => [code, severity])).toContainEqual(['markup_unread', 'warn'])
  })
})
