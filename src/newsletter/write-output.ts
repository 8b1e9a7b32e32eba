import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { diskRefused } from './problems.ts'

/** What an operating system says when a disk is full or a folder is not ours to write. */
const refusals = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST'])

/** Run something that writes; turn a refusal of the disk into a problem that names the path. */
export async function guardDisk<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (refusals.has(code)) throw diskRefused({ path, code }, { cause })
    throw cause
  }
}

/** The files a build makes; what an earlier build of another audience left is taken away first. */
const ours = ['i', 'preview', 'manifest.json', 'index.html']

/**
 * Write a build's files into a folder, relative paths below it. Only what a build wrote there before is removed.
 *
 * @throws Problem disk_refused
 */
export async function writeOutput(folder: string, files: Map<string, string | Uint8Array>): Promise<void> {
  await guardDisk(folder, async () => {
    await mkdir(folder, { recursive: true })
    for (const name of ours) await rm(join(folder, name), { recursive: true, force: true })
    for (const [path, content] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
  })
}
