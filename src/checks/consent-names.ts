import { posix } from 'node:path'
import type { Document } from '../document/document.ts'
import type { IssueText } from '../issue/issue.ts'
import { findDenied, type HashWords, rememberHashes } from '../stories/deny-list.ts'
import { readImageWords } from '../stories/image-words.ts'
import type { Denied } from '../stories/record.ts'
import { recordOf } from '../stories/tellings.ts'
import { picturesOf } from '../stories/text-hash.ts'
import { listPassages } from '../stories/told-text.ts'
import type { Check, CheckContext } from './check.ts'
import { consentName, type DeniedPlace } from './consent-problems.ts'

/**
 * Report words that a teller asked to keep out: all over the issue where they are a whole name, and whatever they are in
 * the story itself, its pictures, the front matter, and the names of files and folders. Says where, never what, and no
 * report of it prints the line. (Of the examples’ records, s-001 keeps out “Rosa Example”.)
 *
 * @example ok
 *   :::story{#reentry speaker="s-001"}
 *   A door that opens, in Rosales County.
 *   :::
 *
 * @example not-ok
 *   Also present: Example, Rosa.
 *
 *   :::story{#reentry speaker="s-001"}
 *   **Rosa’s** door, <!-- not Example --> that opens.
 *   :::
 *
 *   :::action{#call href="https://example.org/rosa-example" by="2024-04-30"}
 *   Call.
 *   :::
 *
 * @example problems
 *   en.md:1:1 error consent_name
 *   en.md:4:1 error consent_name
 *   en.md:7:1 error consent_name
 */
export const consentNames: Check = {
  problems: [consentName],
  run(context, report) {
    const { consents, hashWords } = context.facts.consents ?? {}
    if (!consents || !hashWords) return
    const hash = rememberHashes(hashWords)
    const found = new Map<string, { ids: string[]; place: Place }>()
    for (const [id, consent] of consents) {
      if (consent.kind !== 'given' || consent.record.denied.length === 0) continue
      for (const place of placesOf(context, id, consent.record.denied, hash)) {
        const key = `${place.file} ${place.where}`
        const known = found.get(key) ?? { ids: [], place }
        known.ids.push(id)
        found.set(key, known)
      }
    }
    for (const { ids, place } of found.values()) {
      const { file, line, where, hint } = place
      // Of the place only the line: columns would say how long the name is, and what stands before it.
      const point = file !== undefined && line !== undefined && { line, column: 1 }
      report(consentName({ where, ids, hint }, { file, unquoted: true, ...(point && { place: point }) }))
    }
  },
}

interface Place extends Pick<DeniedPlace, 'where' | 'hint'> {
  /** Absent where its name is what may not be said. */
  file?: string
  line?: number
}

function placesOf({ issue, documents }: CheckContext, id: string, denied: readonly Denied[], hash: HashWords): Place[] {
  const holds = (text: string, where: Denied['where']): boolean => findDenied(text, denied, hash, where).length > 0
  const tells = documents.some(({ blocks }) => blocks.some((block) => recordOf(block) === id))
  if (!tells) return []
  const places: Place[] = []
  const nameless = holds(issue.id, 'story')
  if (nameless) places.push({ where: 'the name of the issue’s folder', hint: 'folder-name' })
  for (const text of issue.texts) {
    const document = documents.find(({ language }) => language === text.language)
    for (const line of deniedLines(text, document, id, denied, hash)) {
      const where = `line ${line} of ${posix.basename(text.file)}`
      places.push({ where, hint: 'text', line, ...(!nameless && { file: text.file }) })
    }
  }
  const told = new Set(
    documents.flatMap(({ blocks }) => blocks.filter((block) => recordOf(block) === id).flatMap(picturesOf)),
  )
  const folder = posix.dirname(issue.texts[0]?.file ?? '')
  for (const [index, { path, bytes }] of issue.images.entries()) {
    const scope = told.has(path) ? 'story' : 'issue'
    const hidden = holds(path, scope)
    const at = nameless || hidden ? {} : { file: posix.join(folder, path) }
    const name = hidden ? `picture ${index + 1} of images/, by the alphabet` : path
    if (hidden) places.push({ where: `the file name of ${name}`, hint: 'file-name', ...at })
    if (holds(readImageWords(bytes), scope)) {
      places.push({ where: `the metadata of ${name}`, hint: 'metadata', ...at })
    }
  }
  return places
}

/** The lines of a file that hold denied words: as they are written, and as readers read them. */
function deniedLines(
  { source, markdown }: IssueText,
  document: Document | undefined,
  id: string,
  denied: readonly Denied[],
  hash: HashWords,
): number[] {
  const blocks = document?.blocks ?? []
  const lines = source.split('\n')
  const blanked = markdown.split('\n')
  const told = new Set<number>()
  for (const block of blocks.filter((other) => recordOf(other) === id)) {
    for (let line = block.position.start.line; line <= block.position.end.line; line += 1) told.add(line)
  }
  const scopes = lines.map((line, index) =>
    told.has(index + 1) ? 'story' : line !== (blanked[index] ?? '') ? 'front' : 'issue',
  )
  const found = new Set<number>()
  for (const key of ['title', 'subject', 'preheader'] as const) {
    if (!document || findDenied(document.meta[key], denied, hash).length === 0) continue
    found.add(document.places[key]?.start.line ?? 1)
  }
  for (const where of ['story', 'front', 'issue'] as const) {
    const written = lines.map((line, index) => (scopes[index] === where ? line : '')).join('\n')
    for (const text of [written, decodePercent(written)]) {
      for (const { start } of findDenied(text, denied, hash, where)) found.add(text.slice(0, start).split('\n').length)
    }
  }
  for (const block of blocks) {
    const where = recordOf(block) === id ? 'story' : 'issue'
    for (const { text, place = block.position } of listPassages(block)) {
      const { start, end } = place
      const isKnown = [...found].some((line) => line >= start.line && line <= end.line)
      if (!isKnown && findDenied(text, denied, hash, where).length > 0) found.add(start.line)
    }
  }
  return [...found].sort((a, b) => a - b)
}

/** Addresses write letters beyond ASCII in percent form. Lines stay lines. */
function decodePercent(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (coded) => {
    try {
      return decodeURIComponent(coded).replaceAll('\n', ' ')
    } catch {
      return coded
    }
  })
}
