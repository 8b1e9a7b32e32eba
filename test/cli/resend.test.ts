import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startResendServer } from '../resend/server.ts'
import { stackTrace, Workspace } from './workspace.ts'

let server: Awaited<ReturnType<typeof startResendServer>>

beforeAll(async () => {
  server = await startResendServer()
})
afterAll(() => server.close())

function chooseResend(workspace: Workspace): void {
  const file = workspace.path('issues/newsletter.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('provider: outbox', 'provider: resend'))
}

async function withPeople(): Promise<Workspace> {
  const workspace = new Workspace()
  chooseResend(workspace)
  const rows = Array.from(
    { length: 30 },
    (_, index) => `ally${index}@example.org,Ally ${index},${index % 2 ? 'en' : 'es'}`,
  )
  writeFileSync(workspace.path('people.csv'), ['email,name,language', ...rows].join('\n'))
  await workspace.run(['subscribers', 'import', 'people.csv', '--source', 'test', '--consented-at', '2024-01-01'])
  return workspace
}

const environment = () => ({
  RESEND_API_KEY: server.keys.sending,
  RESEND_BASE_URL: server.url,
  PUBLIC_URL: 'https://news.example.org',
})

describe('sending through Resend', () => {
  it('delivers each reader once, with the headers that let them leave in one click', async () => {
    using workspace = await withPeople()
    const { code, stdout, stderr } = await workspace.run(
      ['send', '2024-10', '--yes', '--now', '--unchecked-pages'],
      environment(),
    )
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('30 submitted')
    const accepted = [...server.accepted().values()]
    expect(accepted).toHaveLength(30)
    expect(new Set(accepted)).toEqual(new Set([1]))
    const [mail] = server.mails
    expect(mail?.email).toMatchObject({
      headers: {
        'List-Unsubscribe': expect.stringMatching(/^<https:\/\/news\.example\.org\/u\/[\w-]+>$/),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-ID': expect.stringContaining('<ijn-field.'),
      },
    })
    const again = await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], environment())
    expect(again.stdout).toContain('nobody was mailed again')
    expect(new Set(server.accepted().values())).toEqual(new Set([1]))
  })

  it('asks before it mails people, and mails nobody where nobody can be asked', async () => {
    using workspace = await withPeople()
    const { code, stderr } = await workspace.run(['send', '2024-10', '--now'], environment())
    expect(code).toBe(1)
    expect(stderr).toContain('confirmation_needed')
  })

  it('stops without a key, and never falls back to the outbox', async () => {
    using workspace = await withPeople()
    const { RESEND_API_KEY: _, ...rest } = environment()
    const { code, stderr } = await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], rest)
    expect(code).toBe(1)
    expect(stderr).toContain('resend_key_missing')
    expect((await workspace.run(['outbox'])).stdout).toContain('empty')
  })

  it('stops without PUBLIC_URL, and with one that is not https', async () => {
    using workspace = await withPeople()
    const { PUBLIC_URL: _, ...rest } = environment()
    expect((await workspace.run(['send', '2024-10', '--yes'], rest)).stderr).toContain('public_url_missing')
    const http = { ...rest, PUBLIC_URL: 'http://news.example.org' }
    expect((await workspace.run(['send', '2024-10', '--yes'], http)).stderr).toContain('public_url_unsafe')
  })

  it('never turns a rehearsal into real mail: an issue begun here goes on here', async () => {
    using workspace = await withPeople()
    const refused = { ...environment(), RESEND_API_KEY: 're_unknown_key' }
    expect((await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], refused)).code).toBe(1)
    const { RESEND_BASE_URL: _, ...real } = environment()
    const resumed = await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], real)
    expect(resumed.stderr).toContain('endpoint_changed')
  })

  it('never mails people links that lead to this computer', async () => {
    using workspace = await withPeople()
    const { RESEND_BASE_URL: _, ...real } = { ...environment(), PUBLIC_URL: 'http://localhost:3000' }
    expect((await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], real)).stderr).toContain(
      'public_url_unsafe',
    )
  })

  it('never sends real mail from the sample sender or with the sample postal address', async () => {
    using workspace = await withPeople()
    const { RESEND_BASE_URL: _, ...real } = environment()
    const first = await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], real)
    expect(first.stderr).toContain('sender_reserved')
    const newsletter = workspace.path('issues/newsletter.yaml')
    writeFileSync(newsletter, readFileSync(newsletter, 'utf8').replaceAll('@ijn.example.org', '@network.invalid.org'))
    const second = await workspace.run(['send', '2024-10', '--yes', '--now', '--unchecked-pages'], real)
    expect(second.stderr).toContain('postal_address_sample')
  })

  it('says what a refused key means, and finishes with a good one', async () => {
    using workspace = await withPeople()
    const before = server.mails.length
    const bad = { ...environment(), RESEND_API_KEY: 're_unknown_key' }
    const refused = await workspace.run(['send', '2024-04', '--yes', '--now', '--unchecked-pages'], bad)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('refuses the account')
    expect(refused.stdout + refused.stderr).not.toMatch(stackTrace)
    expect(refused.stdout + refused.stderr).not.toContain('re_unknown_key')
    const good = await workspace.run(['send', '2024-04', '--yes', '--now', '--unchecked-pages'], environment())
    expect(good.code, good.stderr).toBe(0)
    expect(server.mails.length - before).toBe(30)
  })
})
