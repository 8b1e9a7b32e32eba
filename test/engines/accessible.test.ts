import type { Element } from 'hast'
import { describe, expect, it } from 'vitest'
import type { TemplateData } from '../../src/edition/edition.ts'
import { renderWith, templates } from './both.ts'
import { byTag, isInside, nameOf, parseMail, select, textOf } from './read-html.ts'
import { block, english, rightToLeft, spanish, vietnamese } from './sample.ts'

/** A block without a heading, and an issue that opens without a letter, must not cost the reader the headings. */
const headless: TemplateData = {
  ...english,
  blocks: [
    block({
      kind: 'resources',
      id: 'list',
      label: 'Resources',
      body: '### Near you\n\n- [A clinic](https://example.org)',
    }),
  ],
}

const editions = { english, spanish, vietnamese, rightToLeft, headless }
const cases = templates.flatMap((template) =>
  Object.entries(editions).map(([name, data]) => ({ template, name, data })),
)

describe.each(cases)('$template in $name', ({ template, data }) => {
  const mail = renderWith(template, data).then(parseMail)

  it('says its language and direction on html and on every child of body, which is all some mail apps keep', async () => {
    const { html, body } = await mail
    const children = body.children.filter((node): node is Element => node.type === 'element')
    expect(children.length).toBeGreaterThan(0)
    for (const element of [html, ...children]) {
      expect([element.properties.lang, element.properties.dir]).toEqual([data.language, data.dir])
    }
  })

  it('tells a screen reader that its layout tables are no tables', async () => {
    const { body } = await mail
    for (const table of byTag(body, 'table')) expect(table.properties.role).toBe('presentation')
  })

  it('gives every picture an alternative and a size', async () => {
    const { body } = await mail
    for (const image of byTag(body, 'img')) {
      expect(image.properties.alt).toBeTypeOf('string')
      expect(Number(image.properties.width)).toBeGreaterThan(0)
      expect(Number(image.properties.height)).toBeGreaterThan(0)
    }
  })

  it('has the title as its one h1 and skips no level', async () => {
    const { body } = await mail
    const levels = byTag(body, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').map((element) => Number(element.tagName[1]))
    expect(byTag(body, 'h1').map(textOf)).toEqual([data.title])
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('has links that say where they go, and that are told apart by more than colour', async () => {
    const { tree, body } = await mail
    for (const link of byTag(body, 'a')) {
      expect(nameOf(link)).not.toBe('')
      const style = String(link.properties.style ?? '')
      const alone = byTag(link, 'img').length > 0 || /display:inline-block/.test(style)
      const inMasthead = !isInside(tree, link, ({ tagName }) => tagName === 'p' || tagName === 'li')
      if (!alone && !inMasthead) expect(style).toMatch(/underline/)
    }
  })

  it('names itself once, fits a phone, and offers light and dark', async () => {
    const { tree, head } = await mail
    expect(byTag(tree, 'title').map(textOf)).toEqual([data.title])
    const metas = Object.fromEntries(byTag(head, 'meta').map(({ properties: { name, content } }) => [name, content]))
    expect(metas.viewport).toContain('width=device-width')
    expect(metas['color-scheme']).toBe('light dark')
    expect(metas['supported-color-schemes']).toBe('light dark')
    const css = byTag(head, 'style').map(textOf).join('')
    expect(css).toContain(':root{color-scheme:light dark')
    expect(css).toContain('@media (prefers-color-scheme:dark)')
  })

  it('opens with the preheader, hidden, and padded so that no other words join it in the list of mails', async () => {
    const { body } = await mail
    const [first] = select(body, (element) => /display:none/.test(String(element.properties.style)))
    if (!first) throw new Error('no hidden preheader')
    expect(textOf(body).startsWith(textOf(first))).toBe(true)
    expect(textOf(first).startsWith(data.preheader)).toBe(true)
    expect(textOf(first).match(/\u034f\u200c/g)?.length).toBeGreaterThan(20)
  })

  it('sets no text smaller than 16 px, apart from the lines that hold no text', async () => {
    const { body } = await mail
    for (const element of select(body, ({ properties }) => /font/.test(String(properties.style)))) {
      const size = /font(?:-size)?:(?:\d{3} )?(\d+)px/.exec(String(element.properties.style))?.[1]
      const words = element.children.some((node) => node.type === 'text' && node.value.trim() !== '')
      if (size !== undefined && words) expect(Number(size)).toBeGreaterThanOrEqual(16)
    }
  })
})

describe('a right-to-left mail', () => {
  it.each(templates)('starts from the right in %s', async (template) => {
    const html = await renderWith(template, rightToLeft)
    expect(html).not.toMatch(/align="left"|direction:ltr|dir="ltr"/)
    expect(html).toContain('border-right:8px')
  })
})
