import { readBlocks } from '../../document/read-blocks.ts'
import { scanFences } from '../../document/scan-fences.ts'
import type { IssueText } from '../../issue/issue.ts'
import { linkKey } from '../../outside/feeds/clean-link.ts'
import { hasErrors } from '../../problem/report.ts'
import { findItems, splitLines } from './file-lines.ts'
import { type GatheredDocument, hashItem } from './gathered-file.ts'
import { insertItems, writeBlock } from './insert-items.ts'
import { linksOf } from './read-window.ts'
import type { WantedBlock, WantedItem } from './wanted-blocks.ts'

export interface GatherCounts {
  /** Items that are new in the file. */
  added: number
  /** Items nobody had touched, whose post has changed. */
  updated: number
  /** Items that are as they were. */
  kept: number
  /** Items that stay as somebody wrote them. */
  edited: number
  /** Items that somebody took out, and that stay out. */
  deleted: number
}

export interface Merged {
  /** The whole file as it is to be. */
  text: string
  counts: GatherCounts
  /** What is to be remembered on top of what was. */
  remembered: GatheredDocument
  /** Blocks that were there, are no longer, and would have had so many items added. */
  gone: { id: string; count: number }[]
}

/**
 * Bring gathered posts into one language's file. Only items that stand as they were written are changed: an edited one is
 * left, a deleted one stays deleted, and so does a block that was taken out or renamed.
 *
 * @param raw the file as it stands.
 * @param parse how its text is read: with its front matter blanked out, line for line.
 * @returns nothing where the blocks of the file cannot be told apart.
 */
export function mergeDocument(
  raw: string,
  parse: (raw: string) => IssueText,
  wanted: readonly WantedBlock[],
  known: GatheredDocument = { blocks: [], posts: {} },
): Merged | undefined {
  const counts: GatherCounts = { added: 0, updated: 0, kept: 0, edited: 0, deleted: 0 }
  const remembered: GatheredDocument = { blocks: [], posts: {} }
  const gone: Merged['gone'] = []
  const hashes = new Map(Object.entries(known.posts).map(([url, hash]) => [linkKey(url), hash]))

  let { lines, end } = splitLines(raw)
  const links = new Set(linksOf(raw))
  const remember = ({ url, text }: WantedItem) => {
    remembered.posts[url] = hashItem(text)
  }
  const toAdd = new Map<WantedBlock, Set<WantedItem>>()
  for (const block of wanted) {
    const adding = new Set<WantedItem>()
    for (const item of block.groups.flatMap(({ items }) => items)) {
      const items = findItems(lines)
      const listed = item.keys.find((key) => hashes.has(key))
      if (listed === undefined) {
        const present = item.keys.map((key) => items.get(key)).find((found) => found !== undefined)
        if (present?.text === item.text) {
          // Written by a run that was stopped before it could remember.
          counts.kept += 1
          remember(item)
        } else if (item.keys.some((key) => links.has(key))) counts.edited += 1
        else adding.add(item)
        continue
      }
      const found = items.get(listed)
      if (!found) {
        counts[links.has(listed) ? 'edited' : 'deleted'] += 1
      } else if (hashItem(found.text) !== hashes.get(listed)) {
        counts.edited += 1
      } else if (found.text === item.text) {
        counts.kept += 1
      } else if (listed === linkKey(item.url)) {
        const line = `${item.text}${/[\r\n]+$/.exec(lines[found.to - 1] ?? '')?.[0] ?? end}`
        lines = lines.toSpliced(found.from, found.to - found.from, line)
        counts.updated += 1
        remember(item)
      } else {
        // The translation has come: it takes the place of the post in the other language.
        lines = removeItem(lines, found.from, found.to)
        adding.add(item)
        counts.updated += 1
        counts.added -= 1
      }
    }
    if (adding.size > 0) toAdd.set(block, adding)
  }

  for (const [block, adding] of toAdd) {
    const text = parse(lines.join(''))
    if (hasErrors(scanFences(text.markdown, text.file).problems)) return undefined
    const chosen: WantedBlock = {
      ...block,
      groups: block.groups
        .map(({ heading, items }) => ({ heading, items: items.filter((item) => adding.has(item)) }))
        .filter(({ items }) => items.length > 0),
    }
    const place = readBlocks(text).blocks.find(({ id }) => id === block.id)?.position
    if (place) {
      lines = insertItems({ lines, end }, place.start.line, place.end.line, chosen.groups)
    } else if (known.blocks.includes(block.id)) {
      gone.push({ id: block.id, count: adding.size })
      continue
    } else {
      lines = appendBlock({ lines, end }, writeBlock(chosen, text.language))
    }
    remembered.blocks.push(block.id)
    counts.added += adding.size
    for (const item of adding) remember(item)
  }
  return { text: lines.join(''), counts, remembered, gone }
}

function appendBlock({ lines, end }: { lines: string[]; end: string }, block: string[]): string[] {
  const kept = [...lines]
  while (kept.length > 0 && kept.at(-1)?.trim() === '') kept.pop()
  const last = kept.pop() ?? ''
  return [...kept, `${last.replace(/[\r\n]+$/, '')}${end}`, end, ...block.map((line) => `${line}${end}`)]
}

/** Take an item out, and with the last one below it the line that said which language they are in. */
function removeItem(lines: readonly string[], from: number, to: number): string[] {
  const rest = lines.toSpliced(from, to - from)
  const isBlank = (index: number): boolean => (rest[index] ?? '').trim() === '' && index >= 0 && index < rest.length
  let above = from - 1
  while (isBlank(above)) above -= 1
  let below = from
  while (isBlank(below)) below += 1
  const isItem = (index: number): boolean => /^\s{0,3}[-*+]\s/.test(rest[index] ?? '')
  const line = (rest[above] ?? '').trim()
  if (isItem(above) || isItem(below) || !line.endsWith(':') || line.startsWith(':') || line.startsWith('#')) return rest
  return rest.toSpliced(above, below - above)
}
