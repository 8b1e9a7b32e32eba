import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/document/document.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { fill } from '../../src/edition/slots.ts'
import { block, document, newsletter, origin, sources } from './sample.ts'

const values = { name: 'Linh', unsubscribe: `${origin}/u/abc`, preferences: `${origin}/p/abc` }

async function renderOne(blocks: Block[], meta = {}, language = 'en') {
  const [edition] = await renderEditions(sources([document(blocks, meta, language)]))
  if (!edition) throw new Error('no edition')
  return {
    edition,
    html: fill(edition.html, values),
    // Lines are wrapped; where is another test's matter.
    text: fill(edition.text, values).replace(/\s+/g, ' '),
    subject: fill(edition.subject, values),
  }
}

const everyKind = [
  block('letter', 'letter', {}, 'Dear :name[friend],\n\nRead [the news](https://example.org/news).'),
  block('story', 'reentry', { speaker: { kind: 'org', member: 'ilrc' } }, '## Home again\n\nWe *rebuilt* a life.'),
  block('action', 'call', { href: 'https://example.org/call?a=1&b=2', by: '2024-10-30' }, '## Call\n\nTwo minutes.'),
  block('resources', 'guides', {}, '- [A guide](https://example.org/guide)\n- **Another**'),
  block('event', 'talk', { start: '2024-10-17T18:00', end: '2024-10-17T19:30', where: 'Online' }, '## A talk'),
  block('alert', 'law', { reviewed: '2024-10-01', until: '2024-12-31' }, '## Ask first\n\nAsk a lawyer.'),
  block('vote', 'hr', { bill: 'H.R. 5717', position: 'oppose', lobbying: 'grassroots' }, 'It harms towns.'),
  block('quote', 'words', { speaker: { kind: 'org', member: 'ilrc' } }, '> Nobody is only one thing.'),
  block(
    'stat',
    'number',
    { number: '1 in 3', source: 'Bureau of Examples', date: '2023-11-01' },
    'One adult in three.',
  ),
  block(
    'video',
    'film',
    { href: 'https://example.org/film', duration: '3:42', captions: ['en', 'es'] },
    '## Home\n\n![Two women talk.](images/film.png)\n\nThe first of three.',
  ),
  block('figure', 'map', {}, '![A map.](images/film.png)\n\nWhere records can be sealed.'),
]

describe('renderEditions', () => {
  it('renders every kind of block without a problem', async () => {
    const { edition, html, text } = await renderOne(everyKind)
    expect(edition.problems.map(String)).toEqual([])
    expect(edition.id).toBe('en')
    expect(html).toContain('Dear Linh,')
    expect(text).toContain('Dear Linh,')
    expect(html).toContain(`${origin}/i/${'f'.repeat(64)}.png`)
    expect(text).toContain('When: Thursday, October 17, 2024, 6:00–7:30 PM Eastern Time')
    expect(text).toContain('Take action: https://example.org/call?a=1&b=2')
    expect(text).toContain('[Picture] Two women talk.')
    expect(text).toContain('Captions: English, Spanish')
    expect(text).toContain('Where records can be sealed.')
    expect(text).toContain('From Legal Center <https://legal.example.org>')
    expect(html.match(/Where records can be sealed/g)).toHaveLength(1)
  })

  it('gives the same bytes for the same input', async () => {
    const [one, two] = [await renderOne(everyKind), await renderOne(everyKind)]
    expect(two.edition).toEqual(one.edition)
  })

  it('fills the name in subject and preheader, each escaped for where it stands', async () => {
    const meta = { subject: 'For :name[you] & all', preheader: 'A note, :name[friend]' }
    const [edition] = await renderEditions(sources([document(everyKind, meta)]))
    if (!edition) throw new Error('no edition')
    const angry = { ...values, name: '<b>"Ann"</b>\r\nBcc: x' }
    expect(fill(edition.subject, angry)).toBe('For <b>"Ann"</b> Bcc: x & all')
    expect(fill(edition.html, angry)).toContain('A note, &lt;b&gt;&quot;Ann&quot;&lt;/b&gt; Bcc: x')
    expect(fill(edition.subject, { ...values, name: undefined })).toBe('For you & all')
    expect(fill(edition.html, { ...values, name: '  ' })).toContain('A note, friend')
  })

  it('lets no HTML or script of an author through', async () => {
    const { html } = await renderOne([
      block(
        'letter',
        'letter',
        {},
        '<script>alert(1)</script>\n\n[x](javascript:alert(1)) **b** <img src=x onerror=alert(2)>\n\n[far](/archive)',
      ),
    ])
    expect(html).not.toMatch(/<script|javascript:|onerror/)
    expect(html).toContain('<strong>b</strong>')
    // A link that leads nowhere from a mail keeps its words.
    expect(html).toContain('<p style="margin:0 0 16px">far</p>')
  })

  it('lets only the tags through that the brand can style', async () => {
    const { html, edition } = await renderOne([block('letter', 'letter', {}, '- [x] done\n\n```js\nlet a\n```')])
    expect(html).not.toMatch(/<input|<pre|language-js/)
    expect(html).toContain('let a')
    expect(edition.problems).toEqual([])
  })

  it('takes an imitation of a slot for what it is: text', async () => {
    const { edition, text } = await renderOne([
      block('letter', 'letter', {}, 'Dear :name[friend], zq9slot0qz and zq9*slot*1qz and {{ name }}.'),
    ])
    expect(edition.text.slots.filter(({ name }) => name === 'name')).toHaveLength(1)
    expect(text).toContain('zq9slot0qz')
    expect(edition.problems.map(({ code }) => code)).toContain('leftover')
  })

  it('reports a picture that is not the issue’s and shows its description', async () => {
    const { edition, html } = await renderOne([
      block('letter', 'letter', {}, '![A dove](https://example.com/dove.png)'),
    ])
    expect(edition.problems.map(({ code }) => code)).toEqual(['picture_unknown'])
    expect(html).toContain('A dove')
    expect(html).not.toContain('example.com')
  })

  it('makes an edition for each set of visible blocks', async () => {
    const blocks = [
      block('letter', 'letter', {}, 'Hello.'),
      block('vote', 'hr', { bill: 'H.R. 1', position: 'support', lobbying: 'none' }, '', { for: ['policy'] }),
    ]
    const groupings = [
      { language: 'en', segments: [], readers: 50 },
      { language: 'en', segments: ['policy'], readers: 40 },
      { language: 'en', segments: ['legal', 'policy'], readers: 30 },
    ]
    const editions = await renderEditions(sources([document(blocks)], { groupings }))
    expect(editions.map(({ id, blocks, segments }) => ({ id, blocks, segments }))).toEqual([
      { id: 'en', blocks: ['letter'], segments: [] },
      { id: 'en+policy', blocks: ['letter', 'hr'], segments: ['policy'] },
    ])
    expect(fill(editions[1]?.html ?? { literals: [], slots: [] }, values)).toContain('Vote YES')
  })

  it('writes Vietnamese and Spanish in their own words', async () => {
    const { text } = await renderOne(everyKind, { title: 'Cơ hội thứ hai' }, 'vi')
    expect(text).toContain('Thời gian: 18:00–19:30, Thứ Năm, ngày 17 tháng 10 năm 2024 (giờ miền Đông)')
    expect(text).toContain('Bỏ phiếu CHỐNG')
    const spanish = await renderOne(everyKind, { title: 'Segundas oportunidades' }, 'es')
    expect(spanish.text).toContain('hora del este')
    expect(spanish.text).toContain(`porque se suscribió a ${newsletter.name}.`)
    expect(spanish.edition.problems.map(String)).toEqual([])
  })
})
