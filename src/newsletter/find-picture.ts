import { findPicture } from '../store/picture-store.ts'
import { listOf } from './desk/served-list.ts'
import type { HeldList } from './held-list.ts'

/** As renditions are named: SHA-256 of the bytes, PNG or JPEG. */
const pictureName = /^[0-9a-f]{64}\.(png|jpg)$/

/** A picture as it is served. */
export interface ServedPicture {
  bytes: Uint8Array
  type: 'image/png' | 'image/jpeg'
  /** It shows somebody’s story, so it may be gone at any moment: nobody may show a copy without asking. */
  revocable: boolean
}

/** `withdrawn`: it showed somebody's story, and they have taken their consent back. */
export type FoundPicture = ServedPicture | 'withdrawn'

/** The picture of a frozen issue by its file name; undefined for any other name. */
export async function findServedPicture(list: HeldList, name: string): Promise<FoundPicture | undefined> {
  const [, extension] = pictureName.exec(name) ?? []
  if (extension === undefined) return undefined
  return await list.use(async (served) => {
    const bytes = await findPicture(served.db, name)
    // Asked after the bytes were read: what is withdrawn meanwhile is not shown any more.
    const { stories } = listOf(served)
    if (await stories.isWithdrawnPicture(name)) return 'withdrawn'
    if (!bytes) return undefined
    const type = extension === 'jpg' ? 'image/jpeg' : 'image/png'
    return { bytes, type, revocable: await stories.isStoryPicture(name) }
  })
}
