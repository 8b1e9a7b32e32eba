import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { normaliseAddress } from '../../src/audience/address.ts'
import { formatStatus } from '../../src/cli/describe-status.ts'
import type { Config } from '../../src/config.ts'
import { readCorrections } from '../../src/issue/corrections.ts'
import { checkIssue } from '../../src/newsletter/check-issue.ts'
import { type CorrectOptions, correctIssue } from '../../src/newsletter/correction/correct-issue.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { type SendResult, sendIssue } from '../../src/newsletter/send-issue.ts'
import { showStatus } from '../../src/newsletter/show-status.ts'
import { quiet, withList } from '../store/temporary-home.ts'
import { temporaryWorkspace } from '../web/public-site.ts'

const issue = '2024-10-vote'
const sentAt = Date.UTC(2024, 9, 1, 12)
const later = Date.UTC(2024, 9, 6, 3)
const mailed = '2024-10-correction-vote'

const texts: Record<string, string> = {
  en: `---
title: Before the vote
subject: Before the vote
preheader: Two calls that help this month, and a page to share
date: 2024-10-01
kind: alert
template: monthly
---
Dear :name[friend], the vote is on October 24.

:::action{#call href="https://example.org/call" for="policy"}
## Call

Call before the 24th.
:::
`,
  es: `---
title: Antes del voto
subject: Antes del voto
preheader: Dos llamadas que ayudan este mes y una página para compartir
reviewed: R. Reader, 2024-09-28
---
Hola, :name[querida comunidad]: el voto es el 24 de octubre.

:::action{#call}
## Llame

Llame antes del 24.
:::
`,
  vi: `---
title: Trước ngày bỏ phiếu
subject: Trước ngày bỏ phiếu
preheader: Hai cuộc gọi giúp ích trong tháng này và một trang để chia sẻ
reviewed: R. Reader, 2024-09-28
---
Kính chào :name[quý vị], ngày bỏ phiếu là 24 tháng 10.

:::action{#call}
## Gọi

Xin gọi trước ngày 24.
:::
`,
}

const path = ({ issuesFolder }: Config, language: string, of = issue): string =>
  join(issuesFolder, of, `${language}.md`)

function write(config: Config, languages: string[]): void {
  mkdirSync(join(config.issuesFolder, issue), { recursive: true })
  for (const language of languages) writeFileSync(path(config, language), texts[language] ?? '')
}

function edit(config: Config, language: string, from: string, to: string): void {
  const text = readFileSync(path(config, language), 'utf8')
  expect(text).toContain(from)
  writeFileSync(path(config, language), text.replace(from, to))
}

interface Reader {
  name: string
  language: string
  topics?: string[]
}

/** Two of each: the one with the topic reads the block for policy too. */
const readers: Reader[] = ['en', 'es', 'vi'].flatMap((language) => [
  { name: `${language}-plain`, language },
  { name: `${language}-policy`, language, topics: ['policy'] },
])

const addressOf = (name: string) => normaliseAddress(`${name}@example.org`) ?? ''

async function enlist(config: Config, people: Reader[]): Promise<void> {
  const consent = { at: '2024-01-01T00:00:00Z', source: 'test' }
  const subscribers = people.map(({ name, language, topics = [] }) => ({
    address: addressOf(name),
    language,
    topics,
    consent,
  }))
  await withList(config, async ({ audience }) => void (await audience.upsertSubscribers(subscribers, sentAt)))
}

async function send(config: Config, name = issue, now = sentAt): Promise<SendResult> {
  const clock = { now: () => now, sleep: async () => undefined }
  return await sendIssue(config, { name, now: true, clock, on: {} })
}

/** A workspace whose issue went out, in these languages. */
async function sentWorkspace(languages = ['en', 'es', 'vi']): Promise<Config> {
  const config = await temporaryWorkspace()
  write(config, languages)
  await enlist(config, readers)
  expect(await send(config)).toMatchObject({ kind: 'ran', end: { state: 'done' } })
  return config
}

const notes = ['The vote is on October 23.', 'es=El voto es el 23 de octubre.', 'vi=Ngày bỏ phiếu là 23 tháng 10.']

async function correct(config: Config, options: Partial<CorrectOptions> = {}) {
  const result = await correctIssue(config, issue, { notes, now: () => later, warn: quiet, ...options })
  if (result.kind !== 'corrected') throw new Error(result.problems.map(String).join('\n'))
  return result
}

/** Whom the outbox delivered a correction to. */
async function correctedReaders(config: Config): Promise<string[]> {
  return await withList(config, async ({ vault }) => {
    const outbox = await openOutboxOf(config, vault)
    const mails = [...outbox.deliveries()].filter(({ message }) =>
      /^(Correction|Corrección|Đính chính)/.test(message.subject),
    )
    await outbox.close()
    return mails.map(({ message }) => message.to.replace(/.*<|@.*/g, '')).sort()
  })
}

const hashOf = async (config: Config): Promise<string | undefined> =>
  await withList(config, async ({ ledger }) => (await ledger.find(issue))?.contentHash)

describe('correct', () => {
  it('refuses what was not sent: a draft, and a freeze of which nothing went out', async () => {
    const config = await temporaryWorkspace()
    write(config, ['en', 'es', 'vi'])
    await expect(correct(config)).rejects.toMatchObject({ code: 'correct_unsent' })
    await enlist(config, readers)
    const stop = new AbortController()
    stop.abort()
    const clock = { now: () => sentAt, sleep: async () => undefined }
    await sendIssue(config, { name: issue, clock, signal: stop.signal, on: {} })
    edit(config, 'en', '24th', '23rd')
    await expect(correct(config)).rejects.toMatchObject({ code: 'correct_unsent' })
  })

  it('refuses when nothing that readers see has changed', async () => {
    const config = await sentWorkspace()
    await expect(correct(config)).rejects.toMatchObject({ code: 'correct_unchanged' })
    expect(existsSync(join(config.issuesFolder, issue, 'corrections.yaml'))).toBe(false)
  })

  it('asks for a note in every language that was sent, and takes none that says nothing', async () => {
    const config = await sentWorkspace(['en', 'es'])
    edit(config, 'en', 'October 24', 'October 23')
    const given = (...words: string[]) => correct(config, { notes: words })
    await expect(given('Only English.')).rejects.toMatchObject({
      code: 'correct_note_missing',
      reason: expect.stringContaining('in es,'),
    })
    await expect(given('A.', 'es= ')).rejects.toMatchObject({ code: 'correct_note_empty' })
    await expect(given('A.', 'es=Uno\ndos')).rejects.toMatchObject({ code: 'correct_note_empty' })
    await expect(given('A.', 'fr=Un.')).rejects.toMatchObject({ code: 'correct_note_language' })
    await expect(given('A.', 'en=B.', 'es=C.')).rejects.toMatchObject({ code: 'correct_note_language' })
    expect((await given('A: b=c.', 'es=C.')).correction.note).toEqual({ en: 'A: b=c.', es: 'C.' })
  })

  it('keeps what was sent, and writes down what stands now, newest first', async () => {
    const config = await sentWorkspace()
    const sent = await hashOf(config)
    edit(config, 'en', 'October 24', 'October 23')
    const { correction, file, recorded } = await correct(config, {
      notes: ['It’s the 23rd: call "today" # now', ...notes.slice(1)],
    })
    expect([file, recorded]).toEqual([`issues/${issue}/corrections.yaml`, true])
    // 03:00 UTC is the evening before in the newsletter's zone.
    expect(correction).toMatchObject({ date: '2024-10-05', sent, note: { en: 'It’s the 23rd: call "today" # now' } })
    expect(await hashOf(config)).toBe(sent)
    const origin = 'http://localhost:3000'
    // What corrections.yaml says is no part of the content, or no correction could name its own hash.
    expect((await prepareIssue(config, origin, issue)).prepared?.contentHash).toBe(correction.corrected)

    await expect(correct(config)).rejects.toMatchObject({
      code: 'correct_unchanged',
      reason: expect.stringContaining('2024-10-05'),
    })
    edit(config, 'en', 'October 23', 'October 22')
    await correct(config)
    const { corrections, problems } = await readCorrections(join(config.issuesFolder, issue))
    expect(problems).toEqual([])
    expect(corrections).toHaveLength(2)
    expect(corrections.map((one) => one.sent)).toEqual([sent, sent])
    expect(corrections[1]).toEqual(correction)
    expect(readdirSync(join(config.issuesFolder, issue)).sort()).toEqual([
      'corrections.yaml',
      'en.md',
      'es.md',
      'vi.md',
    ])
  })

  it('is told by status', async () => {
    const config = await sentWorkspace()
    edit(config, 'en', 'October 24', 'October 23')
    const { correction } = await correct(config)
    const status = await showStatus(config, issue, quiet)
    expect(status.corrections).toEqual([correction])
    expect(formatStatus(status)).toContain(
      `Corrected on 2024-10-05: The vote is on October 23. What was sent stays ${correction.sent.slice(0, 12)}.`,
    )
    writeFileSync(join(config.issuesFolder, issue, 'corrections.yaml'), '- date: yesterday\n')
    const told: string[] = []
    expect((await showStatus(config, issue, (line) => told.push(line))).corrections).toEqual([])
    expect(told[0]).toContain(`issues/${issue}/corrections.yaml:1: `)
  })

  it('stops at errors in the corrected files, and records nothing', async () => {
    const config = await sentWorkspace()
    edit(config, 'es', ':::\n', '')
    const result = await correctIssue(config, issue, { notes, warn: quiet })
    expect(result.kind).toBe('unready')
    expect(existsSync(join(config.issuesFolder, issue, 'corrections.yaml'))).toBe(false)
  })
})

describe('correct --mail', () => {
  it('is for those who were handed the wrong words, in their language, and nobody else', async () => {
    const config = await sentWorkspace()
    edit(config, 'es', 'el 24 de octubre', 'el 23 de octubre')
    const { mail } = await correct(config, { mail: true })
    expect(mail).toMatchObject({ issue: mailed, editions: ['es', 'es+policy'], readers: 2, missing: [] })
    expect(mail?.files).toEqual([`issues/${mailed}/en.md`, `issues/${mailed}/es.md`])
    const spanish = readFileSync(path(config, 'es', mailed), 'utf8')
    expect(spanish).toContain('subject: "Corrección: Antes del voto"')
    expect(spanish).toContain('> El voto es el 23 de octubre.')

    // It joined the list since, and reads Spanish; another one left.
    await enlist(config, [{ name: 'es-new', language: 'es' }])
    await withList(config, async ({ audience, vault }) => {
      await audience.suppress(vault.addressHash(addressOf('es-plain')), 'unsubscribed', later)
    })
    const { problems } = await checkIssue(config, mailed, quiet)
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const planned = await sendIssue(config, { name: mailed, dryRun: true, on: {} })
    expect(planned).toMatchObject({ kind: 'planned', plan: { candidates: 1, readers: 1 } })
    expect(await send(config, mailed, later)).toMatchObject({ kind: 'ran', status: { total: { submitted: 1 } } })
    expect(await correctedReaders(config)).toEqual(['es-policy'])
  })

  it('leaves out those whose edition did not have the wrong block', async () => {
    const config = await sentWorkspace()
    edit(config, 'en', 'Call before the 24th.', 'Call before the 23rd.')
    expect((await correct(config, { mail: true })).mail).toMatchObject({ editions: ['en+policy'], readers: 1 })
    await send(config, mailed, later)
    expect(await correctedReaders(config)).toEqual(['en-policy'])
  })

  it('counts those of a second wave', async () => {
    const config = await sentWorkspace(['en', 'es'])
    write(config, ['vi'])
    expect(await send(config)).toMatchObject({ kind: 'ran' })
    edit(config, 'vi', 'là 24', 'là 23')
    const { mail } = await correct(config, { mail: true })
    expect(mail).toMatchObject({ editions: ['vi', 'vi+policy'], readers: 2 })
    await send(config, mailed, later)
    expect(await correctedReaders(config)).toEqual(['vi-plain', 'vi-policy'])
  })

  it('mails a correction that was recorded before, without another note', async () => {
    const config = await sentWorkspace()
    edit(config, 'en', 'October 24', 'October 23')
    await correct(config)
    const { recorded, mail } = await correct(config, { notes: [], mail: true })
    expect([recorded, mail?.editions]).toEqual([false, ['en', 'en+policy']])
    expect((await readCorrections(join(config.issuesFolder, issue))).corrections).toHaveLength(1)
    const again = correct(config, { notes: [], mail: true })
    await expect(again).rejects.toMatchObject({ code: 'correct_mail_exists' })
  })

  it('drafts another mail where one of this month has gone out, and leaves that as it is', async () => {
    const config = await sentWorkspace()
    edit(config, 'en', 'October 24', 'October 23')
    await correct(config, { mail: true })
    await send(config, mailed, later)
    const gone = readFileSync(path(config, 'en', mailed), 'utf8')
    edit(config, 'en', 'October 23', 'October 22')
    expect((await correct(config, { mail: true })).mail).toMatchObject({ issue: `${mailed}-2`, readers: 2 })
    expect(readFileSync(path(config, 'en', mailed), 'utf8')).toBe(gone)
    const again = correct(config, { notes: [], mail: true })
    await expect(again).rejects.toMatchObject({ code: 'correct_mail_exists' })
  })

  it('reads a note as words, whatever Markdown would make of them', async () => {
    const config = await sentWorkspace()
    edit(config, 'en', 'October 24', 'October 23')
    const note = 'It is *not* [the 24th](x), <b>but</b> the 23rd: 5_000 people, # 1'
    await correct(config, { mail: true, notes: [note, ...notes.slice(1)] })
    const { prepared } = await prepareIssue(config, 'http://localhost:3000', mailed)
    const [edition] = (await prepared?.render()) ?? []
    const words = edition?.text.literals.join('').replace(/\n> /g, ' ')
    expect(words).toContain(note)
  })
})

describe('a correction', () => {
  async function withCorrection(front: string): Promise<Config> {
    const config = await sentWorkspace()
    const folder = join(config.issuesFolder, mailed)
    mkdirSync(folder)
    const text = texts.en?.replace('kind: alert', `kind: correction\n${front}`).replace(/:::action[\s\S]*/, '') ?? ''
    writeFileSync(join(folder, 'en.md'), text)
    return config
  }

  it('of an issue that never went out is for nobody', async () => {
    const config = await withCorrection('corrects: 2024-10-votes')
    await expect(send(config, mailed)).rejects.toMatchObject({
      code: 'corrects_unsent',
      line: 7,
      hint: 'Write corrects: 2024-10-vote',
    })
    const { problems } = await checkIssue(config, mailed, quiet)
    expect(problems.map(({ code }) => code)).toContain('corrects_unsent')
  })

  it('of an edition that never went out is for nobody', async () => {
    const config = await withCorrection(`corrects: ${issue}\neditions: [en, en+legal]`)
    await expect(send(config, mailed)).rejects.toMatchObject({
      code: 'corrects_edition_unknown',
      reason: expect.stringContaining('en+legal'),
    })
  })

  it('of all editions is for everybody who was mailed', async () => {
    const config = await withCorrection(`corrects: ${issue}`)
    await enlist(config, [{ name: 'new', language: 'en' }])
    rmSync(path(config, 'es'))
    const planned = await sendIssue(config, { name: mailed, dryRun: true, on: {} })
    expect(planned).toMatchObject({ plan: { candidates: 6 } })
  })
})
