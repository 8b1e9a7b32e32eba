import type { ServedList } from '../held-list.ts'
import { openStores } from '../open-stores.ts'
import type { List } from '../workspace.ts'

/** A server's held connection as the list that use cases take. Closing it does nothing: others use it too. */
export function listOf({ db, vault }: ServedList): List {
  return { ...openStores(db, vault), vault, close: async () => undefined }
}
