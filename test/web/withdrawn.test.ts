import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { picturesOf } from '../../src/newsletter/pictures-of.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { issue, StoryHome } from '../newsletter/story-home.ts'
import { publicSite } from './public-site.ts'

/** A site whose newest issue, sent into the outbox, tells one story with a picture. */
async function siteWithStory() {
  const home = await StoryHome.agreed()
  const { prepared } = await prepareIssue(home.config, 'http://localhost:3000', issue)
  if (!prepared) throw new Error('not prepared')
  await home.send()
  const site = await publicSite(home.config, () => home.time)
  const [told] = prepared.tellings[0]?.renditions ?? []
  if (told === undefined) throw new Error('no picture')
  const others = picturesOf(prepared).flatMap(({ name }) => (name === told ? [] : [name]))
  return { home, site, told, others }
}

describe('when a story is withdrawn', () => {
  it('its picture is gone at once from a server that runs on, also for who has a copy; all others stay', async () => {
    const { home, site, told, others } = await siteWithStory()
    const before = await site.get(`/i/${told}`)
    expect(before.status).toBe(200)
    // Kept by browsers and by what stands before the server, and shown only after asking: a year’s copy could not be withdrawn.
    expect(before.headers.get('cache-control')).toBe('no-cache')
    const bytes = Buffer.from(await before.arrayBuffer())
    expect(`${createHash('sha256').update(bytes).digest('hex')}.png`).toBe(told)
    const known = { 'if-none-match': before.headers.get('etag') ?? '' }
    expect((await site.get(`/i/${told}`, known)).status).toBe(304)

    await home.withdraw()
    for (const headers of [{}, known]) {
      const answer = await site.get(`/i/${told}`, headers)
      expect(answer.status).toBe(410)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
      })
      const placeholder = Buffer.from(await answer.arrayBuffer())
      expect(placeholder.equals(bytes)).toBe(false)
      // A picture that mail programs can draw, of one colour.
      const { channels } = await sharp(placeholder).stats()
      for (const { min, max } of channels) expect(min).toBe(max)
    }
    expect((await fetch(`${site.url}/i/${told}`, { method: 'HEAD' })).status).toBe(410)
    expect(others.length).toBeGreaterThan(0)
    for (const name of others) {
      const answer = await site.get(`/i/${name}`)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, expect.stringContaining('immutable')])
    }
  })

  it('the editors’ pages no longer show what they would have approved', async () => {
    const { home, site } = await siteWithStory()
    const { desk } = site.home
    if (!desk) throw new Error('no desk')
    expect((await desk.showEdition(issue, 'en'))?.html).toContain('The door was open when I came home.')
    await home.withdraw()
    expect(await desk.showEdition(issue, 'en')).toBeUndefined()
    expect(await desk.showEdition(issue, 'es')).toBeUndefined()
  })
})
