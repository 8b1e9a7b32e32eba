import type { RotatingVault } from '../../audience/vault.ts'
import { openDatabase, readStorageError } from './database.ts'

interface Row {
  seq: number
  key: string
  digest: Buffer
  body: Buffer | null
}

/**
 * Seal anew, with the newest data key, what an older one sealed in the outbox. One transaction a page; killed between
 * two, or called again, it goes on where it stopped.
 *
 * @param onPage told after each page how many batches it changed.
 * @throws Problem `outbox_not_writable`, `outbox_damaged`, `outbox_newer`, `sealed_value_broken`
 */
export function resealOutbox(
  file: string,
  vault: RotatingVault,
  onPage: (batches: number) => void,
  pageSize = 50,
): void {
  const database = openDatabase(file, 5000)
  try {
    const heads = database.prepare<[number, number], Row>(
      `select seq, key, substr(digest, 1, 3) as digest, substr(body, 1, 3) as body from batch
       where seq > ? order by seq limit ?`,
    )
    const whole = database.prepare<[number], Row>('select seq, key, digest, body from batch where seq = ?')
    const write = database.prepare('update batch set digest = ?, body = ? where seq = ?')
    const again = (sealed: Buffer, purpose: string) =>
      vault.isCurrent(sealed) ? sealed : vault.seal(vault.open(sealed, purpose), purpose)
    const resealPage = database.transaction((stale: Row[]) => {
      for (const { seq } of stale) {
        const row = whole.get(seq)
        if (!row) continue
        const digest = again(row.digest, `outbox/digest/${row.key}`)
        write.run(digest, row.body && again(row.body, `outbox/body/${row.key}`), seq)
      }
    })
    for (let after = 0; ; ) {
      const page = heads.all(after, pageSize)
      const stale = page.filter((row) => isStale(row, vault))
      if (stale.length > 0) {
        resealPage.immediate(stale)
        onPage(stale.length)
      }
      const last = page.at(-1)
      if (!last) break
      after = last.seq
    }
    // What the older key sealed is not to live on in the log.
    database.pragma('wal_checkpoint(truncate)')
  } catch (error) {
    throw readStorageError(error, file)
  } finally {
    database.close()
  }
}

/** Batches that an older data key sealed. */
export function countStaleBatches(file: string, vault: RotatingVault): number {
  const database = openDatabase(file, 5000)
  try {
    const heads = database.prepare<[], Row>(
      'select seq, key, substr(digest, 1, 3) as digest, substr(body, 1, 3) as body from batch',
    )
    let stale = 0
    for (const row of heads.iterate()) if (isStale(row, vault)) stale += 1
    return stale
  } catch (error) {
    throw readStorageError(error, file)
  } finally {
    database.close()
  }
}

function isStale({ digest, body }: Row, vault: RotatingVault): boolean {
  return !vault.isCurrent(digest) || (body !== null && !vault.isCurrent(body))
}
