import { describe, expect, it } from 'vitest'
import { checkContexts } from '../../src/edition/slot-contexts.ts'
import { createSlotTable, placeSlot } from '../../src/edition/slots.ts'

const table = createSlotTable('x')
const name = placeSlot(table, 'name', 'friend')
const url = placeSlot(table, 'unsubscribe')

const page = (body: string, head = ''): string => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`

describe('checkContexts', () => {
  it.each([
    ['a name in a paragraph', page(`<p>Dear ${name}, <b>${name}</b></p>`)],
    [
      'an address as a whole href',
      page(`<table><tr><td><a class="x" href="${url}" title="t">leave</a></td></tr></table>`),
    ],
  ])('allows %s', (_, html) => {
    expect(checkContexts(html, table)).toEqual([])
  })

  it.each([
    ['a name in the title', page('', `<title>For ${name}</title>`)],
    ['a name in a style', page('', `<style>p:after{content:"${name}"}</style>`)],
    ['a name in a script', page(`<script>hi("${name}")</script>`)],
    ['a name in a comment', page(`<!-- ${name} -->`)],
    ['a name in a conditional comment', page(`<!--[if mso]><p>${name}</p><![endif]-->`)],
    ['a name in an attribute', page(`<img alt="${name}">`)],
    ['a name in a tag', page(`<${name}>`)],
    ['a name in a link', page(`<a href="https://example.org/${name}">x</a>`)],
    ['a name in a textarea', page(`<textarea>${name}</textarea>`)],
    ['a name where a broken table moves text', page(`x<table title="${name}">y</table>`)],
    ['an address as text', page(`<p>${url}</p>`)],
    ['an address without quotes', page(`<a href=${url}>x</a>`)],
    ['an address in single quotes', page(`<a href='${url}'>x</a>`)],
    ['an address as part of a link', page(`<a href="${url}?a=b">x</a>`)],
    ['an address as a picture', page(`<img src="${url}">`)],
    ['an address in a style', page(`<p style="background:url(${url})">x</p>`)],
    ['an address on another tag', page(`<base href="${url}">`)],
  ])('refuses %s', (_, html) => {
    expect(checkContexts(html, table).map(({ code }) => code)).toEqual(['slot_misplaced'])
  })
})
