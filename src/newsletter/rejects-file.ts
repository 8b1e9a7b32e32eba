import { type FileHandle, open, stat } from 'node:fs/promises'
import { formatCsvRow, rejectsHeader, rejectsRow } from '../audience/csv-row.ts'
import type { Reject } from '../audience/import/import-subscribers.ts'
import { rejectsForeign } from './problems.ts'
import { guardDisk } from './write-output.ts'

/**
 * Say before anything is written whether rejected rows may be written to a path: over an earlier rejects file, and over
 * nothing else.
 *
 * @param list the file being imported, which no name may lead to.
 * @throws Problem rejects_foreign
 */
export async function requireRejectsFile(path: string, list: string): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (!there) return
  const imported = await stat(list).catch(() => undefined)
  if (imported && there.dev === imported.dev && there.ino === imported.ino) {
    throw rejectsForeign({ file: path, why: 'it is the list that is being imported' })
  }
  if (!there.isFile()) throw rejectsForeign({ file: path, why: 'it is not a file' })
  if (there.size > 0 && !(await isRejectsFile(path))) {
    throw rejectsForeign({ file: path, why: 'there is a file of that name, and no import wrote it' })
  }
}

/** Whether a file's first row ends with our own columns. */
async function isRejectsFile(path: string): Promise<boolean> {
  const own = formatCsvRow(rejectsHeader([])).trim()
  try {
    const handle = await open(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0)
      // A header may hold line breaks in quotes, so it is looked for among all that was read.
      return new RegExp(`(^|,)${own}\\r?$`, 'm').test(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}

/** The rows that were not taken, as they stood, with their line and the reason: to mend and import again. */
export class RejectsFile {
  #handle: FileHandle | undefined

  constructor(
    readonly path: string,
    readonly dryRun: boolean,
  ) {}

  /** The path, once something was written there. */
  get written(): string | undefined {
    return this.#handle && this.path
  }

  async add(reject: Reject, header: string[]): Promise<void> {
    if (this.dryRun) return
    await guardDisk(this.path, async () => {
      this.#handle ??= await this.#start(header)
      await this.#handle.write(formatCsvRow(rejectsRow(reject, header)))
    })
  }

  async #start(header: string[]): Promise<FileHandle> {
    // It holds addresses: nobody else on this computer needs to read it.
    const handle = await open(this.path, 'w', 0o600)
    await handle.chmod(0o600)
    await handle.write(formatCsvRow(rejectsHeader(header)))
    return handle
  }

  async close(): Promise<void> {
    await this.#handle?.close()
  }
}
