import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Editor, EditorRole } from '../../src/approval/editor.ts'
import { normaliseAddress } from '../../src/audience/address.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { type ApproveResult, approveIssue } from '../../src/newsletter/approve-issue.ts'
import type { List } from '../../src/newsletter/workspace.ts'
import { commit, newRepository, type Person } from '../outside/git-workshop.ts'
import { withList } from '../store/temporary-home.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

export const issue = '2024-11-thanks'
export const source = `issues/${issue}/en.md`
export const noon = Date.parse('2024-11-22T12:00:00Z')

const letter = `---
title: Thanks and deadlines
subject: "Thanks, and two deadlines"
preheader: Who came home this autumn, and two calls that help
date: 2024-11-22
kind: monthly
template: monthly
---

Dear friends,

We keep families together.
`

export const alertBlock = `
:::alert{#travel reviewed="2024-11-01" until="2024-12-31" by="ilrc"}
## Before you travel

Talk to a lawyer before you book.
:::
`

/** A workspace with one small issue, in git unless a test says otherwise. */
export class ApprovalHome {
  readonly folder = temporaryFolder()
  readonly config: Config = readConfig({}, this.folder)

  constructor({ signOffs = '', git = true, blocks = '' } = {}) {
    cpSync(resolve('templates'), join(this.folder, 'templates'), { recursive: true })
    mkdirSync(join(this.folder, 'issues', issue), { recursive: true })
    this.write(
      'issues/newsletter.yaml',
      `name: Field News
listId: field-news
sender: {name: Field News, address: news@example.org, replyTo: hello@example.org}
timezone: America/Chicago
languages: [en, es]
fallback: {es: en}
provider: outbox
members: {ilrc: {name: Legal Center, site: https://legal.example.org}}
${signOffs}
`,
    )
    this.write(source, letter + blocks)
    this.write('.gitignore', '.wayforward/\n')
    if (git) newRepository(this.folder)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  edit(file: string, from: string, to: string): void {
    const text = readFileSync(join(this.folder, file), 'utf8')
    if (!text.includes(from)) throw new Error(`no “${from}” in ${file}`)
    this.write(file, text.replace(from, to))
  }

  commit(by: Person, subject = 'Write', at?: number): void {
    commit(this.folder, by, subject, {}, at)
  }

  with<T>(use: (list: List) => Promise<T>): Promise<T> {
    return withList(this.config, use)
  }

  async editor(person: Person, role: EditorRole = 'approver'): Promise<Editor> {
    const address = normaliseAddress(person.address)
    if (address === undefined) throw new Error('no address')
    return await this.with(({ editors }) => editors.save({ address, name: person.name, role, languages: ['en'] }, noon))
  }

  async approve(editor: Editor, more: { now?: number; contentHash?: string } = {}): Promise<ApproveResult> {
    const { now = noon, contentHash } = more
    return await this.with((list) =>
      approveIssue(this.config, list, { issue, editor, via: 'command', clock: { now: () => now }, contentHash }),
    )
  }
}
