import type { Dirent } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Problem, Report } from '../problem/problem.ts'
import { reasonOf } from './file-reason.ts'
import { readText } from './file-text.ts'
import { makeFolderName } from './folder-name.ts'
import { exampleFrontMatter, readFrontMatter } from './front-matter.ts'
import type { Issue, IssueImage, IssueMeta, IssueText } from './issue.ts'
import type { Newsletter } from './newsletter.ts'
import * as problems from './problems.ts'

const textLimit = 512 * 1024
const imageLimit = 10 * 1024 * 1024
const imageName = /\.(png|jpe?g|webp|gif|svg)$/i

/** A folder's file that may be read: it is one, and lies inside the issue's folder. */
interface Found {
  /** As people name it inside the issue: `images/reentry.png`. */
  path: string
  absolute: string
  size: number
}

/**
 * Read an issue's folder: one file per language, and the images.
 *
 * @returns no issue where the source language's file cannot say what the issue is. A translation with broken front
 *   matter stays in it with empty words, so that the rest of it is checked in the same run.
 */
export async function readIssue(
  folder: string,
  newsletter: Newsletter,
): Promise<{ issue?: Issue; problems: Problem[] }> {
  const root = resolve(folder)
  const found: Problem[] = []
  const report: Report = (problem) => found.push(problem)
  const known = (path: string): string => `${basename(dirname(root))}/${basename(root)}/${path}`
  reportFolderName(basename(root), report)
  const files = await listFiles(root, '', known, report)
  const [source] = newsletter.languages

  const texts: IssueText[] = []
  let meta: IssueMeta | undefined
  for (const language of newsletter.languages) {
    const isSource = language === source
    const file = files.find(({ path }) => path === `${language}.md`)
    if (!file) {
      if (isSource)
        report(problems.sourceMissing({ file: known(`${language}.md`), language }, { file: known(`${language}.md`) }))
      continue
    }
    const text = await readSource(file, known(file.path), isSource, report)
    if (text === undefined) continue
    const { shared, problems: wrong, ...front } = readFrontMatter(text, known(file.path), isSource)
    for (const problem of wrong) report(problem)
    if (isSource && isWhole(shared)) meta = shared
    if (!isSource && meta) reportDifferences(shared, meta, front.places, known(file.path), `${source}.md`, report)
    texts.push({ language, file: known(file.path), source: text, ...front })
  }
  reportStrays(files, newsletter, known, report)
  const images = await readImages(files, known, report)
  if (!meta) return { problems: found }
  return { issue: { id: basename(root), folder: root, meta, texts, images }, problems: found }
}

function isWhole(shared: Partial<IssueMeta>): shared is IssueMeta {
  return shared.date !== undefined && shared.kind !== undefined && shared.template !== undefined
}

/** Files of the folder itself and below images/. Links are followed only as far as the folder reaches. */
async function listFiles(
  root: string,
  below: string,
  known: (path: string) => string,
  report: Report,
): Promise<Found[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(join(root, below), { withFileTypes: true })
  } catch (cause) {
    const at = { file: known(below), cause }
    if (below === '') report(problems.fileUnreadable({ file: known(below), why: reasonOf(cause) }, at))
    return []
  }
  const found: Found[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = join(below, entry.name).split(sep).join('/')
    const absolute = join(root, path)
    const inside = !entry.isSymbolicLink() || (await staysInside(root, absolute))
    if (!inside) {
      report(problems.pathOutside({ name: path }, { file: known(path) }))
      continue
    }
    const info = await stat(absolute).catch(() => undefined)
    // A link to a folder could lead in circles, so only real folders are entered.
    if (entry.isDirectory() && (below !== '' || entry.name === 'images')) {
      found.push(...(await listFiles(root, path, known, report)))
    } else if (info?.isFile()) {
      found.push({ path: path.normalize('NFC'), absolute, size: info.size })
    }
  }
  return found
}

async function staysInside(root: string, path: string): Promise<boolean> {
  try {
    const inside = relative(await realpath(root), await realpath(path))
    return inside !== '' && !inside.startsWith('..') && resolve(root, inside) !== inside
  } catch {
    return false
  }
}

async function readSource(
  { absolute, size }: Found,
  file: string,
  isSource: boolean,
  report: Report,
): Promise<string | undefined> {
  if (size > textLimit) {
    report(problems.fileTooLarge({ size: inWords(size), limit: inWords(textLimit) }, { file }))
    return undefined
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(absolute)
  } catch (cause) {
    report(problems.fileUnreadable({ file, why: reasonOf(cause) }, { file, cause }))
    return undefined
  }
  const read = readText(bytes, file)
  if ('problem' in read) report(read.problem)
  else if (read.text.trim() === '') report(problems.fileEmpty({ example: exampleFrontMatter(isSource) }, { file }))
  else return read.text
  return undefined
}

function reportDifferences(
  shared: Partial<IssueMeta>,
  meta: IssueMeta,
  places: IssueText['places'],
  file: string,
  source: string,
  report: Report,
): void {
  for (const key of ['date', 'kind', 'template'] as const) {
    const value = shared[key]
    if (value === undefined || value === meta[key]) continue
    report(problems.metaDiffers({ key, value, shared: meta[key], source }, { file, place: places[key] }))
  }
}

function reportStrays(files: Found[], newsletter: Newsletter, known: (path: string) => string, report: Report): void {
  const { languages, file: settings } = newsletter
  for (const { path } of files) {
    const stem = /^([^/]+)\.(md|markdown)$/i.exec(path)?.[1]
    if (stem === undefined || languages.some((language) => path === `${language}.md`)) continue
    const language = languages.find((tag) => tag.toLowerCase() === stem.toLowerCase())
    if (language === undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(stem) && path.endsWith('.md')) {
      report(
        problems.languageUnknown({ name: path, language: stem, known: languages, settings }, { file: known(path) }),
      )
    } else {
      const expected = language ? `${language}.md` : languages.map((tag) => `${tag}.md`).join(' or ')
      report(problems.fileStray({ name: path, expected }, { file: known(path) }))
    }
  }
}

async function readImages(files: Found[], known: (path: string) => string, report: Report): Promise<IssueImage[]> {
  const images: IssueImage[] = []
  for (const { path, absolute, size } of files) {
    if (!path.startsWith('images/') || !imageName.test(path)) continue
    const file = known(path)
    if (size > imageLimit) {
      report(problems.imageTooLarge({ size: inWords(size), limit: inWords(imageLimit) }, { file }))
      // It is there, only not to be read: without this it would be reported as missing as well.
      images.push({ path, bytes: new Uint8Array() })
      continue
    }
    try {
      images.push({ path, bytes: await readFile(absolute) })
    } catch (cause) {
      report(problems.fileUnreadable({ file, why: reasonOf(cause) }, { file, cause }))
    }
  }
  return images
}

function inWords(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`
    : `${Math.ceil(bytes / 1024)} KB`
}

/** The name is part of idempotency keys, tags and web addresses, whose alphabet is this. */
const folderName = /^[a-z0-9][a-z0-9-]{0,99}$/

function reportFolderName(name: string, report: Report): void {
  if (folderName.test(name)) return
  report(problems.issueFolderName({ name, expected: makeFolderName(name) || 'newsletter' }))
}
