import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { guardDisk } from '../write-output.ts'

/**
 * Write a language's file whole or not at all, with the line ends and the byte order mark it had.
 *
 * @throws Problem disk_refused
 */
export async function writeTranslation(path: string, text: string): Promise<void> {
  await guardDisk(path, async () => {
    const before = await readFile(path, 'utf8').catch(() => '')
    const mark = before.startsWith('\ufeff') ? '\ufeff' : ''
    const breaks = before.match(/\r?\n/g) ?? []
    const windows = breaks.length > 0 && breaks.every((one) => one === '\r\n')
    // Names that begin with a dot are no part of an issue.
    const draft = join(dirname(path), '.translation.draft')
    await writeFile(draft, mark + (windows ? text.replaceAll('\n', '\r\n') : text))
    await rename(draft, path)
  })
}
