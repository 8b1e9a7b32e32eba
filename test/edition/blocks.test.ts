import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/document/document.ts'
import type { BlockContent, TemplateData } from '../../src/edition/edition.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { fill } from '../../src/edition/slots.ts'
import { block, document, origin, renderPlain, sources } from './sample.ts'

/** A block as a template gets it, and the plain text it becomes. */
async function compose(
  one: Block,
  language = 'en',
): Promise<{ content: BlockContent; data: TemplateData; text: string; html: string }> {
  let data: TemplateData | undefined
  const engine = {
    render: async (given: TemplateData) => {
      data = given
      return renderPlain(given)
    },
  }
  const [edition] = await renderEditions(sources([document([one], {}, language)], { engine }))
  const content = data?.blocks[0]
  if (!edition || !data || !content) throw new Error('nothing rendered')
  const values = { unsubscribe: `${origin}/u`, preferences: `${origin}/p` }
  return { content, data, text: fill(edition.text, values), html: fill(edition.html, values) }
}

const org = { kind: 'org', member: 'ilrc' } as const
const alert = (until: string) => block('alert', 'law', { reviewed: '2024-09-01', until }, 'Ask first.')

describe('blocks', () => {
  it('credits a story to the organisation that tells it, or to the one that brings it', async () => {
    expect((await compose(block('story', 'a', { speaker: org }))).content.by?.name).toBe('Legal Center')
    const record = { kind: 'story', record: 's-12' } as const
    expect((await compose(block('story', 'a', { speaker: record, by: 'ilrc' }))).content.by?.name).toBe('Legal Center')
  })

  it('never prints the number of a consent record', async () => {
    const told = await compose(block('story', 'a', { speaker: { kind: 'story', record: 's-12' } }, 'My own words.'))
    expect(told.content.by).toBeUndefined()
    expect(told.text + told.html).not.toContain('s-12')
  })

  it('marks an alert that was past on the day of the issue', async () => {
    expect((await compose(alert('2024-10-14'))).content.mark).toBe('May be out of date')
    expect((await compose(alert('2024-10-15'))).content.mark).toBeUndefined()
  })

  it('says how to vote in words, with the tone apart', async () => {
    const vote = block('vote', 'v', {
      bill: 'H.R. 1',
      position: 'support',
      lobbying: 'direct',
      href: 'tel:+12025550100',
    })
    const { content, text } = await compose(vote, 'es')
    expect(content).toMatchObject({ mark: 'Vote SÍ', tone: 'support', label: 'Recomendación de voto' })
    expect(text).toContain('Proyecto de ley: H.R. 1')
    expect(text).not.toContain('direct')
  })

  it('uses the newsletter’s zone for an event without one', async () => {
    const talk = { start: '2024-10-17T18:00' }
    expect((await compose(block('event', 'e', talk))).content.facts[0]?.value).toContain('Eastern Time')
    const west = { ...talk, zone: 'America/Los_Angeles' }
    expect((await compose(block('event', 'e', west))).content.facts[0]?.value).toContain('6:00 PM Pacific Time')
  })

  it('links a video’s poster, says so if there are no captions, and takes the poster out of the prose', async () => {
    const attributes = { href: 'https://example.org/film', duration: '3:42', captions: [] }
    const { content, html } = await compose(
      block('video', 'v', attributes, '![Two women.](images/film.png)\n\nWatch it.'),
    )
    expect(content.picture).toMatchObject({ href: 'https://example.org/film', alt: 'Two women.', width: 600 })
    expect(content.facts).toContainEqual({ label: 'Captions', value: 'None' })
    expect(html.match(/<img/g)).toHaveLength(2)
  })

  it('prints a caption with a link as prose, and a plain one as a caption', async () => {
    const rich = await compose(
      block('figure', 'f', {}, '![A map.](images/film.png)\nBy [them](https://example.org/m).'),
    )
    expect(rich.content.caption).toBeUndefined()
    expect(rich.text).toContain('By them <https://example.org/m>.')
    const plain = await compose(block('figure', 'f', {}, '![A map.](images/film.png)\nWhere it\nholds.'))
    expect(plain.content.caption).toBe('Where it holds.')
    expect(plain.content.body.children).toEqual([])
  })

  it('says in the text part where a linked picture leads', async () => {
    const { content, text } = await compose(
      block('figure', 'f', {}, '[![A map.](images/film.png)](https://example.org/map)'),
    )
    expect(content.picture?.href).toBe('https://example.org/map')
    expect(text).toContain('[Picture] A map. <https://example.org/map>')
  })

  it('keeps a link in a heading in the text part', async () => {
    const { text } = await compose(
      block('resources', 'r', {}, '## See [the map](https://example.org/map)\n\nIt helps.'),
    )
    expect(text).toContain('See the map\n-----------\n\n<https://example.org/map>')
  })

  it('gives a table of data its header cells and the brand’s look', async () => {
    const { html } = await compose(block('letter', 'letter', {}, '| State | n |\n| --- | ---: |\n| Ohio | 1 |'))
    expect(html).toMatch(/<th style="[^"]+" scope="col">State<\/th>|<th scope="col" style="[^"]+">State<\/th>/)
    expect(html).toMatch(/<td[^>]* align="right"[^>]*>1<\/td>/)
  })

  it('keeps a picture within the column of prose', async () => {
    const { html } = await compose(block('letter', 'letter', {}, '![A map.](images/film.png)'))
    expect(html).toMatch(/<img src="[^"]+" alt="A map." width="520" height="347"/)
  })
})
