import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../../src/config.ts'
import type { IssueStatus } from '../../src/delivery/status.ts'
import { approveIssue } from '../../src/newsletter/approve-issue.ts'
import { readStatus } from '../../src/newsletter/issue-status.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { createMemory } from '../../src/newsletter/schedule/memory.ts'
import { runSchedule } from '../../src/newsletter/schedule/run-schedule.ts'
import type { Deed } from '../../src/newsletter/schedule/turn.ts'
import { type List, openList } from '../../src/newsletter/workspace.ts'
import { StepClock } from './step-clock.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

interface Settings {
  cron: string
  timezone: string
  /** When life begins. */
  start: number
  /** Lines of newsletter.yaml beyond the smallest. */
  more?: string
}

/** A workspace with a schedule, an approver, twelve readers, and a clock of its own. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), 'wayforward-schedule-'))
  readonly config: Config
  readonly clock: StepClock
  readonly deeds: Deed[] = []
  readonly warned: string[] = []
  memory = createMemory()

  constructor({ cron, timezone, start, more = '' }: Settings) {
    this.clock = new StepClock(start)
    this.config = readConfig({}, this.folder)
    cpSync(resolve('templates'), join(this.folder, 'templates'), { recursive: true })
    mkdirSync(join(this.folder, 'issues'))
    writeFileSync(
      join(this.folder, 'issues/newsletter.yaml'),
      `name: Field News
listId: field-news
sender: {name: Field News, address: news@example.org, replyTo: hello@example.org}
timezone: America/Chicago
languages: [en, es, vi]
fallback: {es: en, vi: wait}
provider: outbox
members: {ilrc: {name: Legal Center, site: https://legal.example.org}}
signOffs: {approvers: 1, writerMayApprove: true, counsel: [alert, vote]}
schedule: {cron: '${cron}', timezone: ${timezone}, window: 6 hours, proofBefore: 2 days}
${more}`,
    )
  }

  async settle(languages = ['en', 'es', 'en']): Promise<void> {
    await this.withList(async ({ audience, editors }) => {
      const readers = Array.from({ length: 12 }, (_, index) => ({
        address: `reader${index}@example.org`,
        language: languages[index % languages.length] ?? 'en',
        topics: [],
        consent: { at: '2023-01-01T00:00:00.000Z', source: 'fair' },
      }))
      await audience.upsertSubscribers(readers, this.clock.now())
      await editors.save(
        { address: 'ana@example.org', name: 'Ana', role: 'counsel', languages: ['en'] },
        this.clock.now(),
      )
    })
    // The schedule is looked after from here on.
    await this.turn()
  }

  write(
    issue: string,
    { date, kind = 'monthly', language = 'en', words = 'We keep families together.', front = '' }: Words,
  ): void {
    const folder = join(this.folder, 'issues', issue)
    mkdirSync(folder, { recursive: true })
    const shared =
      language === 'en' ? `date: ${date}\nkind: ${kind}\ntemplate: monthly\n` : 'reviewed: R. Reader, 2024-01-01\n'
    writeFileSync(
      join(folder, `${language}.md`),
      `---\ntitle: News of ${issue}\nsubject: News of ${issue} for everyone\npreheader: What happened this month and one thing that helps\n${shared}${front}---\n\nDear friends,\n\n${words}\n`,
    )
  }

  /** An issue that went out when it was due, to all but those who wait for their Vietnamese; it is there and approved now. */
  async sendAllButVietnamese(issue: string, date: string, due: number): Promise<void> {
    this.write(issue, { date })
    await this.settle(['en', 'vi'])
    await this.approve(issue)
    this.passTo(due)
    await this.turn()
    this.write(issue, { language: 'vi', words: 'Chúng ta giữ cho các gia đình được đoàn tụ.' })
    await this.approve(issue)
  }

  edit(issue: string, from: string, to: string): void {
    const file = join(this.folder, 'issues', issue, 'en.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
  }

  async approve(issue: string): Promise<void> {
    await this.withList(async (list) => {
      const editor = await list.editors.find('ana@example.org')
      if (!editor) throw new Error('no editor')
      const result = await approveIssue(this.config, list, { issue, editor, via: 'command', clock: this.clock })
      if (result.kind !== 'approved') throw new Error(result.problems.map(String).join('\n'))
    })
  }

  /** One turn of the schedule, as `serve` takes every minute. */
  async turn(): Promise<Deed[]> {
    const run = runSchedule(this.config, {
      clock: this.clock,
      memory: this.memory,
      warn: (message) => void this.warned.push(message),
    })
    const deeds = await run
    this.deeds.push(...deeds)
    return deeds
  }

  /** Let time pass, with nobody looking. */
  passTo(time: number): void {
    this.clock.passTo(time)
  }

  async withList<T>(use: (list: List) => Promise<T>): Promise<T> {
    const list = await openList(this.config, () => undefined)
    try {
      return await use(list)
    } finally {
      await list.close()
    }
  }

  /** What the ledger holds, by issue. */
  async ledger(): Promise<Record<string, { frozenAt: string; status: IssueStatus }>> {
    return await this.withList(async ({ ledger }) => {
      const entries = (await ledger.list()).map(async ({ issue, frozenAt }) => {
        const status = await readStatus(ledger, issue)
        return [issue, { frozenAt: new Date(frozenAt).toISOString().slice(0, 16), status }] as const
      })
      return Object.fromEntries(await Promise.all(entries))
    })
  }

  /** How often each reader got each issue: `reader0@example.org 2024-01` → times. */
  async mailed(): Promise<Map<string, number>> {
    return await this.withList(async ({ vault }) => {
      const outbox = await openOutboxOf(this.config, vault)
      const times = new Map<string, number>()
      for (const { message } of outbox.deliveries()) {
        const issue = message.tags.find(({ name }) => name === 'issue')?.value
        if (issue === undefined) continue
        const key = `${message.to} ${issue}`
        times.set(key, (times.get(key) ?? 0) + 1)
      }
      await outbox.close()
      return times
    })
  }

  /** Subjects of what the editors were told, in order. */
  async told(): Promise<string[]> {
    return await this.withList(async ({ vault }) => {
      const outbox = await openOutboxOf(this.config, vault)
      const subjects = [...outbox.deliveries()]
        .filter(({ message }) => message.tags.some(({ name }) => name === 'notice'))
        .map(({ message }) => message.subject)
      await outbox.close()
      return subjects
    })
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

interface Words {
  date?: string
  kind?: string
  language?: string
  words?: string
  front?: string
}
