import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config.ts'
import { approvalsOf, commit, deskSite, fieldsOf, issue, people, postForm, signIn } from './desk-site.ts'

const home = `/approve/${issue}`

/** What the button carries, with its wish. */
function wishOf(page: string, wish: 'approve' | 'withdraw'): Record<string, string> {
  return { ...fieldsOf(page, `value="${wish}"`), wish }
}

function edit(config: Config, file: string, before: string | RegExp, after: string): void {
  const path = join(config.issuesFolder, file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(before, after))
  if (readFileSync(path, 'utf8') === text) throw new Error(`nothing to edit in ${file}`)
}

/** One more, at the end of the letter. */
function addSentence(config: Config): void {
  edit(config, `${issue}/en.md`, /\n\n:::/, '\n\nOne more sentence, at the last minute.\n\n:::')
}

async function signedIn(address: string) {
  const place = await deskSite()
  const cookie = await signIn(place, address)
  const page = async (at = home) => await (await place.site.get(at, { cookie })).text()
  return { ...place, cookie, page }
}

describe('the page of an issue', () => {
  it('shows who would get what, and what is missing; looking at it changes nothing', async () => {
    const { page, config, site, cookie } = await signedIn(people.ana.address)
    const shown = await page()
    expect(shown).toContain('Approvals still missing: 1.')
    expect(shown).toContain('Readers: 4')
    expect(shown).toContain('Signed in as Ana Nguyễn.')
    for (const language of ['en', 'es', 'vi']) expect(shown).toContain(`"${home}/see/${language}"`)
    expect(shown).toMatch(/Counsel still has to approve, because of: \w+ #/)
    expect(shown).toMatch(/it goes out by itself: \w+, October \d+, 2024/)
    expect(shown).not.toContain('npx wayforward send')
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT'])
      await fetch(site.url + home, { method, headers: { cookie } })
    expect(await approvalsOf(config)).toEqual([])
  })

  it('takes the word of an approver on exactly what it shows, and lets them take it back', async () => {
    const { page, cookie, ...place } = await signedIn(people.ana.address)
    const { config, site, clock } = place
    const answer = await postForm(site, home, wishOf(await page(), 'approve'), cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, home])
    const [given] = await approvalsOf(config)
    expect(given).toMatchObject({ by: people.ana.name, role: 'approver', via: 'page', at: clock.now, candidates: 4 })
    const approved = await page()
    expect(approved).toContain('You approved this, as it is now.')
    expect(approved).toContain('Ana Nguyễn, Tuesday, April 2, 2024')
    expect(approved).toContain('Counsel still has to approve')
    expect(approved).not.toContain('value="approve"')
    const bo = await signIn(place, people.bo.address)
    const asked = await (await site.get(home, { cookie: bo })).text()
    expect((await postForm(site, home, wishOf(asked, 'approve'), bo)).status).toBe(303)
    expect(await page()).toContain('everybody who has to has approved it')

    const back = await postForm(site, home, wishOf(await page(), 'withdraw'), cookie)
    expect(back.status).toBe(303)
    expect((await approvalsOf(config)).map(({ by }) => by)).toEqual([people.bo.name])
    expect(await page()).toContain('value="approve"')
  })

  it('says how it is sent when its time has passed', async () => {
    const place = await deskSite()
    place.clock.now = Date.UTC(2024, 10, 2)
    const cookie = await signIn(place, people.ana.address)
    const shown = await (await place.site.get(home, { cookie })).text()
    expect(shown).not.toContain('goes out by itself:')
    expect(shown).toContain(`<code>npx wayforward send ${issue}</code>`)
  })

  it('approves nothing when the content changed after it was shown, and shows what there is now', async () => {
    const { page, config, site, cookie } = await signedIn(people.ana.address)
    const old = wishOf(await page(), 'approve')
    addSentence(config)
    commit(config)
    const answer = await postForm(site, home, old, cookie)
    expect(answer.status).toBe(409)
    const fresh = await answer.text()
    expect(fresh).toContain('so nothing was approved')
    expect(await approvalsOf(config)).toEqual([])
    expect((await postForm(site, home, wishOf(fresh, 'approve'), cookie)).status).toBe(303)
    expect(await approvalsOf(config)).toHaveLength(1)
  })

  it('names what changed since an approval', async () => {
    const { page, config, site, cookie } = await signedIn(people.ana.address)
    await postForm(site, home, wishOf(await page(), 'approve'), cookie)
    addSentence(config)
    edit(config, 'newsletter.yaml', /^name: .*$/m, 'name: Another name')
    commit(config)
    const shown = await page()
    expect(shown).toMatch(/Ana Nguyễn approved it on Tuesday, April 2, 2024.*Since then this has changed/)
    expect(shown).toContain('<li>en.md</li>')
    expect(shown).toContain('<li>newsletter.yaml (sender, languages, members or segments)</li>')
    expect(shown).not.toContain('You approved this')
  })

  it('has no button for a writer, and takes no word of theirs', async () => {
    const { page, config, site, cookie } = await signedIn(people.wren.address)
    const shown = await page()
    expect(shown).toContain('<html lang="vi"')
    expect(shown).not.toContain('value="approve"')
    const shownHash = /name="form" value="([^"]+)"/.exec(shown)?.[1] ?? ''
    const hash = (await contentHash(config)) ?? ''
    const answer = await postForm(site, home, { form: shownHash, shown: hash, wish: 'approve' }, cookie)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('writers do not approve')
    expect(await approvalsOf(config)).toEqual([])
  })

  it('takes no word without the session’s own form, from another site, or signed out', async () => {
    const { page, config, site, cookie, ...place } = await signedIn(people.ana.address)
    const wish = wishOf(await page(), 'approve')
    const bo = await signIn({ config, site, ...place }, people.bo.address)
    const others = wishOf(await (await site.get(home, { cookie: bo })).text(), 'approve')
    for (const form of [others.form ?? '', '', 'x']) {
      expect((await postForm(site, home, { ...wish, form }, cookie)).status).toBe(403)
    }
    const headers = { cookie, 'sec-fetch-site': 'cross-site' }
    expect((await site.post(home, new URLSearchParams(wish), headers)).status).toBe(403)
    const out = await postForm(site, home, wish)
    expect(out.status).toBe(401)
    expect(await out.text()).toContain('type="email"')
    expect((await postForm(site, home, { ...wish, wish: 'send' }, cookie)).status).toBe(403)
    expect(await approvalsOf(config)).toEqual([])
  })

  it('says why not, in words: who wrote last, or an error that came to light', async () => {
    const { page, config, site, cookie } = await signedIn(people.ana.address)
    addSentence(config)
    const answer = await postForm(site, home, wishOf(await page(), 'approve'), cookie)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('changes that are in no commit')
    edit(config, `${issue}/en.md`, /^subject: .*$/m, '')
    const stopped = await page()
    expect(stopped).toContain('An error stops this issue.')
    expect(stopped).not.toContain('value="approve"')
    expect(await approvalsOf(config)).toEqual([])
  })

  it('is there for issues only, by their whole name, and nobody learns which there are without signing in', async () => {
    const { site, cookie } = await signedIn(people.ana.address)
    for (const name of ['2030-01-nothing', 'descheduling', '..', '%2e%2e%2fsecrets', '%2F%2Fevil.example.org']) {
      expect([name, (await site.get(`/approve/${name}`, { cookie })).status]).toEqual([name, 404])
    }
    const [real, made] = await Promise.all([site.get(home), site.get('/approve/2030-01-nothing')])
    const [one, other] = [await real.text(), await made.text()]
    expect(one.replaceAll(issue, '')).toBe(other.replaceAll('2030-01-nothing', ''))
    for (const path of ['%2F%2Fevil.example.org', '%0d%0aset-cookie:x']) {
      const { status, headers } = await site.get(`/approve/${path}/link`)
      expect(status).toBe(303)
      expect(headers.get('location')).toMatch(/^\/approve\/[^/]+$/)
    }
  })
})

describe('an edition', () => {
  it('is shown to editors only, as it would be mailed, with its pictures in it and nothing that runs', async () => {
    const { site, cookie, config } = await signedIn(people.ana.address)
    expect((await site.get(`${home}/see/en`)).status).toBe(401)
    expect((await site.get(`${home}/see/fr`, { cookie })).status).toBe(404)
    for (const edition of ['en', 'es', 'vi']) {
      const answer = await site.get(`${home}/see/${edition}`, { cookie })
      expect([edition, answer.status]).toEqual([edition, 200])
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/default-src 'none'.*; sandbox/)
      expect(policy).not.toMatch(/allow-scripts|allow-same-origin|https?:/)
      const mail = await answer.text()
      expect(mail).toContain(`lang="${edition}"`)
      expect(mail).toContain('src="data:image/')
      expect(mail).not.toMatch(/src="https?:/)
    }
    const text = await site.get(`${home}/see/en?as=text`, { cookie })
    expect(text.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await text.text()).toContain('/u/proof')
    expect(await approvalsOf(config)).toEqual([])
  })
})

async function contentHash(config: Config): Promise<string | undefined> {
  const { prepareForSend } = await import('../../src/newsletter/issue-approval.ts')
  return (await prepareForSend(config, issue)).prepared?.contentHash
}
