import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendIssue } from '../../src/newsletter/send-issue.ts'
import { day, Home, hour, minute } from './home.ts'

const due = Date.UTC(2024, 10, 1, 14)
const settings = { cron: '0 10 1 * *', timezone: 'America/New_York', start: due - 10 * day }

describe('the monthly', () => {
  it('that a person sent before its time is not sent again', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    home.passTo(due - hour)
    await sendIssue(home.config, { name: '2024-11', clock: home.clock })
    home.passTo(due)
    expect((await home.turn()).filter(({ kind }) => kind !== 'proved')).toEqual([])
    expect([...(await home.mailed()).values()]).toEqual(Array(12).fill(1))
  })

  it('of a month is one: another dated in it cannot be sent by hand either', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    home.write('2024-11-more', { date: '2024-11-20' })
    await home.settle()
    await sendIssue(home.config, { name: '2024-11-news', clock: home.clock })
    await expect(sendIssue(home.config, { name: '2024-11-more', clock: home.clock })).rejects.toMatchObject({
      code: 'month_taken',
    })
    expect(Object.keys(await home.ledger())).toEqual(['2024-11-news'])
  })

  it('that was edited one minute before the tick stays, and goes out once it is approved again', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    home.passTo(due - minute)
    home.edit('2024-11-news', 'together', 'together, always')
    home.passTo(due)
    const [blocked] = (await home.turn()).filter(({ kind }) => kind === 'blocked')
    expect(blocked?.said).toContain('issues/2024-11-news/en.md')
    expect(await home.ledger()).toEqual({})
    // Nothing changes, and nobody hears of it twice.
    home.passTo(due + minute)
    expect(await home.turn()).toEqual([])
    await home.approve('2024-11-news')
    home.passTo(due + 2 * minute)
    expect((await home.turn()).map(({ kind }) => kind)).toEqual(['sent'])
  })

  it('waits for a person when the list is no longer about the one that was approved', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve('2024-11-news')
    await home.withList(async ({ audience, vault }) => {
      for (const index of [0, 1, 2, 3]) await audience.remove(vault.addressHash(`reader${index}@example.org`))
    })
    home.passTo(due)
    const deeds = await home.turn()
    expect(deeds.find(({ kind }) => kind === 'blocked')?.said).toContain('12 people could be mailed; now it is 8')
    expect(await home.ledger()).toEqual({})
  })

  it('whose settings cannot be read stops nothing else, and says so', async () => {
    using home = new Home(settings)
    await home.settle()
    writeFileSync(join(home.folder, 'issues/newsletter.yaml'), 'name: [')
    await expect(home.turn()).rejects.toMatchObject({ code: expect.stringMatching(/yaml|newsletter/) })
  })
})

describe('an alert', () => {
  const alert = '2024-11-raids'
  const front = 'sendAt: 2024-11-05T18:00\n'
  /** 18:00 on the newsletter's clock, which is Chicago's. */
  const at = Date.UTC(2024, 10, 6, 0)

  it('goes out at its sendAt once it is approved, and is no month’s monthly', async () => {
    using home = new Home(settings)
    home.write(alert, { date: '2024-11-05', kind: 'alert', front })
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    await home.approve(alert)
    await home.approve('2024-11-news')
    home.passTo(due)
    await home.turn()
    expect(Object.keys(await home.ledger())).toEqual(['2024-11-news'])
    home.passTo(at - minute)
    expect(await home.turn()).toEqual([])
    home.passTo(at)
    expect((await home.turn()).map(({ kind }) => kind)).toEqual(['sent'])
    home.passTo(at + minute)
    expect(await home.turn()).toEqual([])
    expect([...(await home.mailed()).values()].every((times) => times === 1)).toBe(true)
  })

  it('that nobody approved is told, and beyond its window a person is asked', async () => {
    using home = new Home(settings)
    home.write(alert, { date: '2024-11-05', kind: 'alert', front })
    await home.settle()
    home.passTo(at)
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toContainEqual(['blocked', alert])
    home.passTo(at + 7 * hour)
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toContainEqual(['late', alert])
    await home.approve(alert)
    home.passTo(at + 8 * hour)
    expect(await home.turn()).toEqual([])
    expect(await home.ledger()).toEqual({})
  })
})

describe('those who waited for their language', () => {
  it('get a second wave once their document is there and approved; nobody else gets it again', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle(['en', 'vi', 'es'])
    await home.approve('2024-11-news')
    home.passTo(due)
    await home.turn()
    expect((await home.ledger())['2024-11-news']?.status).toMatchObject({
      total: { submitted: 8, excluded: 4 },
      exclusions: { 'no-language': 4 },
    })
    home.write('2024-11-news', { language: 'vi', words: 'Chúng ta giữ cho các gia đình được đoàn tụ.' })
    home.passTo(due + day)
    expect(await home.turn()).toEqual([])
    await home.approve('2024-11-news')
    home.passTo(due + day + minute)
    expect((await home.turn()).map(({ kind, issue }) => [kind, issue])).toEqual([['sent', '2024-11-news_wave-2']])
    const ledger = await home.ledger()
    expect(ledger['2024-11-news_wave-2']?.status).toMatchObject({
      balances: true,
      total: { candidates: 4, submitted: 4 },
      editions: [{ language: 'vi' }],
    })
    home.passTo(due + 2 * day)
    expect(await home.turn()).toEqual([])
    expect((await home.mailed()).size).toBe(12)
    // The whole name finds it; the issue's own name is the issue.
    expect((await sendIssue(home.config, { name: '2024-11', clock: home.clock })).issue).toBe('2024-11-news')
  })

  it('who unsubscribed meanwhile are left alone', async () => {
    using home = new Home(settings)
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle(['en', 'vi'])
    await home.approve('2024-11-news')
    home.passTo(due)
    await home.turn()
    await home.withList(({ audience, vault }) =>
      audience.suppress(vault.addressHash('reader1@example.org'), 'unsubscribed', home.clock.now()),
    )
    home.write('2024-11-news', { language: 'vi', words: 'Chúng ta giữ cho các gia đình được đoàn tụ.' })
    await home.approve('2024-11-news')
    home.passTo(due + day)
    await home.turn()
    expect((await home.ledger())['2024-11-news_wave-2']?.status.total).toMatchObject({ candidates: 5, submitted: 5 })
    expect((await home.mailed()).get('reader1@example.org 2024-11-news_wave-2')).toBeUndefined()
  })
})

describe('the words come by git', () => {
  function git(folder: string, ...args: string[]): void {
    const identity = ['-c', 'user.name=Writer', '-c', 'user.email=writer@example.org', '-c', 'init.defaultBranch=main']
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' })
  }

  /** A home that follows a branch, and a desk where somebody writes. */
  function follow(home: Home): { desk: string; remote: string } {
    const remote = join(home.folder, 'remote.git')
    const desk = join(home.folder, 'desk')
    writeFileSync(join(home.folder, '.gitignore'), '.wayforward\nremote.git\ndesk\nnode_modules\n')
    git(home.folder, 'init', '-q')
    git(home.folder, 'add', '.')
    git(home.folder, 'commit', '-qm', 'begin')
    git(home.folder, 'clone', '-q', '--bare', '.', remote)
    git(home.folder, 'remote', 'add', 'origin', remote)
    git(home.folder, 'clone', '-q', remote, desk)
    return { desk, remote }
  }

  it('before each tick; a branch that cannot be had is told to the editors, and nothing goes out', async () => {
    using home = new Home({ ...settings, more: 'follow: {remote: origin, branch: main}\n' })
    home.write('2024-11-news', { date: '2024-11-01' })
    await home.settle()
    const { desk, remote } = follow(home)
    const file = join(desk, 'issues/2024-11-news/en.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace('together', 'together, always'))
    git(desk, 'commit', '-qam', 'a word')
    git(desk, 'push', '-q')
    home.passTo(due - hour)
    expect((await home.turn()).map(({ kind }) => kind)).toEqual(['pulled', 'proved'])
    await home.approve('2024-11-news')
    rmSync(remote, { recursive: true })
    home.passTo(due)
    expect((await home.turn()).map(({ kind }) => kind)).toEqual(['pull_failed'])
    expect(await home.ledger()).toEqual({})
    expect((await home.told()).filter((subject) => subject.includes('Nothing goes out'))).toHaveLength(1)
    git(home.folder, 'clone', '-q', '--bare', desk, remote)
    home.passTo(due + hour)
    expect((await home.turn()).map(({ kind }) => kind)).toContain('sent')
  })
})

describe('before it is due', () => {
  it('status says when an issue goes out by itself, and check when two want the same month', async () => {
    const { showStatus } = await import('../../src/newsletter/show-status.ts')
    const { checkIssue } = await import('../../src/newsletter/check-issue.ts')
    // Its clock is the computer's, which is later than any test's.
    const year = new Date().getUTCFullYear() + 2
    using home = new Home(settings)
    home.write(`${year}-03-news`, { date: `${year}-03-05` })
    await home.settle()
    const quiet = (): void => undefined
    const { departure } = await showStatus(home.config, `${year}-03`, quiet)
    expect(departure).toEqual({
      at: `${year}-03-01T15:00:00.000Z`,
      said: expect.stringMatching(/^\w+, March 1, \d{4}, 10:00 \(America\/New York\)$/),
    })
    expect((await checkIssue(home.config, `${year}-03`, quiet)).problems.map(({ code }) => code)).not.toContain(
      'month_shared',
    )
    home.write(`${year}-03-more`, { date: `${year}-03-20` })
    const { problems } = await checkIssue(home.config, `${year}-03-news`, quiet)
    expect(problems.find(({ code }) => code === 'month_shared')).toMatchObject({ severity: 'warn', line: 5 })
  })
})
