import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { DateOrder } from '../audience/import/consent-date.ts'
import { importName } from '../audience/import/import-name.ts'
import { type ImportReport, importSubscribers } from '../audience/import/import-subscribers.ts'
import type { Config } from '../config.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { Problem } from '../problem/problem.ts'
import { firstError } from './first-error.ts'
import { listFileFolder, listFileMissing, sampleElsewhere } from './problems.ts'
import { RejectsFile, requireRejectsFile } from './rejects-file.ts'
import { isSampleFile, isSampleWorkspace } from './sample.ts'
import { openScratchList } from './scratch-list.ts'
import { hasList, type List, openList } from './workspace.ts'

export interface ImportOptions {
  /** A path, or `-` for standard input. */
  file: string
  dryRun?: boolean
  /** Our field → the file's column. */
  map?: Record<string, string>
  defaults?: { language?: string; consentSource?: string; consentedAt?: string }
  /** How dates such as 1/5/24 are to be read. */
  dates?: DateOrder
  /** Where rows that were not taken are written, with their reasons; beside the file when absent. */
  rejects?: string
  warn: (message: string) => void
}

/**
 * Bring a CSV list in. Rows that cannot be taken go to the rejects file, if there are any; a dry run counts the same
 * and writes neither the list nor that file. The list and its key are made only once the file's header could be read.
 *
 * @throws Problem of the file (encoding, header), the rejects file, the list, or the disk
 */
export async function importList(
  config: Config,
  options: ImportOptions,
): Promise<{ report: ImportReport; rejects?: string }> {
  const { file, dryRun = false } = options
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  if (file !== '-') await requireFile(file)
  if (isSampleFile(config, file) && !isSampleWorkspace(config)) throw sampleElsewhere()
  const path = options.rejects ?? besideFile(file)
  await requireRejectsFile(path, file)
  const rejects = new RejectsFile(path, dryRun)
  const now = Date.now()
  let list: List | undefined
  try {
    const report = await importSubscribers({
      source: file === '-' ? process.stdin : createReadStream(file),
      newsletter,
      open: async () => {
        list = dryRun && !hasList(config) ? await openScratchList(config) : await openList(config, options.warn)
        const { audience: store, vault } = list
        return { store, vault, importId: dryRun ? undefined : await store.beginImport(importName(file), now) }
      },
      dryRun,
      map: options.map,
      defaults: options.defaults,
      dates: options.dates,
      now,
      onReject: (reject, { header }) => rejects.add(reject, header),
    })
    return { report, rejects: rejects.written }
  } catch (error) {
    throw inFile(error, file)
  } finally {
    await rejects.close()
    await list?.close()
  }
}

async function requireFile(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined)
  if (!there) throw listFileMissing({ file })
  if (there.isDirectory()) throw listFileFolder({ file })
}

/** What was asked for, and not what the file holds. */
const ofTheCommand = new Set(['import_bad_default', 'import_unknown_field'])

/** A problem of the imported file with the file's name. */
function inFile(error: unknown, file: string): unknown {
  if (!(error instanceof Problem) || !error.code.startsWith('import_') || ofTheCommand.has(error.code)) return error
  const { code, severity, reason, hint, place, cause } = error
  return new Problem({ code, severity, reason, hint }, { file: file === '-' ? 'standard input' : file, place, cause })
}

function besideFile(file: string): string {
  if (file === '-') return 'rejects.csv'
  return join(dirname(file), `${basename(file, extname(file))}.rejects.csv`)
}
