import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { templateUnreadable } from './problems.ts'

/** A template file as a person knows it, whatever folder the command runs in: `templates/partials/story.mjml`. */
export function displayPath(templatesFolder: string, file: string): string {
  return [basename(templatesFolder), ...relative(templatesFolder, file).split(sep)].join('/')
}

/** A template file's text, with LF. Throws a Problem that names the file. */
export async function readTemplateFile(templatesFolder: string, file: string): Promise<string> {
  const at = { file: displayPath(templatesFolder, file) }
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const why = code === 'ENOENT' ? 'it is not there' : code === 'EACCES' ? 'you may not read it' : code || 'unknown'
    throw templateUnreadable({ why }, { ...at, cause })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
  } catch (cause) {
    throw templateUnreadable({ why: 'it is not UTF-8 text' }, { ...at, cause })
  }
}

/** Names of the files in a folder that end so, sorted; none when there is no such folder. */
export async function listTemplateFiles(folder: string, extension: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(folder, name))
}
