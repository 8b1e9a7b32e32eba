import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Problem } from '../problem/problem.ts'
import { type BackupContents, backupStore } from '../store/backup-store.ts'
import { stampOf } from '../store/durable-files.ts'
import { noteBackup } from '../store/inspect-store.ts'
import { listMissing } from './problems.ts'
import { dataPaths, hasList } from './workspace.ts'

export interface Backup extends BackupContents {
  file: string
  /** Where the key is, which is not in it. */
  key: 'environment' | { file: string }
}

/**
 * Copy the list and the ledger as they are at this moment into one file, while other commands go on. The key is not
 * needed for it and never in it; nor is the outbox.
 *
 * @param target a file that is not there yet, or a folder, where the name is made of the date and the time.
 * @throws Problem list_missing, backup_exists, backup_unwritable, and those of a store that cannot be read
 */
export async function backupList(config: Config, target: string, now: number): Promise<Backup> {
  if (!hasList(config)) throw listMissing({ folder: config.dataFolder })
  const isFolder = /[\\/]$/.test(target) || (existsSync(target) && statSync(target).isDirectory())
  const file = isFolder ? join(target, `wayforward-${stampOf(now)}.db`) : target
  const paths = dataPaths(config)
  const contents = await backupStore(paths.store, file, now)
  // For the doctor. A store that cannot be written now has its backup all the same.
  await noteBackup(paths.store, now).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })
  return { file, ...contents, key: config.key === undefined ? { file: paths.key } : 'environment' }
}
