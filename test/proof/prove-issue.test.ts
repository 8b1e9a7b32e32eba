import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../src/config.ts'
import { fill } from '../../src/edition/slots.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import { type ProofResult, proveIssue } from '../../src/newsletter/prove-issue.ts'
import { summariseOutbox } from '../../src/newsletter/read-outbox.ts'
import { withList } from '../store/temporary-home.ts'
import { publicSite } from '../web/public-site.ts'
import { addEditors, addReaders, clock, editor, issue, mailed, now, proofHome, quiet } from './proof-home.ts'

const origin = 'https://news.example.org'
const publicly = { PUBLIC_URL: origin }

function edit(config: Config, file: string, change: (text: string) => string): void {
  const path = join(config.root, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

describe('a proof', () => {
  let config: Config
  let result: ProofResult
  let mails: Awaited<ReturnType<typeof mailed>>
  const mailOf = (to: string, words: string) => {
    const found = mails.find(({ message }) => message.to.startsWith(to) && message.subject.includes(words))
    if (!found) throw new Error(`no mail to ${to} with ${words}`)
    return found.message
  }

  beforeAll(async () => {
    config = await proofHome(publicly, mkdtempSync(join(tmpdir(), 'wayforward-proof-')))
    await addReaders(config)
    await addEditors(config, editor('Ana'), editor('Ben', ['vi']))
    result = await proveIssue(config, { name: '2024-10', dueAt: Date.UTC(2024, 9, 1, 14), clock, warn: quiet })
    mails = await mailed(config)
  })
  afterAll(() => rmSync(config.root, { recursive: true, force: true }))

  it('goes to every editor in each language they read, marked in its subject', () => {
    expect(result).toMatchObject({ issue, editors: 2, notices: { accepted: 4, failed: [], pending: 0 } })
    expect(result.editions.map(({ id }) => id)).toEqual(['en', 'es', 'vi'])
    expect(mails.map(({ message }) => [message.to, message.subject])).toEqual([
      ['ana@example.org', '[PROOF] Off the list, not down the list: your October issue'],
      ['ana@example.org', '[PROOF] Fuera de la lista, no más abajo: boletín de octubre'],
      ['ana@example.org', '[PROOF] Ra khỏi danh mục, không chỉ hạ bậc: bản tin tháng Mười'],
      ['ben@example.org', '[PROOF] Ra khỏi danh mục, không chỉ hạ bậc: bản tin tháng Mười'],
    ])
  })

  it('has every block, and says on each that only some see who they are, in the mail’s own language', () => {
    for (const [subject, label] of [
      ['Off the list', 'Only for: policy'],
      ['Fuera de la lista', 'Solo para: policy'],
      ['Ra khỏi danh mục', 'Chỉ dành cho: policy'],
    ] as const) {
      const { html, text } = mailOf('ana', subject)
      expect(html.split(label)).toHaveLength(3)
      expect(text.split(label)).toHaveLength(3)
    }
  })

  it('has the report on top, in English, and below it what readers get to the byte', async () => {
    const { prepared } = await prepareIssue(config, origin, issue)
    const edition = (await prepared?.renderLabelled())?.find(({ language }) => language === 'es')
    if (!edition) throw new Error('no Spanish edition')
    const values = { name: 'Ana', unsubscribe: `${origin}/u/proof`, preferences: `${origin}/p/proof` }
    const { html, text } = mailOf('ana', 'Fuera de la lista')
    const box = /<body[^>]*>(<div class="wp-page" lang="en" dir="ltr"|<div class="wp-page"[^>]* lang="en" dir="ltr")/
    expect(html).toMatch(box)
    const without = html
      .replace(/<style>@media \(prefers-color-scheme:dark\)\{\.wp-page.*?<\/style>/, '')
      .replace(/(<body[^>]*>)<div class="wp-page".*?<\/div><\/div><\/div>/s, '$1')
    expect(without).toBe(fill(edition.html, values))
    expect(text.startsWith('='.repeat(72))).toBe(true)
    expect(text.endsWith(fill(edition.text, values))).toBe(true)
    for (const part of [html, text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('Spanish')
      expect(part).toContain('Tuesday, October 1, 2024, 10:00 (America/New York)')
      expect(part).toContain('Not approved yet. Missing: one more approver')
      expect(part).toContain(`${origin}/approve/${issue}`)
      expect(part).toContain(`npx wayforward approve ${issue}`)
    }
    const { contentHash } = prepared ?? {}
    expect(html).toContain(contentHash?.slice(0, 12))
  })

  it('says whom the issue would reach, edition by edition', () => {
    const { text } = mailOf('ana', 'Off the list')
    expect(text).toMatch(/^30 people, if it went out now\.$/m)
    expect(text).toMatch(/^English: policy +6$/m)
    expect(text).toMatch(/^10 people wait for it in Korean\.$/m)
  })

  it('leads nowhere with its links to unsubscribe, and asks no mailbox to show a button for it', async () => {
    for (const { message } of mails) {
      expect(message.html).toContain(`href="${origin}/u/proof"`)
      expect(message.html).toContain(`href="${origin}/p/proof"`)
      expect(Object.keys(message.headers).join()).not.toMatch(/unsubscribe/i)
    }
    const site = await publicSite(config)
    const spanish = { 'accept-language': 'es' }
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...spanish }
    for (const answer of [
      await site.get('/u/proof', spanish),
      await site.get('/p/proof', spanish),
      await site.post('/u/proof', 'List-Unsubscribe=One-Click', form),
      await site.post('/u/proof', 'leave=es', form),
    ]) {
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
      expect(await answer.text()).toContain('Esto era una prueba')
    }
    const stats = await withList(config, (list) => list.audience.stats())
    expect(stats.suppressed).toEqual({})
  })

  it('shows its pictures before anything is frozen', async () => {
    const site = await publicSite(config)
    const names = new Set(
      [
        ...mails
          .map(({ message }) => message.html)
          .join()
          .matchAll(/\/i\/([0-9a-f]{64}\.\w+)/g),
      ].map(([, name]) => name),
    )
    expect(names.size).toBeGreaterThan(1)
    for (const name of names) expect((await site.get(`/i/${name}`)).status).toBe(200)
  })

  it('is listed by the outbox as what it is', async () => {
    expect(await summariseOutbox(config, undefined, quiet)).toEqual([
      { issue: 'notice/proof', notice: 'proof', batches: 4, deliveries: 4, acceptedAt: expect.any(Number) },
    ])
    expect(await summariseOutbox(config, 'proof', quiet)).toHaveLength(1)
    expect(await summariseOutbox(config, issue, quiet)).toEqual([])
  })

  it('goes again when a person asks again, and once for an occasion of the schedule', async () => {
    const later = { ...clock, now: () => now + 1 }
    const again = await proveIssue(config, { name: issue, clock: later, warn: quiet })
    expect(again.notices).toMatchObject({ accepted: 4, known: 0 })
    const occasion = { name: issue, occasion: 'tick-1', clock: later, warn: quiet }
    expect((await proveIssue(config, occasion)).notices).toMatchObject({ accepted: 4, known: 0 })
    expect((await proveIssue(config, occasion)).notices).toMatchObject({ accepted: 0, known: 4 })
  })
})

describe('a proof of all editions', () => {
  it('is what the readers of today’s list would get, without labels', async () => {
    const config = await proofHome()
    await addReaders(config)
    await addEditors(config, editor('Ben', ['vi']))
    const { editions } = await proveIssue(config, { name: issue, all: true, clock, warn: quiet })
    expect(editions.map(({ id }) => id)).toEqual(['vi', 'vi+policy'])
    const mails = (await mailed(config)).sort((a, b) => a.message.subject.localeCompare(b.message.subject))
    expect(mails.map(({ message }) => message.subject.split(':')[0])).toEqual(['[PROOF] vi', '[PROOF] vi+policy'])
    const [plain, policy] = mails.map(({ message }) => message.text)
    expect(plain).not.toContain('H.R. 5717')
    expect(policy).toContain('H.R. 5717')
    expect(policy).not.toContain('Chỉ dành cho')
  })
})

describe('a proof of an issue with errors', () => {
  it('is mailed all the same, with what is to be mended first', async () => {
    const config = await proofHome()
    await addEditors(config, editor('Ana', ['en']))
    edit(config, `issues/${issue}/en.md`, (text) => `${text}\n:::figure{#odd by="nobody"}\n![](images/none.png)\n:::\n`)
    const { problems, editions } = await proveIssue(config, { name: issue, clock, warn: quiet })
    expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(2)
    expect(editions).toEqual([{ id: 'en', language: 'en' }])
    const [mail] = await mailed(config)
    expect(mail?.message.text).toMatch(/^\d errors, to be mended before this can go out:$/m)
    expect(mail?.message.text).toContain(`- issues/${issue}/en.md:`)
    expect(mail?.message.text).toContain('It cannot be approved before the errors above are mended.')
    expect(mail?.message.html).toContain('Ask for descheduling')
  })

  it('is the report alone when there is nothing to show, even without a brand', async () => {
    const config = await proofHome()
    await addEditors(config, editor('Ana'))
    rmSync(join(config.templatesFolder, 'brand.yaml'))
    const { editions, notices } = await proveIssue(config, { name: issue, clock, warn: quiet })
    expect(editions).toEqual([{ id: 'report', language: 'en' }])
    expect(notices.accepted).toBe(1)
    const [mail] = await mailed(config)
    expect(mail?.message.subject).toBe(`[PROOF] ${issue}: the report`)
    expect(mail?.message.html).toMatch(/^<!doctype html><html lang="en">.*brand\.yaml.*<\/html>$/s)
  })

  it('is the report alone when the template breaks, and when an editor reads none of its languages', async () => {
    const config = await proofHome()
    await addEditors(config, editor('Ana', ['ko']))
    const unread = await proveIssue(config, { name: issue, clock, warn: quiet })
    expect(unread.editions).toEqual([{ id: 'report', language: 'en' }])
    edit(config, 'templates/monthly.mjml', (text) => text.replace("{% render 'partials/footer' %}", '{{ nothing }}'))
    const broken = await proveIssue(config, { name: issue, clock: { ...clock, now: () => now + 1 }, warn: quiet })
    expect(broken.problems.map(({ code }) => code)).toContain('template_value')
    const [first, second] = await mailed(config)
    expect(first?.message.text).toMatch(/not written in a\s+language\s+that\s+you\s+read\s+yet/)
    expect(second?.message.text).toMatch(/could\s+not\s+be\s+made\s+into\s+mails\s+yet/)
  })
})

describe('a proof that nobody can get', () => {
  it('says that editors are to be added, and that proofs go out where the list is', async () => {
    const config = await proofHome()
    await expect(proveIssue(config, { name: issue, clock, warn: quiet })).rejects.toMatchObject({
      code: 'editors_none',
      hint: expect.stringContaining('npx wayforward editors add'),
    })
    const elsewhere = { ...config, dataFolder: join(config.root, 'elsewhere') }
    await expect(proveIssue(elsewhere, { name: issue, clock, warn: quiet })).rejects.toMatchObject({
      code: 'proof_place_missing',
    })
  })
})
