import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askForLink, deskSite, issue, mailsIn, people, postForm, signIn, withList } from './desk-site.ts'
import { publicSite, temporaryWorkspace } from './public-site.ts'

const home = `/approve/${issue}`
const minute = 60_000

describe('asking for a sign-in link', () => {
  it('answers the same to an editor, a stranger, and about an issue that is not there; mails only the editor', async () => {
    const { site, desk, config } = await deskSite()
    const answers: { status: number; cookie: string | null; page: string }[] = []
    for (const [address, about] of [
      [people.ana.address, issue],
      ['stranger@example.org', issue],
      [people.ana.address, '2024-10-nothing'],
      [people.ana.address, 'descheduling'],
    ] as const) {
      const answer = await postForm(site, `/approve/${about}/link`, { address })
      answers.push({ status: answer.status, cookie: answer.headers.get('set-cookie'), page: await answer.text() })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 200, cookie: null })
    await desk.settled()
    const mails = await mailsIn(config)
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([[people.ana.address, `Sign in to approve ${issue}`]])
    expect(mails[0]?.text).toContain(`http://localhost:3000${home}/in/`)
    expect(mails[0]?.headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
  })

  it('looks nothing up before it has answered', async () => {
    const { config } = await deskSite()
    let awake = (): void => undefined
    const sleeping = new Promise<void>((resolve) => {
      awake = resolve
    })
    const { openHome } = await import('../../src/newsletter/open-home.ts')
    const other = await openHome(config, { warn: () => undefined, sleep: () => sleeping })
    expect(other.desk?.askForLink(issue, people.ana.address)).toBe(true)
    expect(await mailsIn(config)).toEqual([])
    awake()
    await other.desk?.settled()
    expect(await mailsIn(config)).toHaveLength(1)
    await other.close()
  })

  it('mails in the editor’s language, to the address as it is kept however it was typed', async () => {
    const place = await deskSite({ PUBLIC_URL: 'https://news.example.org' })
    await askForLink(place, '  BO@Example.ORG ')
    const [mail] = await mailsIn(place.config)
    expect(mail).toMatchObject({ to: people.bo.address, subject: `Entre para aprobar ${issue}` })
    expect(mail?.text).toContain(`https://news.example.org${home}/in/`)
    expect(mail?.html).toContain(`href="https://news.example.org${home}/in/`)
  })

  it('mails three links an hour to one editor, whoever asks how often, and the others still get theirs', async () => {
    const place = await deskSite()
    for (let time = 0; time < 3; time += 1) expect(await askForLink(place, people.ana.address)).toBeDefined()
    expect(await askForLink(place, people.ana.address)).toBeUndefined()
    for (let time = 0; time < 70; time += 1) place.desk.askForLink(issue, 'stranger@example.org')
    expect(await askForLink(place, people.bo.address)).toBeDefined()
    place.clock.now += 60 * minute
    expect(await askForLink(place, people.ana.address)).toBeDefined()
  })

  it('asks again for what is no address', async () => {
    const { site } = await deskSite()
    const answer = await postForm(site, `${home}/link`, { address: 'ana@<b>' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('does not look like a whole e-mail address')
    expect(page).toContain('value="ana@&lt;b&gt;"')
  })

  it('takes no form of another site, no large one, and other methods not at all', async () => {
    const { site, desk, config } = await deskSite()
    const foreign = await site.post(`${home}/link`, new URLSearchParams({ address: people.ana.address }), {
      'sec-fetch-site': 'cross-site',
    })
    expect(foreign.status).toBe(403)
    const large = await postForm(site, `${home}/link`, { address: people.ana.address, more: 'x'.repeat(5000) })
    expect(large.status).toBe(413)
    for (const path of [home, `${home}/link`, `${home}/in/token`, `${home}/out`]) {
      expect((await fetch(site.url + path, { method: 'DELETE' })).status).toBe(405)
      const options = await fetch(site.url + path, { method: 'OPTIONS' })
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
    }
    await desk.settled()
    expect(await mailsIn(config)).toEqual([])
  })
})

describe('a sign-in link', () => {
  it('does nothing when it is looked at, as mail scanners do, and signs in once when the button is pressed', async () => {
    const place = await deskSite()
    const { site } = place
    const path = (await askForLink(place, people.ana.address)) ?? ''
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) {
      const answer = await fetch(site.url + path, { method })
      expect([200, 204]).toContain(answer.status)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    expect(await (await site.get(path)).text()).toMatch(/<form method="post" action="[^"]+">\s*<button/)

    const answer = await postForm(site, path, {})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, home])
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^wayforward-editor=[\w-]{43}; Max-Age=43200; Path=\/approve; HttpOnly; SameSite=Strict$/)

    const replayed = await postForm(site, path, {})
    expect([replayed.status, replayed.headers.get('set-cookie')]).toEqual([410, null])
    expect((await site.get(path)).status).toBe(410)
    expect(await replayed.text()).toContain('Ask for a new link')
    // Pressed twice: who is in already goes on.
    expect((await postForm(site, path, {}, cookie?.split(';')[0])).status).toBe(303)
  })

  it('lets one in when two come at once', async () => {
    const place = await deskSite()
    const path = (await askForLink(place, people.ana.address)) ?? ''
    const answers = await Promise.all([1, 2, 3].map(() => postForm(place.site, path, {})))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410])
  })

  it('is good for 15 minutes, for its own issue, and for nothing that only looks like it', async () => {
    const place = await deskSite()
    const { site, clock } = place
    const path = (await askForLink(place, people.ana.address)) ?? ''
    const token = path.slice(path.lastIndexOf('/') + 1)
    const wrong = [path.replace(issue, '2024-04-second-chances'), `${home}/in/${token.slice(1)}`, `${home}/in/x`]
    for (const one of [...wrong, `${home}/in/${'A'.repeat(43)}`, `${home}/in/%E0%A4%A`]) {
      expect([one, (await postForm(site, one, {})).status]).toEqual([one, 410])
    }
    clock.now += 15 * minute
    expect((await site.get(path)).status).toBe(410)
    expect((await postForm(site, path, {})).status).toBe(410)
    clock.now -= 1
    expect((await postForm(site, path, {})).status).toBe(303)
  })

  it('signs nobody in from another site', async () => {
    const place = await deskSite()
    const path = (await askForLink(place, people.ana.address)) ?? ''
    const answer = await place.site.post(path, '', { 'sec-fetch-site': 'cross-site' })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
    expect((await place.site.get(path)).status).toBe(200)
  })

  it('is not in the store, nor is what it opens: only their hashes', async () => {
    const place = await deskSite()
    const path = (await askForLink(place, people.ana.address)) ?? ''
    const cookie = await signIn(place, people.bo.address)
    const { openStore } = await import('../../src/store/open-store.ts')
    const { db, close } = await openStore(join(place.config.dataFolder, 'wayforward.db'))
    const kept = JSON.stringify(await db.selectFrom('sign_ins').selectAll().execute())
    const hashes = await db.selectFrom('sign_ins').select('token_hash').execute()
    await close()
    expect(hashes).toHaveLength(2)
    expect(hashes.map(({ token_hash }) => token_hash.length)).toEqual([32, 32])
    expect(kept).not.toContain(path.slice(path.lastIndexOf('/') + 1))
    expect(kept).not.toContain(cookie.slice(cookie.indexOf('=') + 1))
  })
})

describe('a session', () => {
  it('lasts 12 hours, ends with its editor, and ends everywhere when they sign out', async () => {
    const place = await deskSite()
    const { site, clock, config } = place
    const isIn = async (cookie: string) => !(await (await site.get(home, { cookie })).text()).includes('type="email"')
    const [ana, bo] = [await signIn(place, people.ana.address), await signIn(place, people.bo.address)]
    expect([await isIn(ana), await isIn(bo), await isIn('wayforward-editor=x')]).toEqual([true, true, false])
    const page = await (await site.get(home, { cookie: ana })).text()
    const secret = /name="form" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await postForm(site, `${home}/out`, { form: 'wrong' }, ana)).status).toBe(403)
    expect(await isIn(ana)).toBe(true)
    const out = await postForm(site, `${home}/out`, { form: secret }, ana)
    expect(out.headers.get('set-cookie')).toMatch(/^wayforward-editor=; Max-Age=0/)
    expect(await isIn(ana)).toBe(false)
    await withList(config, async ({ editors }) => editors.remove((await editors.find(people.bo.address))?.id ?? 0))
    expect(await isIn(bo)).toBe(false)
    const wren = await signIn(place, people.wren.address)
    clock.now += 12 * 60 * minute
    expect(await isIn(wren)).toBe(false)
  })

  it('by https has a cookie no neighbour in the domain can plant', async () => {
    const place = await deskSite({ PUBLIC_URL: 'https://news.example.org' })
    const path = (await askForLink(place, people.ana.address)) ?? ''
    const [cookie] = (await postForm(place.site, path, {})).headers.getSetCookie()
    expect(cookie).toMatch(
      /^__Host-wayforward-editor=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const bare = cookie?.split(';')[0]?.replace('__Host-', '') ?? ''
    expect(await (await place.site.get(home, { cookie: bare })).text()).toContain('type="email"')
  })

  it('leaves no address and no token in the log', async () => {
    const place = await deskSite()
    await signIn(place, people.ana.address)
    const log = JSON.stringify(place.site.log)
    expect(log).toContain('"approve-in"')
    expect(log).not.toMatch(/ana|2024|[\w-]{43}/)
  })
})

describe('the desk', () => {
  it('is not offered where no language has words for it, and readers still leave', async () => {
    const config = await temporaryWorkspace()
    rmSync(join(config.templatesFolder, 'desk'), { recursive: true })
    const site = await publicSite(config)
    expect((await site.get(home)).status).toBe(404)
    expect((await site.get('/health')).status).toBe(200)
  })
})
