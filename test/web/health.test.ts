import { copyFileSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { addKey, openKeyRing } from '../../src/store/key-ring.ts'
import { openStore } from '../../src/store/open-store.ts'
import { wrappingKey } from '../store/temporary-store.ts'
import { enlist, publicSite, standing, subscriber, temporaryWorkspace } from './public-site.ts'

const ana = subscriber('ana')
const key = wrappingKey.toString('base64')

describe('health', () => {
  it('says whose list answers, and nothing else', async () => {
    const site = await publicSite()
    const answer = await site.get('/health')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ wayforward: 'ok', list: 'ijn-field' })
  })

  it('is 503 while the list is not there, and 200 when it is back', async () => {
    const config = await temporaryWorkspace()
    const site = await publicSite(config)
    const { store } = dataPaths(config)
    renameSync(store, `${store}.away`)
    const answer = await site.get('/health')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toEqual({ wayforward: 'failing' })
    renameSync(`${store}.away`, store)
    expect((await site.get('/health')).status).toBe(200)
  })
})

describe('a server that runs for months', () => {
  it('reads pages while another process writes, and says that leaving has to wait', async () => {
    const config = await temporaryWorkspace()
    const [token = ''] = await enlist(config, ana)
    const site = await publicSite(config)
    const other = new Database(dataPaths(config).store)
    other.exec('begin immediate')
    const leaving = site.post(`/u/${token}`, 'leave=en')
    expect((await site.get(`/u/${token}`)).status).toBe(200)
    expect((await site.get('/health')).status).toBe(200)
    other.exec('rollback')
    other.close()
    expect((await leaving).status).toBe(200)
    expect((await standing(config, ana)).onList).toBe(false)
  })

  it('writes into the list that a restore put in its place, not into the one before', async () => {
    const config = await temporaryWorkspace()
    const [token = ''] = await enlist(config, ana)
    const { store } = dataPaths(config)
    const source = new Database(store)
    await source.backup(`${store}.backup`)
    source.close()
    const site = await publicSite(config)
    expect((await site.get(`/u/${token}`)).status).toBe(200)
    copyFileSync(`${store}.backup`, `${store}.new`)
    for (const end of ['-wal', '-shm']) rmSync(store + end, { force: true })
    renameSync(`${store}.new`, store)
    expect((await site.post(`/u/${token}`, 'List-Unsubscribe=One-Click')).status).toBe(200)
    expect(await standing(config, ana)).toEqual({ onList: false, suppressed: { unsubscribed: 1 } })
  })

  it('knows the links signed with a key that was added while it ran', async () => {
    const config = await temporaryWorkspace({ WAYFORWARD_KEY: key })
    const [early = ''] = await enlist(config, ana)
    const site = await publicSite(config)
    expect((await site.get(`/u/${early}`)).status).toBe(200)
    const store = await openStore(dataPaths(config).store)
    await addKey(store.db, 'link', wrappingKey)
    const vault = await openKeyRing(store.db, wrappingKey)
    const late = vault.linkToken(vault.addressHash(ana.address))
    await store.close()
    expect(late).not.toBe(early)
    for (const token of [late, early]) expect((await site.get(`/u/${token}`)).status).toBe(200)
  })

  it('makes no empty list where there is none', async () => {
    const config = await temporaryWorkspace()
    rmSync(config.dataFolder, { recursive: true })
    await expect(publicSite(config)).rejects.toMatchObject({ code: 'list_missing' })
  })
})
