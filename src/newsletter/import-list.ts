import { createReadStream, existsSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { formatCsvRow, rejectsHeader, rejectsRow } from '../audience/csv-row.ts'
import { type ImportReport, importSubscribers, type Reject } from '../audience/import/import-subscribers.ts'
import type { Config } from '../config.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { listFileMissing, newsletterBroken, sampleElsewhere } from './problems.ts'
import { isSampleFile, isSampleWorkspace } from './sample.ts'
import { openList } from './workspace.ts'
import { guardDisk } from './write-output.ts'

export interface ImportOptions {
  /** A path, or `-` for standard input. */
  file: string
  dryRun?: boolean
  /** Our field → the file's column. */
  map?: Record<string, string>
  defaults?: { language?: string; consentSource?: string; consentedAt?: string }
  /** Where rows that were not taken are written, with their reasons; beside the file when absent. */
  rejects?: string
  warn: (message: string) => void
}

/**
 * Bring a CSV list in. Rows that cannot be taken go to the rejects file, if there are any; a dry run counts the same
 * and writes neither the list nor that file.
 *
 * @throws Problem of the file (encoding, header), the list, or the disk
 */
export async function importList(
  config: Config,
  options: ImportOptions,
): Promise<{ report: ImportReport; rejects?: string }> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  if (options.file !== '-' && !existsSync(options.file)) throw listFileMissing({ file: options.file })
  if (isSampleFile(config, options.file) && !isSampleWorkspace(config)) throw sampleElsewhere()
  const rejects = new RejectsFile(options.rejects ?? besideFile(options.file), options.dryRun === true)
  const list = await openList(config, options.warn)
  try {
    const report = await importSubscribers({
      source: options.file === '-' ? process.stdin : createReadStream(options.file),
      newsletter,
      store: list.audience,
      vault: list.vault,
      dryRun: options.dryRun,
      map: options.map,
      defaults: options.defaults,
      now: Date.now(),
      onReject: (reject, { header }) => rejects.add(reject, header),
    })
    return { report, rejects: rejects.written }
  } finally {
    await rejects.close()
    await list.close()
  }
}

function besideFile(file: string): string {
  if (file === '-') return 'rejects.csv'
  return join(dirname(file), `${basename(file, extname(file))}.rejects.csv`)
}

/** The rows that were not taken, as they stood, with their line and the reason: to mend and import again. */
class RejectsFile {
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
      // It holds addresses: nobody else on this computer needs to read it.
      this.#handle ??= await this.#start(header)
      await this.#handle.write(formatCsvRow(rejectsRow(reject, header)))
    })
  }

  async #start(header: string[]): Promise<FileHandle> {
    const handle = await open(this.path, 'w', 0o600)
    await handle.write(formatCsvRow(rejectsHeader(header)))
    return handle
  }

  async close(): Promise<void> {
    await this.#handle?.close()
  }
}

function firstError(problems: Problem[]): Problem {
  return problems.find(({ severity }) => severity === 'error') ?? newsletterBroken()
}
