import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLinkProbe } from '../../src/outside/probe-link.ts'

const asked: { method?: string; url?: string; headers: IncomingMessage['headers'] }[] = []
const answer: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/here': (_, response) => response.end('words'),
  '/gone': (_, response) => response.writeHead(410).end(),
  '/no-head': ({ method }, response) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
  '/lies-to-head': ({ method }, response) => response.writeHead(method === 'HEAD' ? 404 : 200).end(),
  '/drops-head': ({ method, socket }, response) => (method === 'HEAD' ? socket.destroy() : response.end()),
  '/moved': (_, response) => response.writeHead(301, { location: '/here' }).end(),
  '/for-now': (_, response) => response.writeHead(302, { location: '/moved' }).end(),
  '/circle': (_, response) => response.writeHead(302, { location: '/circle' }).end(),
  '/to-app': (_, response) => response.writeHead(302, { location: 'app://open' }).end(),
  '/to-nowhere': (_, response) => response.writeHead(302, { location: 'http://[' }).end(),
  '/no-web-server': ({ socket }) => socket.end('220 hello\r\n\r\n'),
  '/silent': () => undefined,
  '/inside': (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/admin' }).end(),
}

let server: Server
let origin = ''
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url, headers: request.headers })
    const known = answer[request.url ?? '']
    if (known) known(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked.length = 0
})

const probe = createLinkProbe({ alsoAsk: ['127.0.0.1'], timeoutMs: 2000 })

describe('an address is asked', () => {
  it('for its head alone, once, without a word of who reads', async () => {
    expect(await probe(`${origin}/here`)).toEqual({ kind: 'answered', status: 200, forGood: true })
    expect(asked).toMatchObject([{ method: 'HEAD', headers: { 'user-agent': expect.stringContaining('wayforward') } }])
    expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual(['accept', 'connection', 'host', 'user-agent'])
  })

  it.each([
    '/no-head',
    '/lies-to-head',
    '/drops-head',
  ])('again as a browser would, where its head is refused: %s', async (path) => {
    expect(await probe(origin + path)).toMatchObject({ kind: 'answered', status: 200 })
    expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET'])
  })

  it('and says that there is nothing', async () => {
    expect(await probe(`${origin}/gone`)).toMatchObject({ status: 410 })
    expect(await probe(`${origin}/never-was`)).toMatchObject({ status: 404 })
  })
})

describe('redirects are followed', () => {
  it('to their end, which is named, with whether each was for good', async () => {
    const movedTo = `${origin}/here`
    expect(await probe(`${origin}/moved`)).toEqual({ kind: 'answered', status: 200, movedTo, forGood: true })
    expect(await probe(`${origin}/for-now`)).toEqual({ kind: 'answered', status: 200, movedTo, forGood: false })
  })

  it('but not for ever, nor out of the web', async () => {
    expect(await probe(`${origin}/circle`)).toMatchObject({ kind: 'failed', sure: true })
    expect(await probe(`${origin}/to-app`)).toMatchObject({ kind: 'failed', sure: true })
  })
})

describe('what does not answer', () => {
  it('is surely lost where nothing listens or the name is not there', async () => {
    expect(await probe('http://127.0.0.1:1/')).toEqual({ kind: 'failed', why: 'nothing listens there', sure: true })
  })

  it('may only be slow, and holds nobody up', async () => {
    const hasty = createLinkProbe({ alsoAsk: ['127.0.0.1'], timeoutMs: 50 })
    expect(await hasty(`${origin}/silent`)).toEqual({ kind: 'failed', why: 'no answer in time', sure: false })
    expect(asked).toHaveLength(1)
  })
})

describe('a private network is not asked', () => {
  const strict = createLinkProbe({ timeoutMs: 2000 })

  it.each([
    'http://127.0.0.1/',
    'http://10.1.2.3/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[fd00::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433/',
    'http://localhost/',
  ])('%s', async (url) => {
    expect(await strict(url)).toMatchObject({ kind: 'failed', why: expect.stringContaining('private'), sure: true })
  })

  it('nor where a name stands for it, or a redirect leads there', async () => {
    expect(await strict(origin.replace('127.0.0.1', 'localhost').concat('/here'))).toMatchObject({ kind: 'failed' })
    expect(asked).toEqual([])
    expect(await probe(`${origin}/inside`)).toMatchObject({ why: expect.stringContaining('private'), sure: true })
  })
})

it('what leads to an address that is none, or is answered by no web server, is said in words', async () => {
  const nowhere = { kind: 'failed', why: 'it leads on to what is no web address', sure: true }
  expect(await probe(`${origin}/to-nowhere`)).toEqual(nowhere)
  expect(await probe('http://example.org:99999/')).toMatchObject({ kind: 'failed', sure: true })
  expect(await probe(`${origin}/no-web-server`)).toMatchObject({
    kind: 'failed',
    why: expect.not.stringContaining('HPE'),
  })
})
