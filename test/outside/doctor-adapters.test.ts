import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/outside/certificate.ts'
import { readFreeBytes, readMode } from '../../src/outside/disk.ts'
import { createDnsLookup } from '../../src/outside/dns.ts'
import { askRemote, listLooseReceipts } from '../../src/outside/git-remote.ts'
import { createProbe } from '../../src/outside/probe-page.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

type Reply = string[] | 'nothing' | 'no name' | 'failure' | 'silence'

/** A name server for TXT records (RFC 1035), by name. Each text is cut into strings of 20 bytes, as long ones are. */
async function nameServer(replies: Record<string, Reply>): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    const labels: string[] = []
    let at = 12
    for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
      labels.push(question.toString('latin1', at + 1, at + 1 + length))
      at += 1 + length
    }
    const reply = replies[labels.join('.').toLowerCase()] ?? 'no name'
    if (reply === 'silence') return
    const records = Array.isArray(reply) ? reply : []
    const header = Buffer.from(question.subarray(0, 12))
    header.writeUInt16BE(0x8180 + (reply === 'no name' ? 3 : reply === 'failure' ? 2 : 0), 2)
    header.writeUInt16BE(records.length, 6)
    header.writeUInt32BE(0, 8)
    const answers = records.map((text) => {
      const strings = (text.match(/.{1,20}/gs) ?? ['']).map((part) =>
        Buffer.from(`${String.fromCharCode(part.length)}${part}`),
      )
      const data = Buffer.concat(strings)
      const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0])
      head.writeUInt16BE(data.length, 10)
      return Buffer.concat([head, data])
    })
    socket.send(Buffer.concat([header, question.subarray(12, at + 5), ...answers]), port, address)
  })
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound))
  cleanups.push(() => socket.close())
  return `127.0.0.1:${socket.address().port}`
}

describe('asking the domain name system', () => {
  const known = { 'known.example': ['v=spf1 -all'] }
  const ask = async (replies: Record<string, Reply>, name = 'x.example') => {
    const servers = [await nameServer({ ...known, ...replies })]
    return await createDnsLookup({ servers, known: 'known.example', timeoutMs: 600 }).txt(name)
  }

  it('joins the strings of a record, and nothing between records', async () => {
    const long = `v=DKIM1; p=${'A'.repeat(300)}`
    const { records } = { records: [], ...(await ask({ 'x.example': [long, 'second'] })) }
    expect([...records].sort()).toEqual(['second', long].sort())
  })

  it('takes a name that is not there, or has no such record, for an empty answer', async () => {
    expect(await ask({})).toEqual({ kind: 'answered', records: [] })
    expect(await ask({ 'x.example': 'nothing' })).toEqual({ kind: 'answered', records: [] })
  })

  it.each(['failure', 'silence'] as const)('says that it could not be asked: %s', async (reply) => {
    expect(await ask({ 'x.example': reply })).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/name server/),
    })
  })

  it('does not believe who knows no name at all', async () => {
    expect(await ask({ 'known.example': 'no name' })).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/known\.example/),
    })
    expect(await ask({ 'known.example': 'no name', 'x.example': ['v=spf1'] })).toMatchObject({ kind: 'answered' })
  })

  it('comes back where nobody listens', async () => {
    const lookup = createDnsLookup({ servers: ['127.0.0.1:9'], timeoutMs: 500 })
    expect(await lookup.mx('x.example')).toMatchObject({ kind: 'failed' })
  })
})

describe('asking a page', () => {
  it('follows no redirect, sends a form, and tells both clocks', async () => {
    const seen: string[] = []
    const port = await listen(
      createServer((request, response) => {
        request.on('data', (chunk: Buffer) => seen.push(`${request.headers['content-type']} ${chunk}`))
        request.on('end', () =>
          response.writeHead(307, { location: '/', date: 'Tue, 02 Apr 2024 12:00:00 GMT' }).end('moved'),
        )
      }),
    )
    const probe = createProbe({ now: () => 5 })
    const form = { 'List-Unsubscribe': 'One-Click' }
    expect(await probe(`http://127.0.0.1:${port}/u/x`, { method: 'POST', form })).toMatchObject({
      ...{ kind: 'answered', status: 307, text: 'moved', askedAt: 5, serverTime: Date.UTC(2024, 3, 2, 12) },
    })
    expect(seen).toEqual(['application/x-www-form-urlencoded;charset=UTF-8 List-Unsubscribe=One-Click'])
  })

  it('gives up on who does not answer, and stops at 64 KB of who never ends', async () => {
    const port = await listen(
      createServer((request, response) => {
        if (request.url === '/endless') setInterval(() => response.write('x'.repeat(30_000)), 1).unref()
      }),
    )
    const probe = createProbe({ timeoutMs: 1000 })
    expect(await probe(`http://127.0.0.1:${port}/never`)).toEqual({ kind: 'failed', why: 'no answer in time' })
    const endless = await probe(`http://127.0.0.1:${port}/endless`)
    expect(endless.kind === 'answered' && endless.text.length).toBe(65_536)
    expect(await probe('http://127.0.0.1:9/')).toMatchObject({ kind: 'failed' })
  })
})

const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version']).length > 0
  } catch {
    return false
  }
})()

describe('looking at a certificate', () => {
  it.skipIf(!hasOpenssl)('reads until when it is valid, trusted or not', async () => {
    const folder = temporaryFolder()
    const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'certificate')]
    const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '30']
    execFileSync('openssl', [...kind, ...files], { stdio: 'ignore' })
    const options = { key: readFileSync(join(folder, 'key')), cert: readFileSync(join(folder, 'certificate')) }
    const url = new URL(`https://localhost:${await listen(createTlsServer(options))}`)
    const answer = await readCertificate(new URL(`https://127.0.0.1:${url.port}`))
    const days = answer.kind === 'read' ? (answer.until - Date.now()) / 86_400_000 : 0
    expect(days).toBeGreaterThan(29)
    expect(days).toBeLessThan(31)
  })

  it('comes back from a server that speaks no TLS, never answers, or is not there', async () => {
    const port = await listen(createServer())
    const plain = new URL(`https://127.0.0.1:${port}`)
    expect(await readCertificate(plain)).toMatchObject({ kind: 'failed' })
    expect(await readCertificate(new URL('https://127.0.0.1:9'))).toMatchObject({ kind: 'failed' })
  })
})

describe('looking at the disk', () => {
  it('measures where a folder will be, and reads permissions', async () => {
    const folder = temporaryFolder()
    expect(await readFreeBytes(join(folder, 'not', 'there', 'yet'))).toBeGreaterThan(0)
    const file = join(folder, 'key')
    writeFileSync(file, '')
    chmodSync(file, 0o640)
    expect(readMode(file)).toBe(0o640)
    expect(readMode(join(folder, 'none'))).toBeUndefined()
  })
})

describe('asking git', () => {
  const patience = 20_000
  const git = (cwd: string, ...args: string[]): void => {
    const who = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org']
    execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' })
  }

  it('says whether a remote has a branch, and which receipts are not committed', async () => {
    const [home, clone] = [temporaryFolder(), temporaryFolder()]
    for (const issue of ['2026-10-a', '2026-11-b']) mkdirSync(join(home, 'issues', issue), { recursive: true })
    const write = (path: string): void => writeFileSync(join(home, 'issues', path), '{}')
    write('2026-10-a/sent.json')
    git(home, 'init', '--initial-branch=main')
    git(home, 'add', '.')
    git(home, 'commit', '--message=Sent')
    expect(await listLooseReceipts(home, 'issues', patience)).toEqual([])
    for (const name of ['en.md', 'sent.json', 'sent.2.json']) write(`2026-11-b/${name}`)
    const loose = await listLooseReceipts(home, 'issues', patience)
    expect(loose?.sort()).toEqual(['issues/2026-11-b/sent.2.json', 'issues/2026-11-b/sent.json'])
    git(clone, 'clone', home, '.')
    expect(await askRemote(clone, 'origin', 'main', patience)).toEqual({ kind: 'there' })
    expect(await askRemote(clone, 'origin', 'other', patience)).toEqual({ kind: 'missing' })
    expect(await askRemote(clone, 'upstream', 'main', patience)).toMatchObject({ kind: 'failed' })
  })

  it('is not stopped by a folder without git', async () => {
    expect(await listLooseReceipts(temporaryFolder(), 'issues', patience)).toBeUndefined()
  })
})
