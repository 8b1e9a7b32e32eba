import { describe, expect, it } from 'vitest'
import { cancelIssue } from '../../src/newsletter/cancel-issue.ts'
import { clearForFreeze, refuseMailing, requireVerified } from '../../src/newsletter/consent/clear-for-freeze.ts'
import { storyStands } from '../../src/newsletter/consent/refuse-tellings.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { proveIssue } from '../../src/newsletter/prove-issue.ts'
import { resumeIssue } from '../../src/newsletter/resume-issue.ts'
import { renewStory } from '../../src/newsletter/stories/renew-story.ts'
import { quiet } from '../store/temporary-home.ts'
import { issue, noon, StoryHome } from './story-home.ts'

const day = 24 * 60 * 60 * 1000
const origin = 'https://news.example.org'

async function prepare(home: StoryHome) {
  const { prepared, problems } = await prepareIssue(home.config, origin, issue)
  if (!prepared) throw new Error(problems.map(String).join('\n'))
  return prepared
}

describe('a freeze', () => {
  it('goes ahead with every text agreed to, and writes down where the story goes', async () => {
    const home = await StoryHome.agreed()
    expect((await home.send()).result).toMatchObject({ kind: 'ran', end: { state: 'done' } })
    expect(await home.mailed()).toBe(3)
    const uses = await home.with(({ stories }) => stories.uses('s-001'))
    expect(uses.map(({ issue: name, language, channel }) => [name, language, channel])).toEqual([
      [issue, 'en', 'email'],
      [issue, 'es', 'email'],
    ])
    expect(await home.with(({ stories }) => stories.pictures('s-001'))).toHaveLength(1)
  })

  it('asks for today, in the newsletter’s own zone, whatever the issue’s date says: also a rehearsal', async () => {
    const home = await StoryHome.agreed({ expires: '2024-11-30' })
    const prepared = await prepare(home)
    const stops = (at: string) =>
      home.with(async (list) => (await refuseMailing(prepared, list, Date.parse(at))).map(({ code }) => code))
    // The first of December in Greenwich, and still November in Chicago.
    expect(await stops('2024-12-01T03:00:00Z')).toEqual([])
    expect(await stops('2024-12-01T12:00:00Z')).toEqual(['consent_expired', 'consent_expired'])
    home.time = Date.parse('2024-12-01T12:00:00Z')
    const { result, found } = await home.send()
    expect([result.kind, found]).toEqual(['unready', ['consent_expired']])
    expect(await home.with(({ ledger }) => ledger.list())).toEqual([])
  })

  it('sees a withdrawal that came after the issue was read, checked and rendered', async () => {
    const home = await StoryHome.agreed()
    const prepared = await prepare(home)
    await home.withdraw()
    const stops = await home.with((list) => clearForFreeze(prepared, list, issue, noon))
    expect([...new Set(stops.map(({ code }) => code))]).toEqual(['consent_withdrawn'])
  })

  it('forgets what an earlier freeze, which was undone, had written down', async () => {
    const home = await StoryHome.agreed()
    await home.freeze()
    await cancelIssue(home.config, issue, { confirm: async () => true, warn: quiet })
    home.edit(`issues/${issue}/en.md`, 'speaker="s-001"', 'speaker="org:ilrc"')
    await home.freeze()
    expect(await home.with(({ stories }) => stories.usedIn(issue))).toEqual([])
  })
})

describe('a withdrawal between the freeze and the first e-mail', () => {
  it('mails nobody, whoever says go on, until the issue is cancelled', async () => {
    const home = await StoryHome.agreed()
    await home.freeze()
    const withdrawn = await home.withdraw()
    expect(withdrawn).toMatchObject({ kind: 'withdrawn', halted: [issue] })
    await expect(home.send()).rejects.toMatchObject({ code: 'consent_stands' })
    const clock = { now: () => home.time, sleep: async () => undefined }
    const resumed = await resumeIssue(home.config, { name: issue, now: true, clock })
    expect(resumed).toMatchObject({ kind: 'ran', end: { state: 'halted', reason: 'consent' }, submittedNow: 0 })
    expect(await home.mailed()).toBe(0)
    const cancelled = await cancelIssue(home.config, issue, { confirm: async () => true, warn: quiet })
    expect(cancelled.kind).toBe('discarded')
    // A draft again, which says what is in the way.
    expect((await home.send()).found).toEqual(['consent_withdrawn'])
  })

  it('is found even where the process died before it could stop the issue', async () => {
    const home = await StoryHome.agreed()
    await home.freeze()
    await home.withdraw()
    await home.with(({ ledger }) => ledger.begin(issue, { despite: true }))
    const { result } = await home.send()
    expect(result).toMatchObject({ end: { state: 'halted', reason: 'consent' }, submittedNow: 0 })
    expect(await home.mailed()).toBe(0)
  })
})

describe('consent that runs out before the issue goes on', () => {
  it('stops it; renewed, it goes on', async () => {
    const home = await StoryHome.agreed({ expires: '2024-11-30' })
    await home.freeze()
    home.time = noon + 10 * day
    expect((await home.send()).result).toMatchObject({
      end: { reason: 'consent', detail: 'The consent for the story s-001 ran out after 2024-11-30.' },
    })
    expect(await home.mailed()).toBe(0)
    const said = { by: 'R. Reader', how: 'on the phone', warn: quiet, now: home.time }
    await renewStory(home.config, { id: 's-001', until: '2025-11-30', ...said })
    const clock = { now: () => home.time, sleep: async () => undefined }
    expect(await resumeIssue(home.config, { name: issue, now: true, clock })).toMatchObject({ end: { state: 'done' } })
    expect(await home.mailed()).toBe(3)
  })
})

describe('a workspace without the list', () => {
  it('prepares the issue as unverified, and nothing made from that goes anywhere', async () => {
    const laptop = new StoryHome()
    await laptop.writeFiles()
    const { prepared, problems } = await prepareIssue(laptop.config, origin, issue)
    expect(problems.map(({ code }) => code)).toContain('consent_unverified')
    expect(prepared?.consent).toBe('unverified')
    expect(() => prepared && requireVerified(prepared)).toThrow(
      expect.objectContaining({ code: 'consent_unverified_refused' }),
    )
    const home = await StoryHome.begin()
    await expect(
      home.with((list) => clearForFreeze(prepared ?? expect.fail(), list, issue, noon)),
    ).rejects.toMatchObject({ code: 'consent_unverified_refused' })
  })
})

describe('a proof', () => {
  it('is no longer made of a story that was withdrawn, and its picture goes with it', async () => {
    const home = await StoryHome.agreed()
    const editor = { address: 'ed@example.org', name: 'Ed', role: 'approver' as const, languages: ['en', 'es'] }
    await home.with(({ editors }) => editors.save(editor, noon))
    const prove = () => proveIssue(home.config, { name: issue, warn: quiet })
    expect((await prove()).editions.map(({ id }) => id)).toEqual(['en', 'es'])
    const pictures = await home.with(({ stories }) => stories.pictures('s-001'))
    const { remains } = await home.withdraw().then((done) => (done.kind === 'withdrawn' ? done : expect.fail()))
    expect(remains.proofs).toEqual([issue])
    for (const name of pictures) {
      expect(await home.with(({ stories }) => stories.isWithdrawnPicture(name))).toBe(true)
    }
    expect((await prove()).editions.map(({ id }) => id)).toEqual(['report'])
  })
})

describe('the one question of every page, feed and card', () => {
  it('is answered anew each time it is asked', async () => {
    const home = await StoryHome.agreed()
    const [telling] = (await prepare(home)).tellings
    const stands = (channel: 'web' | 'share', today = '2024-11-22') =>
      home.with((list) => storyStands(list, telling ?? expect.fail(), channel, today))
    expect([await stands('web'), await stands('share'), await stands('web', '2025-02-01')]).toEqual([
      true,
      false,
      false,
    ])
    await home.withdraw()
    expect(await stands('web')).toBe(false)
  })
})
