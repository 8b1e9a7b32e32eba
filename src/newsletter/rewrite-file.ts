import { randomBytes } from 'node:crypto'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileBusy } from './disk-problems.ts'
import { guardDisk } from './write-output.ts'

const triesMost = 5

/**
 * Change a text file as one step: whoever reads it finds the old text or the new one, and what another program saved in the
 * meantime is read again and never lost.
 *
 * @param change from the text as it stands (undefined where there is no file) to the text it is to have. May run more
 *   than once. The same text, or undefined, writes nothing.
 * @returns whether it was written.
 * @throws Problem file_busy, disk_refused
 */
export async function rewriteFile(
  path: string,
  known: string,
  change: (text: string | undefined) => string | undefined,
): Promise<boolean> {
  // Where the file is a link, the file it leads to is changed.
  const file = await realpath(path).catch(() => path)
  for (let attempt = 0; attempt < triesMost; attempt += 1) {
    const before = await guardDisk(path, () => readBytes(file))
    const text = change(before?.toString('utf8'))
    if (text === undefined || text === before?.toString('utf8')) return false
    const draft = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`)
    const written = await guardDisk(path, async () => {
      try {
        const mode = await stat(file).then(
          (info) => info.mode,
          () => 0o644,
        )
        const handle = await open(draft, 'wx', mode)
        try {
          await handle.writeFile(text)
          await handle.sync()
        } finally {
          await handle.close()
        }
        const after = await readBytes(file)
        if (before === undefined ? after !== undefined : !after?.equals(before)) return false
        await rename(draft, file)
        return true
      } finally {
        await rm(draft, { force: true })
      }
    })
    if (written) return true
  }
  throw fileBusy({ file: known })
}

async function readBytes(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
