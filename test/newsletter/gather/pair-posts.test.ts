import { describe, expect, it } from 'vitest'
import { parseNewsletter } from '../../../src/issue/read-newsletter.ts'
import { pairPosts } from '../../../src/newsletter/gather/pair-posts.ts'
import type { FeedEntry, ReadFeed } from '../../../src/outside/feeds/feed-post.ts'

const { newsletter } = parseNewsletter(
  [
    'name: A',
    'listId: a',
    'sender: {name: A, address: a@example.org, replyTo: a@example.org}',
    'timezone: America/New_York',
    'languages: [en, es, vi]',
    'provider: outbox',
    'members:',
    '  one: {name: One, site: https://one.example.org}',
    '  two: {name: Two, site: https://two.example.org}',
  ].join('\n'),
  'newsletter.yaml',
)
if (!newsletter) throw new Error('the newsletter has a problem')

function feedOf(member: string, language: string, entries: (Partial<FeedEntry> & { url: string })[]): ReadFeed {
  return {
    source: { member, name: member, language, url: `https://${member}.example.org/feed` },
    entries: entries.map((entry) => ({ title: { text: entry.url, html: false }, alternates: {}, ...entry })),
  }
}

/** Every post as its member and the address in each language. */
function paired(...feeds: ReadFeed[]): unknown[] {
  return pairPosts(feeds, newsletter as NonNullable<typeof newsletter>).map(({ member, versions }) => [
    member,
    Object.fromEntries(Object.entries(versions).map(([language, { url }]) => [language, url])),
  ])
}

const site = 'https://one.example.org'

describe('translations of a post', () => {
  it.each([
    ['hreflang on one side', {}, `${site}/carta`, { en: `${site}/letter` }, `${site}/letter`],
    ['hreflang on the other', { es: `${site}/carta` }, `${site}/carta`, {}, `${site}/letter`],
    ['a folder', {}, `${site}/es/letter/`, {}, `${site}/letter`],
    ['two folders', {}, `${site}/es/letter/`, {}, `${site}/en/letter`],
    ['a parameter', {}, `${site}/letter?lang=es`, {}, `${site}/letter`],
    ['a host', {}, 'https://es.one.example.org/letter', {}, `${site}/letter`],
  ])('are found by %s', (_, inEnglish, spanish, inSpanish, english) => {
    const en = feedOf('one', 'en', [{ url: english, alternates: inEnglish }])
    const es = feedOf('one', 'es', [{ url: spanish, alternates: inSpanish }])
    expect(paired(en, es)).toEqual([['one', { en: english, es: spanish }]])
  })

  it('are found by their guid, within one member', () => {
    const guid = 'node/12'
    const feeds = (member: string) => [
      feedOf('one', 'en', [{ url: `${site}/a`, guid }]),
      feedOf(member, 'es', [{ url: `https://${member}.example.org/b`, guid }]),
    ]
    expect(paired(...feeds('one'))).toHaveLength(1)
    expect(paired(...feeds('two'))).toHaveLength(2)
  })

  it('are not made up: two posts of one language never become one', () => {
    const feeds = [
      feedOf('one', 'en', [
        { url: `${site}/a`, guid: 'x' },
        { url: `${site}/b`, guid: 'x' },
      ]),
    ]
    expect(paired(...feeds)).toHaveLength(2)
  })
})

describe('a post that several feeds carry', () => {
  it('is one member’s: of whose site it stands on', () => {
    const url = 'https://two.example.org/a'
    const feeds = [feedOf('one', 'en', [{ url: `${url}?utm_source=one` }]), feedOf('two', 'en', [{ url }])]
    expect(paired(...feeds)).toEqual([['two', { en: url }]])
  })

  it('is in one language: what it or its address says, else the first feed’s', () => {
    const feeds = (entry: Partial<FeedEntry> & { url: string }) => [
      feedOf('one', 'en', [entry]),
      feedOf('one', 'es', [entry]),
    ]
    expect(paired(...feeds({ url: `${site}/a` }))).toEqual([['one', { en: `${site}/a` }]])
    expect(paired(...feeds({ url: `${site}/es/a` }))).toEqual([['one', { es: `${site}/es/a` }]])
    expect(paired(...feeds({ url: `${site}/a`, language: 'vi-VN' }))).toEqual([['one', { vi: `${site}/a` }]])
  })
})
