import { describe, expect, it } from 'vitest'
import type { Editor, EditorRole } from '../../src/approval/editor.ts'
import { judgeBackup } from '../../src/newsletter/doctor/backups.ts'
import { judgeCertificate } from '../../src/newsletter/doctor/certificate.ts'
import { judgeClock } from '../../src/newsletter/doctor/clock.ts'
import { judgeDisk } from '../../src/newsletter/doctor/disk.ts'
import { judgeEditors } from '../../src/newsletter/doctor/editors.ts'
import { judgePermissions } from '../../src/newsletter/doctor/permissions.ts'
import { judgeHealth } from '../../src/newsletter/doctor/public-url.ts'
import { judgeFiles } from '../../src/newsletter/doctor/repository.ts'
import { judgeDomain } from '../../src/newsletter/doctor/resend-domain.ts'
import { judgeNode, judgeZones } from '../../src/newsletter/doctor/runtime.ts'
import { judgeSendingKey } from '../../src/newsletter/doctor/sending-key.ts'
import { judgeStore } from '../../src/newsletter/doctor/store.ts'
import { judgeTracking } from '../../src/newsletter/doctor/tracking.ts'
import { judgeUnsubscribe } from '../../src/newsletter/doctor/unsubscribe.ts'
import { judgePace } from '../../src/newsletter/doctor/warm-up.ts'
import { judgeWebhook } from '../../src/newsletter/doctor/webhook.ts'
import type { Probe } from '../../src/outside/probe-page.ts'
import type { KeyAccess } from '../../src/provider/resend/key-access.ts'
import type { DomainDetails } from '../../src/provider/resend/read-domain.ts'
import { day, details, now, wellComputer } from './world.ts'

const answered = (status: number, text = '', headers: Record<string, string> = {}): Probe => {
  return { kind: 'answered', status, text, headers, askedAt: now }
}
const silent: Probe = { kind: 'failed', why: 'nothing listens there' }
const hour = 60 * 60 * 1000

describe('the sending key', () => {
  const key = 're_abc123_DEF'
  it.each<[string, { apiKey?: string; readKey?: string; access?: KeyAccess }, string, RegExp]>([
    ['is missing', {}, 'fail', /not set/],
    ['has no form', { apiKey: '"re_abc123"' }, 'fail', /form/],
    ['is a webhook secret', { apiKey: 'whsec_abc123' }, 'fail', /form/],
    ['is refused', { apiKey: key, access: { kind: 'refused', error: 'invalid_api_key' } }, 'fail', /refuses this key/],
    ['may only send', { apiKey: key, access: { kind: 'sending' } }, 'ok', /nothing else/],
    ['may do all', { apiKey: key, access: { kind: 'full' } }, 'warn', /more than send/],
    ['is the reading key', { apiKey: key, readKey: key, access: { kind: 'full' } }, 'warn', /same key/],
    [
      'could not be tried',
      { apiKey: key, access: { kind: 'failed', why: 'Resend could not be reached' } },
      'warn',
      /^Could not ask/,
    ],
  ])('%s', (_, given, state, said) => {
    const finding = judgeSendingKey(given)
    expect(finding).toMatchObject({ state, said: expect.stringMatching(said) })
    expect(JSON.stringify(finding)).not.toContain('abc123')
  })
})

describe('the domain at Resend', () => {
  const read = (value: DomainDetails | null) => ({ kind: 'read', value }) as const
  const record = { type: 'TXT', name: 'x', value: 'y', ttl: 'Auto' }
  const records = [
    { purpose: 'SPF', status: 'verified', ...record },
    { purpose: 'DKIM', status: 'pending', ...record },
  ]
  it.each<[string, Parameters<typeof judgeDomain>[1], string, RegExp]>([
    ['is verified', read(details()), 'ok', /verified \(region eu-west-1\)/],
    ['is not', read(details({ status: 'pending', records })), 'fail', /“pending”; open: DKIM \(TXT\)/],
    [
      'lacks only what sending does not need',
      read(details({ status: 'partially_verified', records: records.slice(0, 1) })),
      'ok',
      /verified/,
    ],
    ['lacks half of what it needs', read(details({ status: 'partially_failed', records })), 'fail', /DKIM/],
    [
      'is another one',
      read(details({ name: 'example.net' })),
      'fail',
      /knows example\.net, but not news\.example\.net/,
    ],
    ['does not send', read(details({ sends: false })), 'fail', /switched off/],
    ['is unknown', read(null), 'fail', /does not know/],
    ['may not be read: said, not failed', undefined, 'warn', /sending access cannot read/],
    [
      'could not be asked',
      { kind: 'failed', reason: 'Resend could not be reached.' },
      'warn',
      /^Could not ask: Resend could not be reached\.$/,
    ],
  ])('%s', (_, reading, state, said) => {
    expect(judgeDomain('news.example.net', reading)).toMatchObject({ state, said: expect.stringMatching(said) })
  })
})

describe('tracking', () => {
  const read = (change: Partial<DomainDetails>) => ({ kind: 'read', value: details(change) }) as const
  const offline = { kind: 'failed', reason: 'Resend could not be reached.' } as const
  it.each<[string, Parameters<typeof judgeTracking>[0], string | undefined, string, RegExp]>([
    ['is off', read({}), undefined, 'ok', /^Off/],
    ['is on', read({ clickTracking: true }), '2026-11-01', 'fail', /tracks clicks/],
    ['is half known', read({ openTracking: undefined }), undefined, 'fail', /Nobody knows/],
    ['is off by a person’s word', undefined, '2026-11-01', 'ok', /2026-11-01/],
    ['was off two years ago', undefined, '2024-11-01', 'fail', /over a year old/],
    ['is off from next month on', undefined, '2026-12-24', 'fail', /lies ahead/],
    ['is unknown', undefined, undefined, 'fail', /Nobody knows/],
    ['could not be asked', offline, undefined, 'warn', /^Could not ask/],
  ])('%s', (_, reading, word, state, said) => {
    expect(judgeTracking(reading, word, now)).toMatchObject({ state, said: expect.stringMatching(said) })
  })
})

describe('PUBLIC_URL', () => {
  const health = (list: string) => JSON.stringify({ wayforward: 'ok', list })
  it.each<[string, Probe, string, RegExp]>([
    ['answers', answered(200, health('ijn')), 'ok', /as this newsletter/],
    ['is of another list', answered(200, health('other')), 'fail', /another newsletter/],
    ['cannot read its list', answered(503, '{"wayforward":"failing"}'), 'fail', /cannot read its list/],
    ['sends on', answered(301), 'fail', /RFC 8058/],
    ['is somebody’s page', answered(200, '<html>'), 'fail', /Something else/],
    ['is nobody’s page', answered(404, '{}'), 'fail', /Something else/],
    ['does not answer', silent, 'fail', /does not answer from here: nothing listens there/],
  ])('%s', (_, answer, state, said) => {
    expect(judgeHealth('https://news.example.net', answer, 'ijn')).toMatchObject({
      state,
      said: expect.stringMatching(said),
    })
  })
})

describe('the way out', () => {
  const ours = answered(404, '<html>', { 'content-type': 'text/html; charset=UTF-8', 'x-robots-tag': 'noindex' })
  const theirs = answered(404, '<html>', { 'content-type': 'text/html' })
  it.each<[string, Probe, Probe, string, RegExp]>([
    ['is open', ours, ours, 'ok', /GET and to the one-click POST/],
    ['redirects', ours, answered(302), 'fail', /redirect \(302\)/],
    ['does not take a POST', ours, answered(405), 'fail', /button of mail programs .*405/],
    ['asks who comes', answered(403), ours, 'fail', /page to leave.*refuses it \(403\)/],
    ['is not passed on', theirs, theirs, 'fail', /something else/],
    ['takes whoever it does not know', ours, answered(200, 'ok'), 'fail', /something else/],
    ['breaks', ours, answered(502), 'fail', /502/],
    ['does not answer', ours, silent, 'fail', /nothing listens/],
  ])('%s', (_, shown, posted, state, said) => {
    expect(judgeUnsubscribe(shown, posted)).toMatchObject({ state, said: expect.stringMatching(said) })
  })
})

describe('the certificate', () => {
  it.each([
    ['lasts', 60 * day, 'ok'],
    ['lasts a week', 7 * day, 'warn'],
    ['ran out', -hour, 'fail'],
  ])('%s', (_, left, state) => {
    expect(judgeCertificate({ kind: 'read', until: now + left }, now).state).toBe(state)
  })
  it('could not be seen', () => {
    expect(judgeCertificate({ kind: 'failed', why: 'no answer in time' }, now).said).toMatch(/^Could not ask/)
  })
})

describe('the webhook', () => {
  const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`
  it.each<[string, string | undefined, Probe | undefined, string]>([
    ['has a secret, and is heard', secret, answered(405), 'ok'],
    ['has two, while one is replaced', `${secret} ${secret}`, answered(405), 'ok'],
    ['has none', undefined, undefined, 'warn'],
    ['has one that is none', 'secret', undefined, 'fail'],
    ['has none where it is served', secret, answered(404), 'fail'],
    ['is not passed on', secret, answered(200), 'fail'],
    ['could not be asked', secret, undefined, 'warn'],
    ['does not answer', secret, silent, 'warn'],
  ])('%s', (_, given, answer, state) => {
    const finding = judgeWebhook(given, answer)
    expect(finding.state).toBe(state)
    expect(JSON.stringify(finding)).not.toContain(secret.slice(6))
  })
})

describe('the clock', () => {
  const minute = 60_000
  it.each([
    [0, 'ok', /agrees/],
    [119_000, 'ok', /agrees/],
    [3 * minute, 'warn', /3 minutes ahead/],
    [-10 * minute, 'warn', /10 minutes behind/],
    [-11 * minute, 'fail', /nothing is sent/],
    [400 * day, 'fail', /ahead/],
  ])('%i ms ahead', (ahead, state, said) => {
    expect(judgeClock(ahead, 'Resend’s')).toMatchObject({ state, said: expect.stringMatching(said) })
  })
})

describe('the disk', () => {
  it.each([
    [50e9, 1000, 'ok'],
    [100e6, 100_000, 'fail'],
    [500e6, 100_000, 'warn'],
    [10e6, 0, 'fail'],
    [undefined, 0, 'warn'],
  ])('%s bytes free for %i people', (free, people, state) => {
    expect(judgeDisk(free, people, people * 2000).state).toBe(state)
  })
})

describe('the computer', () => {
  it.each([
    ['22.11.0', 'ok'],
    ['20.19.0', 'ok'],
    ['20.18.3', 'fail'],
    ['18.20.4', 'fail'],
  ])('Node %s', (version, state) => {
    expect(judgeNode(version).state).toBe(state)
  })

  it.each([
    ['knows its zones', {}, 'ok'],
    ['does not know one', { knowsZone: () => false }, 'fail'],
    ['has old rules', { zoneData: '2021a' }, 'warn'],
    ['does not say of when its rules are', { zoneData: undefined }, 'ok'],
  ])('%s', (_, change, state) => {
    expect(judgeZones({ ...wellComputer().runtime, ...change }, ['America/New_York'], now).state).toBe(state)
  })

  it.each<[string, number, number | undefined, string]>([
    ['closed', 0o700, 0o600, 'ok'],
    ['a key that others read', 0o700, 0o640, 'fail'],
    ['a list that all may read', 0o755, 0o644, 'fail'],
    ['an open folder of closed files', 0o755, 0o600, 'warn'],
    ['a folder without files', 0o700, undefined, 'ok'],
  ])('%s', (_, folder, file, state) => {
    expect(judgePermissions('/srv/list', folder, [{ file: '/srv/list/key', mode: file }]).state).toBe(state)
  })
})

describe('the backup', () => {
  it.each<[string, number | undefined, string]>([
    ['is of today', now - hour, 'ok'],
    ['is of last week', now - 7 * day, 'warn'],
    ['was never made', undefined, 'warn'],
    ['is of tomorrow', now + day, 'warn'],
  ])('%s', (_, at, state) => {
    expect(judgeBackup(at, now).state).toBe(state)
  })
})

describe('the store', () => {
  const inspection = { bytes: 5000, behind: [], newer: [], wholly: true }
  it.each<[string, Parameters<typeof judgeStore>[0], string]>([
    ['is well', { kind: 'read', inspection }, 'ok'],
    ['is not there', { kind: 'none' }, 'warn'],
    ['is damaged', { kind: 'read', inspection: { ...inspection, damage: 'row 3 missing' } }, 'fail'],
    ['is newer', { kind: 'read', inspection: { ...inspection, newer: ['0099-later'] } }, 'fail'],
    ['is older', { kind: 'read', inspection: { ...inspection, behind: ['0004-months'] } }, 'warn'],
  ])('%s', (_, facts, state) => {
    expect(judgeStore(facts).state).toBe(state)
  })
})

describe('the pace', () => {
  it.each([
    ['is capped', { dailyCap: 500, people: 9000, hasSent: false }, 'ok'],
    ['is a new domain’s, and the list long', { people: 9000, hasSent: false, ageDays: 3 }, 'warn'],
    ['is an old domain’s', { people: 9000, hasSent: false, ageDays: 300 }, 'ok'],
    ['is unknown, and nothing was ever sent', { people: 9000, hasSent: false }, 'warn'],
    ['is that of a few readers', { people: 100, hasSent: false, ageDays: 3 }, 'ok'],
  ])('%s', (_, given, state) => {
    expect(judgePace(given).state).toBe(state)
  })
})

describe('editors', () => {
  const editor = (role: EditorRole, ...languages: string[]): Editor => {
    return { id: 1, address: 'somebody@example.org', name: 'Somebody', role, languages }
  }
  const signOffs = { approvers: 1, writerMayApprove: false, counsel: ['alert'] }
  const settings = { signOffs, languages: ['en', 'es'] as [string, ...string[]], provider: 'resend' as const }
  it.each<[string, Editor[], [string, string][]]>([
    ['are enough', [editor('approver', 'en'), editor('counsel', 'es')], [['approvers', 'ok']]],
    ['are just enough', [editor('counsel', 'en', 'es')], [['approvers', 'warn']]],
    [
      'leave a language unread',
      [editor('approver', 'en'), editor('counsel')],
      [
        ['approvers', 'ok'],
        ['proofs', 'warn'],
      ],
    ],
    [
      'have no counsel',
      [editor('approver', 'en', 'es'), editor('approver')],
      [
        ['approvers', 'ok'],
        ['counsel', 'fail'],
      ],
    ],
    [
      'only write',
      [editor('writer', 'en', 'es')],
      [
        ['approvers', 'fail'],
        ['counsel', 'fail'],
      ],
    ],
    [
      'are none',
      [],
      [
        ['approvers', 'fail'],
        ['counsel', 'fail'],
      ],
    ],
  ])('%s', (_, everyone, expected) => {
    const findings = judgeEditors(settings, everyone)
    expect(findings.map(({ subject, state }) => [subject, state])).toEqual(expected)
    expect(JSON.stringify(findings)).not.toMatch(/somebody/i)
  })

  it('hold nothing up where nothing is mailed', () => {
    expect(judgeEditors({ ...settings, provider: 'outbox' }, []).map(({ state }) => state)).toEqual(['warn', 'warn'])
  })
})

describe('git', () => {
  it.each<[string, string[], string[], string, RegExp]>([
    ['has everything', [], [], 'ok', /committed/],
    ['lacks a receipt', ['issues/2026-11-x/sent.json'], ['issues/y/en.md'], 'warn', /receipt.*2026-11-x/],
    ['lacks some files', [], ['a', 'b', 'c', 'd', 'e'], 'warn', /a, b, c and 2 more/],
  ])('%s', (_, loose, changed, state, said) => {
    expect(judgeFiles(loose, changed, true)).toMatchObject({ state, said: expect.stringMatching(said) })
  })
})
