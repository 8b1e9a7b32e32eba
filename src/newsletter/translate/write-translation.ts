import { removeControls } from '../../document/control-characters.ts'
import { readText } from '../../issue/file-text.ts'
import { rewriteFile } from '../rewrite-file.ts'
import type { OpenTranslation } from './open-translation.ts'
import { translateFileChanged } from './problems.ts'

/**
 * Write a language's file whole or not at all, with the line ends and the byte order mark it had, and only if it is still
 * what was opened.
 *
 * @throws Problem translate_file_changed, disk_refused
 */
export async function writeTranslation(
  { path, file, own }: Pick<OpenTranslation, 'path' | 'file' | 'own'>,
  text: string,
): Promise<void> {
  await rewriteFile(path, file, (before) => {
    if (wordsOf(before, file) !== own?.text.source) throw translateFileChanged({ file })
    const mark = before?.startsWith('\ufeff') ? '\ufeff' : ''
    const breaks = before?.match(/\r?\n/g) ?? []
    const windows = breaks.length > 0 && breaks.every((one) => one === '\r\n')
    return mark + (windows ? text.replaceAll('\n', '\r\n') : text)
  })
}

/** A file's text as `openTranslation` reads it. */
function wordsOf(raw: string | undefined, file: string): string | undefined {
  const read = raw === undefined ? undefined : readText(Buffer.from(raw), file)
  return read && 'text' in read ? removeControls(read.text) : undefined
}
