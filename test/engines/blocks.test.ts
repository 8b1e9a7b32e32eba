import { describe, expect, it } from 'vitest'
import type { BlockContent, TemplateData } from '../../src/edition/edition.ts'
import { renderWith, templates } from './both.ts'
import { byTag, parseMail, textOf } from './read-html.ts'
import { block, english, vietnamese } from './sample.ts'

const kinds = english.blocks.map((one) => [`${one.kind} #${one.id}`, one] as const)

function only(content: BlockContent): TemplateData {
  return { ...english, blocks: [content] }
}

describe.each(templates)('%s', (template) => {
  it.each(kinds)('shows all of a %s', async (_name, content) => {
    const { body } = parseMail(await renderWith(template, only(content)))
    const text = textOf(body)
    for (const word of [
      content.kind === 'figure' ? '' : content.label,
      content.headingText,
      content.figure,
      content.mark,
      content.caption,
    ]) {
      if (word !== undefined) expect(text).toContain(word)
    }
    expect(text).toContain(textOf(content.body))
    for (const { label, value } of content.facts) {
      expect(text).toContain(label)
      expect(text).toContain(value)
    }
    const links = byTag(body, 'a').map(({ properties: { href } }) => href)
    if (content.button) expect(links).toContain(content.button.href)
    if (content.calendar) {
      expect(links).toContain(content.calendar.href)
      expect(text).toContain(content.calendar.label)
    }
    if (content.by) {
      expect(links).toContain(content.by.site)
      expect(text).toContain(`From ${content.by.name}`)
    }
    if (content.picture) {
      const image = byTag(body, 'img').find(({ properties }) => properties.src === content.picture?.src)
      expect(image?.properties.alt).toBe(content.picture.alt)
      if (content.picture.href) expect(links).toContain(content.picture.href)
    }
  })

  it.each(kinds)('shows a %s that has nothing but its words', async (_name, { kind }) => {
    const bare = block({ kind, id: 'bare', label: '', body: 'Only these words.' })
    const { body } = parseMail(await renderWith(template, only(bare)))
    expect(textOf(body)).toContain('Only these words.')
    expect(textOf(body)).not.toMatch(/undefined|null|\[object|\{\{|\{%/)
  })

  it('keeps the blocks in the order they were written in', async () => {
    const text = textOf(parseMail(await renderWith(template, english)).body)
    const places = english.blocks.map((content) => text.indexOf(textOf(content.body)))
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('lets slots through untouched, links to the reader as whole attributes', async () => {
    const html = await renderWith(template, english)
    expect(html).toContain('Dear zq9slot0qz,')
    expect(html).toContain('href="https://zq9slot1qz.invalid/"')
    expect(html).toContain('href="https://zq9slot2qz.invalid/"')
  })

  it('prints the postal address, why the reader gets this, and the way out', async () => {
    const text = textOf(parseMail(await renderWith(template, vietnamese)).body)
    for (const line of vietnamese.footer.address) expect(text).toContain(line)
    for (const words of [vietnamese.footer.why, vietnamese.words.unsubscribe, vietnamese.words.preferences]) {
      expect(text).toContain(words)
    }
  })

  it('treats what people wrote as words, never as tags or template', async () => {
    const evil = `</title></mj-text><mj-raw><script>alert(1)</script> {{ words }} {% raw %} "'&lt;<!--$-->`
    const html = await renderWith(template, {
      ...english,
      title: evil,
      preheader: evil,
      blocks: [
        {
          ...block({ kind: 'figure', id: 'x', label: evil, mark: evil, caption: evil, body: 'x' }),
          facts: [{ label: evil, value: evil }],
          picture: { src: 'https://example.org/x.png?a=1&b=2', width: 600, height: 400, alt: evil },
          button: { label: evil, href: 'https://example.org/?a=1&b="><script>' },
          by: { name: evil, site: 'https://example.org/?a=1&b=2' },
        },
      ],
    })
    const { tree, body } = parseMail(html)
    expect(byTag(tree, 'script')).toEqual([])
    expect(textOf(byTag(body, 'h1')[0] ?? body)).toBe(evil)
    expect(textOf(byTag(tree, 'title')[0] ?? body)).toBe(evil)
    expect(byTag(body, 'img').map(({ properties }) => properties.alt)).toContain(evil)
    expect(byTag(body, 'img').map(({ properties }) => properties.src)).toContain('https://example.org/x.png?a=1&b=2')
  })

  it('needs neither network nor script, and fetches nothing ahead', async () => {
    const { tree, head } = parseMail(await renderWith(template, english))
    expect(byTag(tree, 'script', 'form', 'iframe', 'object', 'base')).toEqual([])
    expect(byTag(head, 'link')).toEqual([])
    for (const { properties } of byTag(tree, 'img'))
      expect(String(properties.src)).toMatch(/^https:\/\/news\.example\.org\/i\//)
  })

  it('is the same to the byte each time', async () => {
    expect(await renderWith(template, english)).toBe(await renderWith(template, english))
  })
})

describe('the mail in Outlook', () => {
  it('is held at 600 px by MJML’s ghost tables, and in React by a rule that only Outlook keeps', async () => {
    expect(await renderWith('monthly', english)).toContain('<!--[if mso | IE]><table align="center"')
    const react = await renderWith('alert', english)
    expect(react).toContain('.w{width:600px}')
    expect(react).toContain('@media screen{.w{width:100%!important}}')
  })

  it.each(templates)('has buttons whose room Outlook keeps in %s', async (template) => {
    const html = await renderWith(template, english)
    expect(html.match(/mso-padding-alt:16px 30px/g)?.length).toBe(4)
  })
})

describe('the size of a mail with every kind of block', () => {
  it.each([
    ['monthly', 45_000],
    ['alert', 30_000],
  ])('%s stays below %i bytes', async (template, limit) => {
    expect(Buffer.byteLength(await renderWith(template, english))).toBeLessThan(limit)
  })
})
