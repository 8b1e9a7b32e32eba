import { normaliseAddress } from '../audience/address.ts'
import type { Config } from '../config.ts'
import { addressMalformed } from './problems.ts'
import { openExistingList } from './scratch-list.ts'

/**
 * Take somebody off the list and never mail them again: the record goes, a keyed hash stays so that no import brings
 * them back. Returns whether they were on it.
 *
 * @throws Problem address_malformed, list_missing
 */
export async function forgetSubscriber(
  config: Config,
  address: string,
  warn: (message: string) => void,
): Promise<boolean> {
  const normal = normaliseAddress(address)
  if (normal === undefined) throw addressMalformed()
  const list = await openExistingList(config, warn)
  try {
    const hash = list.vault.addressHash(normal)
    const known = (await list.audience.find(hash)) !== undefined
    await list.audience.suppress(hash, 'manual', Date.now())
    return known
  } finally {
    await list.close()
  }
}
