import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { FeedSource } from '../../../src/outside/feeds/feed-post.ts'
import { feedLimits } from '../../../src/outside/feeds/fetch-feed.ts'
import { readFeeds } from '../../../src/outside/feeds/read-feeds.ts'
import { FeedServer, itemOf, rssOf } from './feed-server.ts'

const sourceOf = (url: string, language = 'en'): FeedSource => ({
  member: 'ilrc',
  name: 'Immigrant Legal Resource Center',
  language,
  url,
})

/** Only for what is slow on purpose: on a busy computer anything else may take longer. */
const quick = { ...feedLimits, timeoutMs: 1000 }

/** Read one path of a server beside a feed that is well. */
async function readBeside(server: FeedServer, path: string, limits = feedLimits) {
  server.serve('/well', rssOf([itemOf('well')]))
  const { feeds, problems } = await readFeeds([sourceOf(server.url(path)), sourceOf(server.url('/well'))], limits)
  // Whatever the first one does, the other is read.
  expect(feeds.at(-1)?.entries.map(({ title }) => title.text)).toEqual(['well'])
  return { read: feeds.length === 2 ? feeds[0] : undefined, problems }
}

it('says so where an address holds a name and a password', async () => {
  const { problems } = await readFeeds([sourceOf('http://someone:secret@127.0.0.1:9/feed')])
  expect(problems).toMatchObject([{ code: 'feed_dead', reason: expect.stringContaining('a name or a password') }])
})

describe('a feed that cannot be read is one warning that names its member, and the others are read', () => {
  const cases: [string, string, (server: FeedServer) => void][] = [
    ['is gone', 'feed_dead', () => undefined],
    ['is broken', 'feed_dead', (server) => server.answers.set('/feed', (response) => response.writeHead(500).end())],
    ['hangs up', 'feed_dead', (server) => server.answers.set('/feed', (response) => response.destroy())],
    ['says nothing for too long', 'feed_slow', (server) => server.answers.set('/feed', () => undefined)],
    [
      'stops in the middle',
      'feed_slow',
      (server) => server.answers.set('/feed', (response) => void response.writeHead(200).write('<rss>')),
    ],
    [
      'leads round in a circle',
      'feed_dead',
      (server) => server.answers.set('/feed', (response) => response.writeHead(302, { location: '/feed' }).end()),
    ],
    [
      'leads out of the web',
      'feed_dead',
      (server) =>
        server.answers.set('/feed', (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()),
    ],
    [
      'never ends',
      'feed_large',
      (server) =>
        server.answers.set('/feed', (response) => {
          const part = Buffer.alloc(500_000, ' ')
          response.writeHead(200)
          const write = () => {
            while (!response.destroyed && response.write(part));
          }
          response.on('drain', write)
          write()
        }),
    ],
    [
      'unpacks to far more than it is',
      'feed_large',
      (server) => server.serve('/feed', gzipSync(Buffer.alloc(40_000_000, ' ')), { 'content-encoding': 'gzip' }),
    ],
    ['is a web page', 'feed_page', (server) => server.serve('/feed', '<!DOCTYPE html><html><body>Hello</body></html>')],
    ['is nothing', 'feed_malformed', (server) => server.serve('/feed', '')],
    ['is no feed', 'feed_malformed', (server) => server.serve('/feed', '<rss><<<')],
    [
      'is nested without end',
      'feed_malformed',
      (server) => server.serve('/feed', `<rss version="2.0"><channel>${'<x>'.repeat(100_000)}`),
    ],
  ]
  it.each(cases)('one that %s', async (_, code, prepare) => {
    await using server = await FeedServer.start()
    prepare(server)
    const { read, problems } = await readBeside(server, '/feed', code === 'feed_slow' ? quick : feedLimits)
    expect(read).toBeUndefined()
    expect(problems.map((problem) => `${problem.severity} ${problem.code}`)).toEqual([`warn ${code}`])
    expect(problems[0]?.reason).toContain('Immigrant Legal Resource Center')
  })

  it('one of a site that is not there', async () => {
    await using server = await FeedServer.start()
    server.serve('/well', rssOf([itemOf('well')]))
    const { feeds, problems } = await readFeeds([sourceOf('http://127.0.0.1:9/feed'), sourceOf(server.url('/well'))])
    expect(feeds).toHaveLength(1)
    expect(problems.map(({ code }) => code)).toEqual(['feed_dead'])
  })
})

describe('a feed that can be read', () => {
  it('is followed to where it has moved', async () => {
    await using server = await FeedServer.start()
    server.answers.set('/feed', (response) => response.writeHead(301, { location: '/moved' }).end())
    server.serve('/moved', rssOf([itemOf('moved')]))
    const { read } = await readBeside(server, '/feed')
    expect(read?.entries[0]?.url).toBe('https://posts.example.org/moved')
  })

  it('cannot make entities grow', async () => {
    await using server = await FeedServer.start()
    const grow = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
    server.serve(
      '/feed',
      rssOf([itemOf('a', undefined, '<description>&e9;</description>')], `<!DOCTYPE x [<!ENTITY e0 "ha">${grow}]>`),
    )
    const { read } = await readBeside(server, '/feed')
    expect(read?.entries[0]?.summary?.text).toBe('&e9;')
  })

  it('cannot reach for a file', async () => {
    await using server = await FeedServer.start()
    const reach = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    server.serve('/feed', rssOf([itemOf('a', undefined, '<description>&file;</description>')], reach))
    const { problems } = await readBeside(server, '/feed')
    expect(problems.map(({ code }) => code)).toEqual(['feed_malformed'])
  })

  it('may hold 50,000 posts: the newest 200 are looked at, wherever they stand', async () => {
    await using server = await FeedServer.start()
    const day = (n: number) => new Date(Date.UTC(2000, 0, 1) + n * 3_600_000).toISOString().slice(0, 19)
    const small = (n: number) => `<item><title>${n}</title><link>//e.org/${n}</link><pubDate>${day(n)}</pubDate></item>`
    server.serve('/feed', rssOf(Array.from({ length: 50_000 }, (_, n) => small(n))))
    const { feeds } = await readFeeds([sourceOf(server.url('/feed'))])
    const titles = feeds[0]?.entries.map(({ title }) => title.text)
    expect(titles).toHaveLength(200)
    expect(titles?.[0]).toBe('49999')
  })

  it.each([
    ['the XML says so', '<?xml version="1.0" encoding="ISO-8859-1"?>', {}],
    ['the header says so', '<?xml version="1.0"?>', { 'content-type': 'application/rss+xml; charset=iso-8859-1' }],
  ])('is read in its encoding where %s', async (_, head, headers) => {
    await using server = await FeedServer.start()
    const body = Buffer.from(
      rssOf([itemOf('a', undefined, '<description>Niñez y educación</description>')], head),
      'latin1',
    )
    server.serve('/feed', body, headers)
    const { read } = await readBeside(server, '/feed')
    expect(read?.entries[0]?.summary?.text).toBe('Niñez y educación')
  })

  it('is RSS 1.0, Atom or JSON Feed as well; its own links are whole and without trackers', async () => {
    await using server = await FeedServer.start()
    const rdf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>One</title><link>/one?utm_source=x&amp;p=1</link><dc:date>2024-10-20</dc:date></item></rdf:RDF>'
    const atom =
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Two &lt;3</title><id>t</id><link href="/two"/><link rel="alternate" hreflang="es" href="/dos"/><updated>2024-10-20T00:00:00Z</updated></entry></feed>'
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '3', url: 'https://posts.example.org/3', title: 'Three', date_published: '2024-10-20T00:00:00Z' }],
    })
    for (const [path, body] of Object.entries({ '/rdf': rdf, '/atom': atom, '/json': json })) server.serve(path, body)
    const { feeds, problems } = await readFeeds(['/rdf', '/atom', '/json'].map((path) => sourceOf(server.url(path))))
    expect(problems).toEqual([])
    const date = Date.UTC(2024, 9, 20)
    expect(feeds.map(({ entries }) => entries[0])).toMatchObject([
      { title: { text: 'One', html: true }, url: server.url('/one?p=1'), publishedAt: date },
      { title: { text: 'Two <3', html: false }, url: server.url('/two'), alternates: { es: server.url('/dos') } },
      { title: { text: 'Three' }, url: 'https://posts.example.org/3', publishedAt: date },
    ])
  })
})
