import { findPicture } from '../store/picture-store.ts'
import type { HeldList } from './held-list.ts'

/** As renditions are named: SHA-256 of the bytes, PNG or JPEG. */
const pictureName = /^[0-9a-f]{64}\.(png|jpg)$/

/** A picture as it is served. */
export interface ServedPicture {
  bytes: Uint8Array
  type: 'image/png' | 'image/jpeg'
}

/** The picture of a frozen issue by its file name; undefined for any other name. */
export async function findServedPicture(list: HeldList, name: string): Promise<ServedPicture | undefined> {
  const [, extension] = pictureName.exec(name) ?? []
  if (extension === undefined) return undefined
  const bytes = await list.use(({ db }) => findPicture(db, name))
  return bytes && { bytes, type: extension === 'jpg' ? 'image/jpeg' : 'image/png' }
}
