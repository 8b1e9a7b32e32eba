import { describe, expect, it } from 'vitest'
import type { Rendition, TemplateData } from '../../src/edition/edition.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { block, document, origin, renderPlain, rendition, sources } from './sample.ts'

/** The codes found when the plain template's HTML is changed, or the words of the letter are. */
async function findCodes(
  change: (html: string, data: TemplateData) => string,
  { letter = 'Hello, [all](https://example.org/all).', renditions = new Map<string, Rendition>() } = {},
): Promise<string[]> {
  const engine = { render: async (data: TemplateData) => change(renderPlain(data), data) }
  const [edition] = await renderEditions(
    sources([document([block('letter', 'letter', {}, letter)])], { engine, renditions }),
  )
  return [...new Set(edition?.problems.map(({ code }) => code))]
}

const put = (more: string) => (html: string) => html.replace('</h1>', `</h1>${more}`)
const picture = (attributes: string) => put(`<img src="${origin}/i/a.png" ${attributes}>`)

describe('inspectEdition', () => {
  it('finds nothing in a good edition', async () => {
    expect(await findCodes((html) => html)).toEqual([])
  })

  it.each<[string, (html: string, data: TemplateData) => string, string[]]>([
    [
      'no unsubscribe link',
      (html, { footer }) => html.replace(footer.unsubscribe, 'https://example.org/all'),
      ['unsubscribe_missing'],
    ],
    [
      'no preferences link',
      (html, { footer }) => html.replace(footer.preferences, 'https://example.org/all'),
      ['preferences_missing'],
    ],
    ['half a postal address', (html) => html.replace('PO Box 0000', ''), ['postal_address_missing']],
    ['a link the text part lacks', put('<p><a href="https://example.org/only-here">x</a></p>'), ['text_link_missing']],
    ['no language on html', (html) => html.replace('<html lang="en" dir="ltr">', '<html>'), ['language_missing']],
    [
      'no direction on a child of body',
      (html) => html.replace('<div lang="en" dir="ltr">', '<div lang="en">'),
      ['language_missing'],
    ],
    ['two first headings', put('<h1>More</h1>'), ['heading_first']],
    ['no first heading', (html) => html.replace(/<\/?h1>/g, ''), ['heading_first']],
    ['a heading that skips a level', put('<h3>Deep</h3>'), ['heading_skipped']],
    ['a link without words', put('<p><a href="https://example.org/all"></a></p>'), ['link_silent']],
    [
      'a link told by colour',
      put('<p>Read <a href="https://example.org/all" style="text-decoration:none">all</a></p>'),
      ['link_by_colour'],
    ],
    ['a table that lays out', put('<table><tr><td>x</td></tr></table>'), ['table_role_missing']],
    [
      'a layout table round a data table',
      put('<table><tr><td><table><tr><th>x</th></tr></table></td></tr></table>'),
      ['table_role_missing'],
    ],
    [
      'Outlook’s table without role',
      put('<!--[if mso]><table width="600"><tr><td><![endif]-->'),
      ['table_role_missing'],
    ],
    ['a picture without alt', picture('width="9" height="9"'), ['image_alt_missing']],
    ['a picture without width', picture('alt="x" height="9"'), ['image_width_missing']],
    ['a picture without height', picture('alt="x" width="9"'), ['image_height_missing']],
    ['a picture whose height is left open', picture('alt="x" width="9" height="auto"'), ['image_height_missing']],
    [
      'a picture from elsewhere',
      put('<img src="https://example.com/a.png" alt="x" width="9" height="9">'),
      ['image_foreign'],
    ],
    [
      'a background from elsewhere',
      put('<p style="background:url(\'https://example.com/a.png\')">x</p>'),
      ['image_foreign'],
    ],
    ['a pixel that counts readers', picture('alt="" width="1" height="1"'), ['image_pixel']],
    ['a script', put('<script>1</script>'), ['active_content']],
    ['a form', put('<form action="https://example.org/all"><input></form>'), ['active_content']],
    ['a handler', put('<p onclick="x()">x</p>'), ['active_content']],
    ['template code', put('<p>{{ words.why }}</p>'), ['leftover']],
    ['an object', put('<p>[object Object]</p>'), ['leftover']],
    ['a value that was not there', put('<p>undefined</p>'), ['leftover']],
    ['a style that was not there', put('<p style="color:undefined">x</p>'), ['leftover']],
    ['another edition’s slot', put('<p>zq9slotabcx0qz</p>'), ['leftover']],
  ])('finds %s', async (_, change, codes) => {
    expect(await findCodes(change)).toEqual(codes)
  })

  it.each([
    ['a data table', '<table><thead><tr><th scope="col">x</th></tr></thead></table>'],
    ['the word undefined in a sentence', '<p>The word undefined has no meaning.</p>'],
    [
      'a link that is a line of its own',
      '<p><a style="text-decoration:none" href="https://example.org/all">All</a></p>',
    ],
    [
      'a linked picture',
      `<a href="https://example.org/all"><img src="${origin}/i/a.png" alt="All" width="9" height="9"></a>`,
    ],
  ])('lets %s pass', async (_, html) => {
    expect(await findCodes(put(html))).toEqual([])
  })

  it('measures against Gmail’s clip as the mail travels, and names the heaviest block', async () => {
    // Three bytes for each of these in UTF-8, nine in quoted-printable.
    expect(await findCodes((html) => html, { letter: 'ễ'.repeat(10_200) })).toEqual(['html_heavy'])
    expect(await findCodes((html) => html, { letter: 'ễ'.repeat(12_000) })).toEqual(['html_clipped'])
    const documents = [document([block('letter', 'letter', {}, 'ễ'.repeat(12_000))])]
    const [edition] = await renderEditions(sources(documents))
    expect(edition?.problems[0]?.hint).toMatch(/"letter" \(1\d\d KB\)/)
  })

  it('counts the pictures a reader loads', async () => {
    const heavy = new Map([
      ['images/a.png', rendition('a.png', 600, 400, 500 * 1024)],
      ['images/b.png', rendition('b.png', 600, 400, 400 * 1024)],
    ])
    expect(await findCodes((html) => html, { letter: '![a](images/a.png)', renditions: heavy })).toEqual([])
    const both = '![a](images/a.png) ![b](images/b.png)'
    expect(await findCodes((html) => html, { letter: both, renditions: heavy })).toEqual(['images_heavy'])
    const documents = [document([block('letter', 'letter', {}, both)])]
    const [edition] = await renderEditions(sources(documents, { renditions: heavy }))
    expect(edition?.problems).toMatchObject([
      { line: 1, column: 1, hint: expect.stringContaining('issues/2024-10-sample/images/a.png (500 KB)') },
    ])
  })

  it('finds what is left over where it was written, or says that nobody wrote it there', async () => {
    const letter = 'Dear friends,\n\nwe met\n[object Object] again.'
    const [edition] = await renderEditions(sources([document([block('letter', 'letter', {}, letter)])]))
    expect(edition?.problems).toMatchObject([
      { code: 'leftover', file: 'issues/2024-10-sample/en.md', line: 4, column: 1 },
    ])
    const subject = { start: { line: 3, column: 10 }, end: { line: 3, column: 19 } }
    const named = { ...document([block('letter', 'letter', {}, 'Hi')], { subject: '[object x]' }), places: { subject } }
    const [second] = await renderEditions(sources([named]))
    expect(second?.problems).toMatchObject([{ code: 'leftover', line: 3, column: 10 }])
    const engine = { render: async (data: TemplateData) => put('<p>{{ words.why }}</p>')(renderPlain(data)) }
    const [third] = await renderEditions(sources([document([block('letter', 'letter', {}, 'Hi')])], { engine }))
    expect(third?.problems[0]?.line).toBeUndefined()
    expect(third?.problems[0]?.hint).toContain('template')
  })

  it('says where each problem is: the document it was made from', async () => {
    const engine = { render: async (data: TemplateData) => put('<script></script>')(renderPlain(data)) }
    const [edition] = await renderEditions(sources([document([block('letter', 'letter', {}, 'Hi')])], { engine }))
    expect(edition?.problems.map(({ file }) => file)).toEqual(['issues/2024-10-sample/en.md'])
  })
})
