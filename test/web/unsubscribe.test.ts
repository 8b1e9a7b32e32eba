import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openList } from '../../src/newsletter/workspace.ts'
import { enlist, publicSite, standing, subscriber, temporaryWorkspace } from './public-site.ts'

const oneClick = 'List-Unsubscribe=One-Click'
const ana = subscriber('ana', 'es')

/** A site with one reader on its list, and that reader's token. */
async function siteWith(reader = ana) {
  const config = await temporaryWorkspace()
  const [token = ''] = await enlist(config, reader)
  return { site: await publicSite(config), config, token }
}

function urlencoded(site: Awaited<ReturnType<typeof siteWith>>['site'], path: string, body: string) {
  return site.post(path, body, { 'content-type': 'application/x-www-form-urlencoded' })
}

describe('the one-click button of a mailbox (RFC 8058)', () => {
  it('unsubscribes at once by a urlencoded form: no redirect, no cookie, no page to read', async () => {
    const { site, config, token } = await siteWith()
    const answer = await urlencoded(site, `/u/${token}`, oneClick)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('location')).toBeNull()
    expect(await answer.text()).toBe('Su suscripción está cancelada\n')
    expect(await standing(config, ana)).toEqual({ onList: false, suppressed: { unsubscribed: 1 } })
  })

  it('unsubscribes by a multipart form, from any origin', async () => {
    const { site, config, token } = await siteWith()
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    const answer = await site.post(`/u/${token}`, form, {
      origin: 'https://mail.example.com',
      'sec-fetch-site': 'cross-site',
    })
    expect(answer.status).toBe(200)
    expect(await standing(config, ana)).toEqual({ onList: false, suppressed: { unsubscribed: 1 } })
  })

  it('does not mind a mailbox that forgets to name the type of its form', async () => {
    const { site, config, token } = await siteWith()
    expect((await site.post(`/u/${token}`, new TextEncoder().encode(oneClick))).status).toBe(200)
    expect((await standing(config, ana)).onList).toBe(false)
  })

  it('answers a repeat with 200 too, years after the record is gone', async () => {
    const { site, config, token } = await siteWith()
    for (let time = 0; time < 3; time += 1) expect((await urlencoded(site, `/u/${token}`, oneClick)).status).toBe(200)
    expect((await standing(config, ana)).suppressed).toEqual({ unsubscribed: 1 })
  })

  it('works for somebody who was deleted, so that no later import mails them', async () => {
    const { site, config, token } = await siteWith()
    const list = await openList(config, () => undefined)
    await list.audience.remove(list.vault.addressHash(ana.address))
    await list.close()
    expect((await urlencoded(site, `/u/${token}`, oneClick)).status).toBe(200)
    await enlist(config, ana)
    expect(await standing(config, ana)).toEqual({ onList: false, suppressed: { unsubscribed: 1 } })
  })

  it('keeps a complaint as the reason', async () => {
    const { site, config, token } = await siteWith()
    const list = await openList(config, () => undefined)
    await list.audience.suppress(list.vault.addressHash(ana.address), 'complained', 5)
    await list.close()
    expect((await urlencoded(site, `/u/${token}`, oneClick)).status).toBe(200)
    expect((await standing(config, ana)).suppressed).toEqual({ complained: 1 })
  })

  it('takes exactly the reader it names off the list', async () => {
    const config = await temporaryWorkspace()
    const bo = subscriber('bo')
    const [token = ''] = await enlist(config, ana, bo)
    const site = await publicSite(config)
    await urlencoded(site, `/u/${token}`, oneClick)
    expect((await standing(config, bo)).onList).toBe(true)
  })
})

describe('a POST that is no wish to leave', () => {
  it.each([
    ['nothing', ''],
    ['another value', 'List-Unsubscribe=Maybe'],
    ['another field', 'unsubscribe=yes'],
    ['something that only looks like it', 'x=List-Unsubscribe%3DOne-Click'],
  ])('is refused and changes nothing: %s', async (_, body) => {
    const { site, config, token } = await siteWith()
    const answer = await urlencoded(site, `/u/${token}`, body)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Nothing was changed')
    expect(await standing(config, ana)).toEqual({ onList: true, suppressed: {} })
  })

  it('is refused when its multipart form is broken', async () => {
    const { site, config, token } = await siteWith()
    const answer = await site.post(`/u/${token}`, 'no parts', { 'content-type': 'multipart/form-data; boundary=x' })
    expect(answer.status).toBe(400)
    expect((await standing(config, ana)).onList).toBe(true)
  })

  it('is refused when it is large, announced or not, and the server goes on', async () => {
    const { site, config, token } = await siteWith()
    const large = `${oneClick}&x=${'x'.repeat(17 * 1024)}`
    expect((await urlencoded(site, `/u/${token}`, large)).status).toBe(413)
    const stream = new Blob([large]).stream()
    const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit
    expect((await fetch(`${site.url}/u/${token}`, init)).status).toBe(413)
    expect((await standing(config, ana)).onList).toBe(true)
    expect((await urlencoded(site, `/u/${token}`, oneClick)).status).toBe(200)
  })
})

describe('looking at the link', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])('by %s changes nothing (promise 8)', async (method) => {
    const { site, config, token } = await siteWith()
    for (const path of [`/u/${token}`, `/p/${token}`, `/u/${token}?List-Unsubscribe=One-Click&leave=es`]) {
      const answer = await fetch(site.url + path, { method })
      expect([200, 204, 405]).toContain(answer.status)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    expect(await standing(config, ana)).toEqual({ onList: true, suppressed: {} })
  })

  it('shows one button, in the language of the reader, whatever the browser asks for', async () => {
    const { site, token } = await siteWith()
    for (const path of [`/u/${token}`, `/p/${token}`]) {
      const answer = await site.get(path, { 'accept-language': 'vi' })
      const page = await answer.text()
      expect(answer.status).toBe(200)
      expect(page).toContain('<html lang="es" dir="ltr">')
      expect(page).toContain('Immigrant Justice Network')
      expect(page.match(/<button/g)).toHaveLength(1)
      expect(page).toContain(`action="/u/${token}"`)
    }
  })

  it('reads Spanish to a reader of Mexican Spanish', async () => {
    const { site, token } = await siteWith(subscriber('luz', 'es-MX'))
    expect(await (await site.get(`/u/${token}`)).text()).toContain('lang="es"')
  })

  it('never shows who the reader is', async () => {
    const { site, token } = await siteWith()
    const pages = [
      await site.get(`/u/${token}`),
      await urlencoded(site, `/u/${token}`, 'leave=es'),
      await site.get(`/u/${token}`),
    ]
    for (const page of pages) expect(await page.text()).not.toMatch(/ana|Reader/)
  })

  it('lets nobody else in: no script, no other origin, no referrer, no index, no copy', async () => {
    const { site, token } = await siteWith()
    const answer = await site.get(`/u/${token}`)
    const page = await answer.text()
    expect(page).not.toMatch(/<script|https?:\/\//)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('the button of the page', () => {
  it('unsubscribes, and says so in the language the page was in, also when it is pressed again', async () => {
    const { site, config, token } = await siteWith()
    for (let time = 0; time < 2; time += 1) {
      const answer = await urlencoded(site, `/u/${token}`, 'leave=es')
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('Su suscripción está cancelada')
    }
    expect(await standing(config, ana)).toEqual({ onList: false, suppressed: { unsubscribed: 1 } })
  })

  it('is not shown again to somebody who has left; they are told, in the language of their browser', async () => {
    const { site, token } = await siteWith()
    await urlencoded(site, `/u/${token}`, oneClick)
    const page = await (await site.get(`/u/${token}`, { 'accept-language': 'fr;q=0.9, vi-VN;q=0.8, en;q=0.2' })).text()
    expect(page).toContain('lang="vi"')
    expect(page).toContain('Quý vị đã hủy đăng ký')
    expect(page).not.toContain('<button')
  })

  it('answers in the first language of the newsletter when nobody asks for one it has', async () => {
    const { site, token } = await siteWith()
    for (const asked of ['', 'fr', '*', ';;;,=q', '\u00e9'.repeat(20)]) {
      const answer = await urlencoded(site, `/u/${token}`, `leave=${encodeURIComponent(`${asked}<b>`)}`)
      const page = await answer.text()
      if (asked === '') expect(page).toContain('lang="es"')
      else expect(page).toContain('lang="en"')
      expect(page).not.toContain('<b>')
    }
  })
})

describe('a link that is none of ours', () => {
  it('is told apart on every byte, and says what to do instead', async () => {
    const { site, config, token } = await siteWith()
    const forged = [...token].map(
      (letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const wrong of [
      ...forged,
      token.slice(0, -1),
      `${token}A`,
      'x',
      '%00',
      encodeURIComponent('../../etc'),
      '%E0%A4%A',
    ]) {
      const shown = await site.get(`/u/${wrong}`)
      expect(shown.status).toBe(404)
      expect(await shown.text()).toContain('hello@ijn.example.org')
      expect((await urlencoded(site, `/u/${wrong}`, oneClick)).status).toBe(404)
    }
    expect(await standing(config, ana)).toEqual({ onList: true, suppressed: {} })
  })
})

describe('the log', () => {
  it('names the route, and never the token, the address or where somebody is', async () => {
    const { site, token } = await siteWith()
    await site.get(`/u/${token}`, { 'x-forwarded-for': '203.0.113.7' })
    await urlencoded(site, `/u/${token}`, oneClick)
    await site.get('/ana@example.org')
    expect(site.log.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', 'unsubscribe', 200],
      ['POST', 'unsubscribe', 200],
      ['GET', 'unknown', 404],
    ])
    expect(JSON.stringify(site.log)).not.toMatch(new RegExp(`${token.slice(0, 12)}|ana|127\\.0|203\\.0`))
  })
})

describe('a broken visitor', () => {
  it('does not take the server along: half a request, nonsense, a connection that says nothing', async () => {
    const { site, config, token } = await siteWith()
    const port = Number(new URL(site.url).port)
    const half = `POST /u/${token} HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\nList-Unsub`
    const sockets = [half, 'nonsense\r\n\r\n', '', `GET /u/${token} HTTP/1.1\r\nHo`].map((bytes) => {
      const socket = connect(port, '127.0.0.1', () => void socket.write(bytes))
      socket.on('error', () => undefined)
      return socket
    })
    await Promise.all(sockets.map((socket) => new Promise((done) => socket.once('connect', done))))
    expect((await site.get('/health')).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    expect((await site.get(`/u/${token}`)).status).toBe(200)
    expect((await standing(config, ana)).onList).toBe(true)
  })
})
