import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createProofPictures, findPicture } from '../../src/store/picture-store.ts'
import { addPeople, freeze, temporaryHome, withList } from '../store/temporary-home.ts'
import { temporaryStore } from '../store/temporary-store.ts'

function picture(content: string) {
  const bytes = Buffer.from(content)
  return { name: `${createHash('sha256').update(bytes).digest('hex')}.png`, bytes }
}

const [sun, hills, road] = [picture('sun'), picture('hills'), picture('road')]

describe('the pictures of a proof', () => {
  it('are there from the proof on, and only as long as they are in the last one', async () => {
    const { db } = await temporaryStore()
    const proofs = createProofPictures(db)
    await proofs.keep('2024-10', [sun, hills])
    expect(await findPicture(db, sun.name)).toEqual(sun.bytes)
    await proofs.keep('2024-11', [road])
    await proofs.keep('2024-10', [hills])
    expect(await findPicture(db, sun.name)).toBeUndefined()
    expect(await findPicture(db, hills.name)).toEqual(hills.bytes)
    expect(await findPicture(db, road.name)).toEqual(road.bytes)
    expect((await db.selectFrom('pictures').select('name').execute()).length).toBe(2)
  })
  it('give way to those of the issue when it is frozen', async () => {
    const config = temporaryHome()
    await addPeople(config, 3)
    await withList(config, async ({ proofPictures }) => {
      await proofPictures.keep('2024-04-second-chances', [sun])
      await proofPictures.keep('another', [road])
    })
    await freeze(config, '2024-04-second-chances')
    const store = await openStore(dataPaths(config).store)
    const kept = await store.db.selectFrom('issue_pictures').select('issue').distinct().execute()
    expect(await findPicture(store.db, sun.name)).toBeUndefined()
    expect(await findPicture(store.db, road.name)).toEqual(road.bytes)
    await store.close()
    expect(kept.map(({ issue }) => issue).filter((issue) => issue.startsWith('proof/'))).toEqual(['proof/another'])
  })
})
