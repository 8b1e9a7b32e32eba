import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { listMissing } from './problems.ts'
import { hasList, type List, openList } from './workspace.ts'

/**
 * An empty list for a dry run where there is none yet: in a temporary folder that goes when it is closed. The workspace
 * is not touched.
 *
 * @throws Problem as `openList` does
 */
export async function openScratchList(config: Config): Promise<List> {
  const folder = await mkdtemp(join(tmpdir(), 'wayforward-dry-run-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const list = await openList({ ...config, dataFolder: folder }, () => undefined)
    return {
      ...list,
      close: async () => {
        try {
          await list.close()
        } finally {
          await remove()
        }
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

/**
 * Open the list of this workspace, and make none.
 *
 * @throws Problem list_missing, and as `openList` does
 */
export async function openExistingList(config: Config, warn: (message: string) => void): Promise<List> {
  if (!hasList(config)) throw listMissing({ folder: config.dataFolder })
  return await openList(config, warn)
}
