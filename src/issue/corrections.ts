import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Problem } from '../problem/problem.ts'
import { isCalendarDate } from './calendar-date.ts'
import { reasonOf } from './file-reason.ts'
import { readText } from './file-text.ts'
import { fileUnreadable } from './problems.ts'
import { checkYaml, readYaml } from './read-yaml.ts'
import { defineText } from './schema-text.ts'

export const correctionsFile = 'corrections.yaml'

/** What was put right in an issue after it had been sent. */
export interface Correction {
  /** `yyyy-mm-dd`, in the newsletter's timezone. */
  date: string
  /** The content hash that was sent: the ledger's and the receipt's, which never change. */
  sent: string
  /** The content hash that pages show from then on. */
  corrected: string
  /** What was wrong and what is right, by language. Plain words. */
  note: Record<string, string>
}

const hash = z.string('a hash that `correct` wrote').regex(/^[0-9a-f]{64}$/, 'a hash that `correct` wrote')

const schema: z.ZodType<Correction[]> = z.array(
  z.strictObject(
    {
      date: z.string('a date such as 2024-10-05').refine(isCalendarDate, 'a day that exists, such as 2024-10-05'),
      sent: hash,
      corrected: hash,
      note: z.record(
        z.string(),
        defineText('what was wrong and what is right, on one line'),
        'a note for each language',
      ),
    },
    'a correction: date, sent, corrected and note',
  ),
  'a list of corrections, each with date, sent, corrected and note',
)

const samples = {}

/**
 * The corrections of an issue, newest first: what archive, feeds and kit print beside the corrected text. None where the
 * folder has no corrections.yaml; none, and problems with their lines, where it cannot be read.
 *
 * @param issueFolder absolute.
 */
export async function readCorrections(
  issueFolder: string,
): Promise<{ corrections: Correction[]; problems: Problem[] }> {
  const folder = resolve(issueFolder)
  const file = `${basename(dirname(folder))}/${basename(folder)}/${correctionsFile}`
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(folder, correctionsFile))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { corrections: [], problems: [] }
    return { corrections: [], problems: [fileUnreadable({ file, why: reasonOf(cause) }, { file, cause })] }
  }
  const read = readText(bytes, file)
  if ('problem' in read) return { corrections: [], problems: [read.problem] }
  const { value = [], problems } = checkYaml(readYaml(read.text, file), schema, samples)
  return { corrections: value, problems }
}
