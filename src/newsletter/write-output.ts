import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { buildFolderForeign, diskRefused, folderIsFile } from './disk-problems.ts'

/** Run something that writes; turn whatever the operating system refuses into a problem that names the path. */
export async function guardDisk<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    // Only what the system answers has a call's name; an error of ours stays one.
    if (!(cause instanceof Error && 'code' in cause && 'syscall' in cause)) throw cause
    if (cause.code === 'ENOTDIR' || cause.code === 'EEXIST') throw folderIsFile({ path }, { cause })
    throw diskRefused({ path, code: String(cause.code) }, { cause })
  }
}

const manifestName = 'manifest.json'

/**
 * Write a build's files into a folder, relative paths below it; `manifest.json` is among them. What an earlier build
 * wrote there goes first, and nothing else: a folder that holds a person's files and no manifest is refused.
 *
 * @param isOurs the folder is one of the data folder, where nobody keeps files of their own.
 * @throws Problem build_folder_foreign, folder_is_file, disk_refused
 */
export async function writeOutput(
  folder: string,
  files: Map<string, string | Uint8Array>,
  isOurs: boolean,
): Promise<void> {
  await guardDisk(folder, async () => {
    await mkdir(folder, { recursive: true })
    const editions = await readEditions(folder)
    const found = await readdir(folder)
    if (editions === undefined && found.length > 0 && !isOurs) {
      throw buildFolderForeign({ folder, found: found.slice(0, 3) })
    }
    for (const path of await earlierFiles(folder, editions ?? [])) await rm(join(folder, path), { force: true })
    // The manifest first: it marks the folder as a build's even if this is interrupted.
    const ordered = [...files].sort(([a], [b]) => Number(b === manifestName) - Number(a === manifestName))
    for (const [path, content] of ordered) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
  })
}

/** The editions of an earlier build's manifest; undefined where none was written. */
async function readEditions(folder: string): Promise<string[] | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, manifestName), 'utf8'))
    if (typeof manifest !== 'object' || manifest === null || !('hash' in manifest) || !('editions' in manifest)) {
      return undefined
    }
    const editions: unknown[] = Array.isArray(manifest.editions) ? manifest.editions : []
    return editions
      .map((edition) => (typeof edition === 'object' && edition !== null && 'id' in edition ? String(edition.id) : ''))
      .filter((id) => id !== '' && basename(id) === id)
  } catch {
    return undefined
  }
}

/** What an earlier build wrote: the files of its editions, and pictures, which are named by their content. */
async function earlierFiles(folder: string, editions: string[]): Promise<string[]> {
  const pictures = await readdir(join(folder, 'i')).catch(() => [])
  return [
    'index.html',
    ...editions.flatMap((id) => [`${id}.html`, `${id}.txt`, join('preview', `${id}.html`)]),
    ...pictures.filter((name) => /^[0-9a-f]{64}\.\w+$/.test(name)).map((name) => join('i', name)),
  ]
}
