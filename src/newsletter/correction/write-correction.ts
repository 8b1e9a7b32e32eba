import { randomBytes } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type Correction, correctionsFile } from '../../issue/corrections.ts'
import { syncFile, syncFolder } from '../../store/durable-files.ts'
import { guardDisk } from '../write-output.ts'

const head = `# What was corrected after this issue had been sent, newest first. \`npx wayforward correct\` writes it; keep it in git.
# sent is the content that was mailed and never changes, corrected is what the pages show since.
`

/**
 * Write an issue's corrections, so that a power cut leaves the old file or the new one.
 *
 * @throws Problem disk_refused, folder_is_file
 */
export async function writeCorrections(issueFolder: string, corrections: Correction[]): Promise<void> {
  const text =
    head + stringify(corrections, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
  const file = join(issueFolder, correctionsFile)
  const draft = join(issueFolder, `.${correctionsFile}.${randomBytes(6).toString('hex')}`)
  await guardDisk(file, async () => {
    try {
      await writeFile(draft, text, { flag: 'wx' })
      syncFile(draft)
      await rename(draft, file)
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw error
    }
  })
  syncFolder(issueFolder)
}
