import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import { cancelIssue } from '../../src/newsletter/cancel-issue.ts'
import { deliverFrozen } from '../../src/newsletter/deliver-frozen.ts'
import { freezeForSend } from '../../src/newsletter/freeze-for-send.ts'
import { createMemory } from '../../src/newsletter/schedule/memory.ts'
import { runSchedule } from '../../src/newsletter/schedule/run-schedule.ts'
import { findSecondWaves } from '../../src/newsletter/schedule/second-waves.ts'
import type { Deed } from '../../src/newsletter/schedule/turn.ts'
import { findSecondWave } from '../../src/newsletter/second-wave.ts'
import { sendIssue } from '../../src/newsletter/send-issue.ts'
import { ana, commit, git, newRepository, write } from '../outside/git-workshop.ts'
import { day, Home, hour, minute } from './home.ts'

const due = Date.UTC(2024, 10, 1, 14)
const settings = { cron: '0 10 1 * *', timezone: 'America/New_York', start: due - 10 * day }

/** What a process leaves that the kernel kills while it writes down who gets the issue. */
async function leaveKilledFreeze(home: Home, issue: string, month: string | null): Promise<void> {
  await home.withList(({ ledger }) => ledger.beginFreeze(issue, [], home.clock.now(), { month }))
}

const once = (times: number) => Array(times).fill(1)
const kindsOf = (deeds: Deed[]) => deeds.map(({ kind }) => kind)
const cancelled = (home: Home, name: string) =>
  cancelIssue(home.config, name, { confirm: async () => true, warn: () => undefined, now: () => home.clock.now() })

/** What a process leaves that is killed between the freeze and the first batch. */
async function freezeOnly(home: Home, issue: string): Promise<void> {
  const options = { name: issue, schedule: { dueAt: due }, clock: home.clock }
  await home.withList((list) => freezeForSend(home.config, issue, list, options))
}

/** The home becomes a clone that follows a branch, and somebody writes at a desk. */
async function follow(home: Home): Promise<{ desk: string; remote: string }> {
  const [remote, desk] = [join(home.folder, 'remote.git'), join(home.folder, 'desk')]
  write(home.folder, '.gitignore', '.wayforward\nremote.git\ndesk\n')
  newRepository(home.folder)
  commit(home.folder, ana, 'Begin', {})
  git(home.folder, 'clone', '--quiet', '--bare', '.', remote)
  git(home.folder, 'remote', 'add', 'origin', remote)
  git(home.folder, 'clone', '--quiet', remote, desk)
  return { desk, remote }
}

function push(desk: string): void {
  commit(desk, ana, 'Words', {})
  git(desk, 'push', '--quiet')
}

describe('a process killed while it freezes', () => {
  it('loses no monthly: the next turn begins it anew', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due)
    await leaveKilledFreeze(home, '2024-11-news', '2024-11')
    home.passTo(due + minute)
    expect(kindsOf(await home.turn())).toEqual(['sent'])
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })

  it('loses no alert', async () => {
    using home = new Home(settings)
    home.write('2024-10-raids', { date: '2024-10-25', kind: 'alert', front: 'sendAt: 2024-10-25T18:00\n' })
    await home.settle()
    await home.approve('2024-10-raids')
    home.passTo(Date.UTC(2024, 9, 25, 23))
    await leaveKilledFreeze(home, '2024-10-raids', null)
    home.passTo(Date.UTC(2024, 9, 25, 23, 1))
    expect(kindsOf(await home.turn())).toEqual(['sent'])
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })

  it('does not hide a month that passes: a person is asked', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due)
    await leaveKilledFreeze(home, '2024-11-news', '2024-11')
    home.passTo(due + day)
    expect(kindsOf(await home.turn())).toEqual(['late'])
  })
})

describe('what a person cancelled before anybody was mailed', () => {
  it('is not begun again: a monthly whose freeze outlived its process', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due)
    await freezeOnly(home, '2024-11-news')
    expect((await cancelled(home, '2024-11')).kind).toBe('discarded')
    home.passTo(due + minute)
    expect(kindsOf(await home.turn())).toEqual(['blocked'])
    expect(await home.ledger()).toEqual({})
  })

  it('is not begun again: a second wave, until somebody approves it anew', async () => {
    using home = new Home(settings)
    await home.sendAllButVietnamese('2024-11-news', '2024-11-01', due)
    home.passTo(due + day)
    await home.withList(async (list) => {
      const frozen = await list.ledger.find('2024-11-news')
      const { newsletter } = await readNewsletter(home.config.issuesFolder)
      const wave =
        frozen && newsletter && (await findSecondWave(home.config, frozen, newsletter, list, home.clock.now()))
      const dueAt = home.clock.now()
      await freezeForSend(home.config, '2024-11-news', list, { name: '', schedule: { dueAt }, clock: home.clock }, wave)
    })
    expect((await cancelled(home, '2024-11-news_wave-2')).kind).toBe('discarded')
    home.passTo(due + day + minute)
    await home.turn()
    expect(Object.keys(await home.ledger())).toEqual(['2024-11-news'])
    await home.approve('2024-11-news')
    home.passTo(due + day + 2 * minute)
    expect(kindsOf(await home.turn())).toEqual(['sent'])
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })
})

describe('what two processes find at the same minute', () => {
  it('one of them does: the other finds the second wave gone, and troubles nobody', async () => {
    using home = new Home(settings)
    await home.sendAllButVietnamese('2024-11-news', '2024-11-01', due)
    home.passTo(due + day)
    await home.withList(async (list) => {
      const { newsletter } = await readNewsletter(home.config.issuesFolder)
      if (!newsletter) throw new Error('no newsletter')
      const deeds: Deed[] = []
      const { config, clock } = home
      const turn = { config, list, newsletter, clock, now: clock.now(), memory: createMemory() }
      const other = { ...turn, warn: () => undefined, did: (deed: Deed) => void deeds.push(deed) }
      const [found] = await findSecondWaves(other)
      expect(kindsOf(await home.turn())).toEqual(['sent'])
      await found?.run(other)
      expect([found?.key, deeds]).toEqual(['wave/2024-11-news_wave-2', []])
    })
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })
})

describe('one thing that cannot be done', () => {
  it('is not tried again every minute: a proof with nobody to read it', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.withList(async ({ editors }) => {
      for (const { id } of await editors.list()) await editors.remove(id)
    })
    home.passTo(due - day)
    expect(kindsOf(await home.turn())).toEqual(['stopped'])
    home.passTo(due - day + minute)
    expect(await home.turn()).toEqual([])
    home.passTo(due - day + 20 * minute)
    expect(kindsOf(await home.turn())).toEqual(['stopped'])
  })

  it('keeps no other from being done: an issue that went out before under another month', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    home.write('2024-11-raids', { date: '2024-11-01', kind: 'alert', front: 'sendAt: 2024-11-01T09:00\n' })
    await home.settle()
    await home.approve('2024-11-news')
    await home.approve('2024-11-raids')
    home.edit('2024-11-news', '2024-11-01', '2024-10-01')
    await sendIssue(home.config, { name: '2024-11-news', clock: home.clock })
    home.edit('2024-11-news', '2024-10-01', '2024-11-01')
    home.passTo(due)
    const deeds = await home.turn()
    expect(deeds.map(({ kind, issue }) => [kind, issue])).toContainEqual(['sent', '2024-11-raids'])
    expect(deeds.find(({ kind }) => kind === 'blocked')?.said).toContain('went out before')
    expect((await home.told()).filter((subject) => subject.includes('was not sent'))).toHaveLength(1)
  })
})

describe('a turn that takes long', () => {
  it('waits for no long undo delay itself: what else is due goes out, and the issue when it is over', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    home.write('2024-11-raids', { date: '2024-11-01', kind: 'alert', front: 'sendAt: 2024-11-01T10:00\n' })
    await home.settle()
    await home.approve('2024-11-news')
    await home.approve('2024-11-raids')
    home.passTo(due)
    await freezeOnly(home, '2024-11-news')
    const store = new Database(join(home.config.dataFolder, 'wayforward.db'))
    store.prepare('update issues set not_before = ?').run(due + day)
    store.close()
    home.passTo(due + hour)
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toEqual([['sent', '2024-11-raids']])
    home.passTo(due + day)
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toEqual([['sent', '2024-11-news']])
    expect([...(await home.mailed()).values()]).toEqual(once(24))
  })

  it('does not send late what was in its window when the turn began', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    home.write('2024-11-raids', { date: '2024-11-01', kind: 'alert', front: 'sendAt: 2024-11-01T09:00\n' })
    await home.settle()
    await home.approve('2024-11-news')
    await home.approve('2024-11-raids')
    home.passTo(due)
    const deeds = await runSchedule(home.config, {
      clock: home.clock,
      memory: home.memory,
      did: ({ kind }) => kind === 'sent' && home.passTo(due + 8 * hour),
    })
    expect(deeds.map(({ kind, issue }) => [kind, issue])).toEqual([['sent', '2024-11-news']])
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toEqual([['late', '2024-11-raids']])
  })
})

describe('a clock that was wrong', () => {
  it('when it froze, makes nobody wait longer than the undo delay', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    const year = 365 * day
    await home.withList(async (list) => {
      const frozen = await freezeForSend(home.config, '2024-11-news', list, { name: '', clock: home.clock })
      if ('kind' in frozen) throw new Error('not frozen')
      const noted = { ...frozen, frozenAt: frozen.frozenAt + year, notBefore: frozen.frozenAt + year + 5 * minute }
      const before = home.clock.now()
      await deliverFrozen(home.config, noted, list, { name: '', clock: home.clock })
      expect(home.clock.now() - before).toBe(5 * minute)
    })
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })

  it('a year ahead when the schedule was first looked after, leaves no month out once it is right', async () => {
    using home = new Home({ ...settings, start: due + 300 * day })
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    const clock = { now: () => due - day, sleep: async () => undefined }
    await home.withList(async ({ approvals }) => void approvals)
    await runSchedule(home.config, { clock, memory: home.memory })
    const right = { now: () => due + minute, sleep: async () => undefined }
    const deeds = await runSchedule(home.config, { clock: right, memory: home.memory })
    expect(kindsOf(deeds)).toContain('blocked')
  })
})

describe('a branch that is followed', () => {
  it('holds nothing up that is frozen when it cannot be had', async () => {
    using home = new Home({ ...settings, more: 'follow: {remote: origin, branch: main}\n' })
    home.write('2024-11-news', { date: '2024-11-01' })
    const { remote } = await follow(home)
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due)
    await freezeOnly(home, '2024-11-news')
    rmSync(remote, { recursive: true })
    home.passTo(due + minute)
    expect(kindsOf(await home.turn())).toContain('sent')
    expect([...(await home.mailed()).values()]).toEqual(once(12))
  })

  it('that brings a broken newsletter.yaml is not taken, and the next one is', async () => {
    using home = new Home({ ...settings, more: 'follow: {remote: origin, branch: main}\n' })
    home.write('2024-11-news', { date: '2024-11-01' })
    const { desk } = await follow(home)
    await home.settle()
    await home.approve('2024-11-news')
    const file = join(desk, 'issues/newsletter.yaml')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, 'name: [')
    push(desk)
    home.passTo(due)
    expect(await home.turn()).toMatchObject([
      { kind: 'pull_failed', said: expect.stringContaining('issues/newsletter.yaml unreadable') },
    ])
    writeFileSync(file, good)
    push(desk)
    home.passTo(due + minute)
    expect(kindsOf(await home.turn())).toEqual(['pulled', 'sent'])
  })
})

describe('the editors', () => {
  it('hear of an issue that somebody began by hand and left, when it is due', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.withList((list) => freezeForSend(home.config, '2024-11-news', list, { name: '', clock: home.clock }))
    home.passTo(due)
    expect(kindsOf(await home.turn())).toEqual(['stopped'])
    home.passTo(due + minute)
    expect(await home.turn()).toEqual([])
    expect(await home.told()).toEqual([expect.stringContaining('begun by hand')])
    expect((await home.mailed()).size).toBe(0)
  })

  it('hear of an alert whose kind has a slip in it', async () => {
    using home = new Home(settings)
    home.write('2024-10-raids', { date: '2024-10-25', kind: 'alerrt', front: 'sendAt: 2024-10-25T18:00\n' })
    await home.settle()
    home.passTo(Date.UTC(2024, 9, 25, 23))
    expect(kindsOf(await home.turn())).toEqual(['blocked'])
  })

  it('hear once of what keeps an issue from going out, however often it is saved meanwhile', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01', words: 'Read https://example.org/call now.' })
    await home.settle()
    await home.approve('2024-11-news')
    home.edit('2024-11-news', 'kind: monthly', 'kind: monthli')
    home.passTo(due)
    await home.turn()
    for (let at = 1; at <= 5; at += 1) {
      home.edit('2024-11-news', 'monthli', 'monthlii')
      home.passTo(due + at * 20 * minute)
      await home.turn()
    }
    expect((await home.told()).filter((subject) => subject.includes('was not sent'))).toHaveLength(1)
  })

  it('hear that it is late even when the process is killed while it says so', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    home.passTo(due + day)
    // The power goes with the first word.
    await expect(
      runSchedule(home.config, {
        clock: home.clock,
        did: () => {
          throw new Error('power cut')
        },
      }),
    ).rejects.toThrow('power cut')
    await home.turn()
    expect((await home.told()).filter((subject) => subject.includes('is late'))).toHaveLength(1)
  })
})

describe('newsletter.yaml broken while something is on its way', () => {
  it('stops nothing that is frozen, and the editors hear of it', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due)
    await freezeOnly(home, '2024-11-news')
    writeFileSync(join(home.folder, 'issues/newsletter.yaml'), 'name: [')
    home.passTo(due + minute)
    await expect(home.turn()).rejects.toMatchObject({ name: expect.anything() })
    expect([...(await home.mailed()).values()]).toEqual(once(12))
    rmSync(join(home.folder, 'issues/newsletter.yaml'))
    home.passTo(due + 2 * minute)
    await expect(home.turn()).rejects.toBeDefined()
    expect((await home.told()).filter((subject) => subject.includes('cannot be read'))).toHaveLength(1)
  })
})
