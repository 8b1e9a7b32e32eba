import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFile, syncFolder } from '../store/durable-files.ts'
import { guardDisk } from './write-output.ts'

/** What renaming a folder to a name in use comes to (rename(2)). */
const taken: readonly unknown[] = ['ENOTEMPTY', 'EEXIST']

/**
 * Make a folder with all its files, or none: a full disk or a killed process leaves nothing that would pass for an issue.
 *
 * @param files by path relative to the folder; a path that ends with `/` is an empty folder.
 * @returns false where something of that name is there already; it was left as it is.
 * @throws Problem disk_refused
 */
export async function createFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<boolean> {
  if (existsSync(folder)) return false
  // Names that begin with a dot are no issue.
  const draft = join(dirname(folder), `.${basename(folder)}.${randomBytes(6).toString('hex')}`)
  return await guardDisk(folder, async () => {
    try {
      await mkdir(draft)
      for (const [path, content] of files) {
        const file = join(draft, path)
        await mkdir(path.endsWith('/') ? file : dirname(file), { recursive: true })
        if (path.endsWith('/')) continue
        await writeFile(file, content, { flag: 'wx' })
        syncFile(file)
      }
      await rename(draft, folder)
    } catch (error) {
      await rm(draft, { recursive: true, force: true }).catch(() => undefined)
      // Somebody else made it in between.
      if (error instanceof Error && 'code' in error && taken.includes(error.code)) return false
      throw error
    }
    syncFolder(dirname(folder))
    return true
  })
}
