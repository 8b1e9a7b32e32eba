import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FrozenTerms } from '../../src/delivery/ledger.ts'
import { picturesOf } from '../../src/newsletter/pictures-of.ts'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { LedgerStore } from '../../src/store/ledger-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { dropPictures, findPicture, savePictures } from '../../src/store/picture-store.ts'
import { prepareShipped } from '../newsletter/prepared.ts'
import { temporaryStore, wrappingKey } from '../store/temporary-store.ts'
import { now, publicSite, temporaryWorkspace } from './public-site.ts'

function picture(content: string, extension = 'png') {
  const bytes = Buffer.from(content)
  return { name: `${createHash('sha256').update(bytes).digest('hex')}.${extension}`, bytes }
}

const sun = picture('sun')
const hills = picture('hills', 'jpg')

function terms(issue: string): FrozenTerms {
  const envelope = { listId: 'x', from: 'a@example.org', replyTo: 'a@example.org', listIdHeader: '<x.example.org>' }
  const place = { provider: 'outbox', endpoint: '', origin: 'http://localhost:3000', contentHash: 'x', encoder: 1 }
  const kept = { issueKind: 'monthly', month: null, dueAt: null, follows: null } as const
  return {
    issue,
    ...place,
    ...kept,
    envelope,
    notBefore: 0,
    frozenAt: now,
    dailyCap: null,
    trackingOff: null,
    receipt: 'x',
  }
}

type Store = Awaited<ReturnType<typeof temporaryStore>>

async function freeze({ db }: Store, issue: string, pictures: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const ledger = new LedgerStore(db, await openKeyRing(db, wrappingKey))
  await ledger.beginFreeze(issue, [], now)
  await savePictures(db, issue, pictures)
  await ledger.completeFreeze(terms(issue))
}

/** A site whose list has frozen an issue that shows both pictures. */
async function siteWithPictures() {
  const config = await temporaryWorkspace({ WAYFORWARD_KEY: wrappingKey.toString('base64') })
  const store = await openStore(dataPaths(config).store)
  await freeze(store, '2024-04', [sun, hills])
  await store.close()
  return await publicSite(config)
}

describe('pictures of a frozen issue', () => {
  it('are served byte for byte, to be kept for ever', async () => {
    const site = await siteWithPictures()
    for (const [{ name, bytes }, type] of [[sun, 'image/png'] as const, [hills, 'image/jpeg'] as const]) {
      const answer = await site.get(`/i/${name}`)
      expect(answer.status).toBe(200)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': type,
        'content-length': String(bytes.length),
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      })
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })

  it('answer HEAD with the size and no bytes, and a known copy with 304', async () => {
    const site = await siteWithPictures()
    const head = await fetch(`${site.url}/i/${sun.name}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe('3')
    expect(await head.text()).toBe('')
    const etag = head.headers.get('etag') ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await site.get(`/i/${sun.name}`, { 'if-none-match': known })
      expect(answer.status).toBe(304)
      expect(await answer.text()).toBe('')
    }
    expect((await site.get(`/i/${sun.name}`, { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('are not there under any other name', async () => {
    const site = await siteWithPictures()
    const hash = sun.name.slice(0, 64)
    for (const name of [
      `${hash}.jpg`,
      `${hash}.svg`,
      hash,
      `${hash.toUpperCase()}.png`,
      picture('other').name,
      '..%2f..%2fkey',
    ]) {
      const answer = await site.get(`/i/${name}`)
      expect([name, answer.status]).toEqual([name, 404])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })
})

describe('the store of pictures', () => {
  it('shows nothing of an issue before it is frozen', async () => {
    const store = await temporaryStore()
    const ledger = new LedgerStore(store.db, await openKeyRing(store.db, wrappingKey))
    await ledger.beginFreeze('2024-04', [], now)
    await savePictures(store.db, '2024-04', [sun])
    expect(await findPicture(store.db, sun.name)).toBeUndefined()
    await ledger.completeFreeze(terms('2024-04'))
    expect(await findPicture(store.db, sun.name)).toEqual(sun.bytes)
  })

  it('keeps a picture of two issues once, as long as one of them shows it', async () => {
    const store = await temporaryStore()
    await freeze(store, '2024-04', [sun, sun])
    await savePictures(store.db, '2024-05', [sun, hills])
    await store.db.transaction().execute((trx) => dropPictures(trx, '2024-05'))
    expect(await findPicture(store.db, sun.name)).toEqual(sun.bytes)
    expect(await store.db.selectFrom('pictures').select('name').execute()).toEqual([{ name: sun.name }])
  })

  it('is given every picture that the mails of a shipped issue name', async () => {
    const prepared = await prepareShipped('2024-04-second-chances', 'monthly')
    const names = new Set(picturesOf(prepared).map(({ name }) => name))
    const shown = (await prepared.render()).flatMap(({ html }) =>
      [...html.literals.join('').matchAll(/\/i\/([0-9a-f]{64}\.\w+)/g)].map(([, name]) => name),
    )
    expect(shown.length).toBeGreaterThan(0)
    for (const name of shown) expect(names).toContain(name)
  })
})
