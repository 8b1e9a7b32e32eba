import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { type Config, readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/delivery/clock.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { type SendResult, sendIssue } from '../../src/newsletter/send-issue.ts'
import type { SendOptions } from '../../src/newsletter/send-options.ts'
import { approveStory } from '../../src/newsletter/stories/approve-story.ts'
import { type WithdrawResult, withdrawStory } from '../../src/newsletter/stories/withdraw-story.ts'
import type { List } from '../../src/newsletter/workspace.ts'
import type { Problem } from '../../src/problem/problem.ts'
import type { ConsentRecord } from '../../src/stories/record.ts'
import { aRecord } from '../store/a-record.ts'
import { addPeople, quiet, withList } from '../store/temporary-home.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

export const issue = '2024-11-thanks'
export const noon = Date.parse('2024-11-22T12:00:00Z')

const front = (title: string, rest: string) => `---
title: ${title}
subject: "${title}, and two deadlines"
preheader: Who came home this autumn, and two calls that help
${rest}
---

`

const english = `${front('Thanks', 'date: 2024-11-22\nkind: monthly\ntemplate: monthly')}Dear friends,

We keep families together.

:::story{#coming-home speaker="s-001"}
## Coming home

![A blue door.](images/door.png)

The door was open when I came home.
:::
`

const spanish = `${front('Gracias', 'reviewed: R. Reader, 2024-11-01')}Queridos amigos:

Mantenemos unidas a las familias.

:::story{#coming-home}
## De regreso

![Una puerta azul.](images/door.png)

La puerta estaba abierta cuando regresé.
:::
`

/** A workspace with one small issue in two languages that tells one story with a picture, and a list with three readers. */
export class StoryHome {
  readonly folder = temporaryFolder()
  readonly config: Config = readConfig({}, this.folder)
  /** What everything here takes for the time. */
  time = noon

  static async begin(record: Partial<ConsentRecord> = {}): Promise<StoryHome> {
    const home = new StoryHome()
    await home.writeFiles()
    await addPeople(home.config, 3)
    await home.with(({ stories }) => stories.save(aRecord('s-001', record), noon))
    return home
  }

  /** The same, with every text agreed to. */
  static async agreed(record: Partial<ConsentRecord> = {}): Promise<StoryHome> {
    const home = await StoryHome.begin(record)
    for (const language of ['en', 'es']) await home.approve(language)
    return home
  }

  /** The files alone: a laptop. */
  async writeFiles(): Promise<void> {
    cpSync(resolve('templates'), join(this.folder, 'templates'), { recursive: true })
    mkdirSync(join(this.folder, 'issues', issue, 'images'), { recursive: true })
    this.write(
      'issues/newsletter.yaml',
      `name: Field News
listId: field-news
sender: {name: Field News, address: news@example.org, replyTo: hello@example.org}
timezone: America/Chicago
languages: [en, es]
provider: outbox
members: {ilrc: {name: Legal Center, site: https://legal.example.org}}
`,
    )
    this.write(`issues/${issue}/en.md`, english)
    this.write(`issues/${issue}/es.md`, spanish)
    this.write('.gitignore', '.wayforward/\n')
    const door = sharp({ create: { width: 40, height: 30, channels: 3, background: '#2244cc' } })
    this.write(`issues/${issue}/images/door.png`, await door.png().toBuffer())
  }

  write(file: string, text: string | Uint8Array): void {
    writeFileSync(join(this.folder, file), text)
  }

  edit(file: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, file), 'utf8')
    if (!text.includes(from)) throw new Error(`no “${from}” in ${file}`)
    this.write(file, text.replace(from, to))
  }

  with<T>(use: (list: List) => Promise<T>): Promise<T> {
    return withList(this.config, use)
  }

  async approve(language: string): Promise<void> {
    const said = { by: 'R. Reader', how: 'read aloud', warn: quiet, now: this.time }
    await approveStory(this.config, { id: 's-001', language, ...said, confirm: async () => true })
  }

  withdraw(id = 's-001'): Promise<WithdrawResult> {
    return withdrawStory(this.config, id, { confirm: async () => true, warn: quiet, now: () => this.time })
  }

  /** Send the issue, or go on with it; `found` are the codes of what was reported. */
  async send(more: Partial<SendOptions> = {}): Promise<{ result: SendResult; found: string[] }> {
    const problems: Problem[] = []
    const clock: Clock = { now: () => this.time, sleep: async () => undefined }
    const on = { problems: (some: Problem[]) => void problems.push(...some) }
    const result = await sendIssue(this.config, { name: issue, now: true, clock, on, ...more })
    const errors = problems.filter(({ severity }) => severity === 'error')
    return { result, found: [...new Set(errors.map(({ code }) => code))] }
  }

  /** Freeze the issue and stop before the first e-mail. */
  async freeze(): Promise<void> {
    const { result } = await this.send({ signal: AbortSignal.abort() })
    if (result.kind !== 'ran') throw new Error(`not frozen: ${JSON.stringify(result)}`)
  }

  /** How many e-mails of issues the provider holds. */
  async mailed(): Promise<number> {
    return await this.with(async ({ vault }) => {
      const outbox = await openOutboxOf(this.config, vault)
      const count = outbox.count(issue)
      await outbox.close()
      return count
    })
  }
}
