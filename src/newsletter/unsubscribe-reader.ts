import { findReaderLanguage } from '../store/reader-language.ts'
import type { HeldList, ServedList } from './held-list.ts'

/** Who holds a link: what a page needs to know of them, and nothing that names them. */
export interface Reader {
  /** Absent when they are no longer on the list. */
  language?: string
  /** Never mailed again, whoever decided so. */
  suppressed: boolean
}

/** The reader of a link; undefined when no key of this list has signed it. Changes nothing. */
export async function findReader(list: HeldList, token: string): Promise<Reader | undefined> {
  return await list.use(async (served) => {
    const hash = served.vault.readLinkToken(token)
    return hash && (await readReader(served, hash))
  })
}

/**
 * Never mail the holder of a link again. Works when they are gone already, and as often as it is asked; an earlier
 * reason, such as a complaint, stays. Returns them as they were before, or undefined for a link that is none of ours.
 */
export async function unsubscribeReader(list: HeldList, token: string, now: number): Promise<Reader | undefined> {
  return await list.use(async (served) => {
    const hash = served.vault.readLinkToken(token)
    if (!hash) return undefined
    const reader = await readReader(served, hash)
    await served.audience.suppress(hash, 'unsubscribed', now)
    return reader
  })
}

async function readReader({ db, audience }: ServedList, hash: Buffer): Promise<Reader> {
  return { language: await findReaderLanguage(db, hash), suppressed: await audience.isSuppressed(hash) }
}
