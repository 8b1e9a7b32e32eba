import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { Config } from '../../config.ts'
import { gatheredId } from '../../document/gathered-id.ts'
import { judgeTranslation } from '../../document/translation/judge-translation.ts'
import { listRows } from '../../document/translation/rows.ts'
import type { Problem } from '../../problem/problem.ts'
import { placeNew } from '../../store/durable-files.ts'
import { guardDisk } from '../write-output.ts'
import { openTranslation } from './open-translation.ts'
import { translateFileExists } from './problems.ts'
import { formatTable } from './translation-table.ts'

export interface ExportOptions {
  language: string
  name?: string
  /** Where the table is written, or `-` for none; in the current folder when absent. */
  out?: string
  /** Only blocks that are missing, or whose source has changed. */
  stale?: boolean
}

export interface TranslationExport {
  issue: string
  language: string
  /** What has to be mended before there is a table. */
  problems: Problem[]
  /** The path that was written; absent where nothing was. */
  file?: string
  table: string
  rows: number
  /** Ids of the blocks in it, `front` for title, subject and preheader. */
  blocks: string[]
}

/**
 * Write a translator's table: a row per passage, the source to the left, what is translated already to the right.
 * An existing file is never written over.
 *
 * @throws Problem translate_file_exists, disk_refused, and those of `openTranslation`
 */
export async function exportTranslation(config: Config, options: ExportOptions): Promise<TranslationExport> {
  const open = await openTranslation(config, options.language, options.name)
  const { issue, language, source, own, errors, columns } = open
  const found = { issue: issue.id, language, problems: errors, table: '', rows: 0, blocks: [] }
  if (errors.length > 0) return found
  const marked = Object.keys(own?.document.meta.translated ?? {}).length > 0
  const wanted = new Set(
    judgeTranslation(source.document, own?.document)
      // What `gather` wrote into the translation is not to be translated over.
      .filter(({ id, state }) => id !== gatheredId || state === 'missing')
      .filter(
        ({ state }) => !options.stale || state === 'stale' || state === 'missing' || (state === 'unmarked' && marked),
      )
      .map(({ id }) => id),
  )
  const rows = listRows(source.document, own?.document).filter(({ block }) => wanted.has(block))
  const table = formatTable(rows, columns)
  const blocks = [...new Set(rows.map(({ block }) => block))]
  const result = { ...found, table, rows: rows.length, blocks }
  if (rows.length === 0 || options.out === '-') return result
  const file = options.out ?? `${issue.id}.${language}.csv`
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const placed = await guardDisk(file, async () => {
    try {
      await writeFile(draft, table, { flag: 'wx' })
      return placeNew(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
  })
  if (!placed) throw translateFileExists({ file })
  return { ...result, file }
}
