import { describe, expect, it } from 'vitest'
import { cleanLink, linkKey } from '../../../src/outside/feeds/clean-link.ts'

describe('a link', () => {
  it.each([
    ['https://a.example.org/x?utm_source=rss&utm_medium=feed', 'https://a.example.org/x'],
    ['https://a.example.org/x?p=1&UTM_Source=rss&fbclid=q&q=a%20b+c', 'https://a.example.org/x?p=1&q=a%20b+c'],
    ['https://a.example.org/x?mc_cid=1&mc_eid=2&gclid=3#part', 'https://a.example.org/x#part'],
    ['https://a.example.org/x?source=rss----1', 'https://a.example.org/x'],
    ['https://someone:secret@a.example.org/x', 'https://a.example.org/x'],
    ['https://bank.example.org@a.example.org/x', 'https://a.example.org/x'],
    ['https://a.example.org/x?source=us', 'https://a.example.org/x?source=us'],
    ['https://www.google.com/url?q=https://a.example.org/x%3Futm_id%3D1&sa=D', 'https://a.example.org/x'],
    ['https://www.google.com.vn/url?url=https%3A%2F%2Fa.example.org%2F', 'https://a.example.org/'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example.org%2Fx%3Ffbclid%3D1&h=AT', 'https://a.example.org/x'],
    [
      'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fa.example.org%252Fx',
      'https://a.example.org/x',
    ],
    [
      'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example.org%2Fx&data=05',
      'https://a.example.org/x',
    ],
    // No wrapper, only a page with a parameter that is an address.
    ['https://a.example.org/share?u=https://b.example.org', 'https://a.example.org/share?u=https://b.example.org'],
    ['https://www.google.com/url?q=javascript:alert(1)', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['/x?utm_term=1', 'https://base.example.org/x'],
  ])('%s leads to %s', (link, clean) => {
    expect(cleanLink(link, 'https://base.example.org/feed')).toBe(clean)
  })

  it.each(['javascript:alert(1)', 'mailto:a@example.org', 'http://', 'data:text/html,x'])('%s is none', (link) => {
    expect(cleanLink(link)).toBeUndefined()
  })

  it('is the same page with another scheme, slash, part, order or tracker', () => {
    const key = linkKey('https://www.a.example.org/x/?b=2&a=1&utm_source=y#part')
    expect(linkKey('http://a.example.org/x?a=1&b=2')).toBe(key)
    expect(linkKey('http://a.example.org/x?a=1&b=3')).not.toBe(key)
  })
})
