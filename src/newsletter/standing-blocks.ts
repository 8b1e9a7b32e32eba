import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBlocks, type WrittenBlock } from '../document/read-blocks.ts'
import { scanFences } from '../document/scan-fences.ts'
import { readText } from '../issue/file-text.ts'
import { readFrontMatter } from '../issue/front-matter.ts'
import type { IssueText } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { hasErrors } from '../problem/report.ts'
import { isGathered } from './gather/wanted-blocks.ts'

/** What an issue takes over from the one before it. */
export interface Standing {
  /** Ids in the order of the last issue. */
  ids: string[]
  /** By language, then by id: the block as it is written, without the last line end. */
  blocks: Record<string, Map<string, string>>
  /** Pictures the blocks show, relative to the last issue's folder. */
  pictures: string[]
  /** The last issue's folder. */
  folder: string
}

interface ReadBlock {
  written: WrittenBlock
  text: string
}

/**
 * The blocks of the last issue that stand in the next one as well:
 * - events that are still to come on the new issue's date;
 * - blocks that the last two issues both carried in the source language, word for word under one id.
 *
 * Each comes in every language the last issue has a file in; one that lacks a translation there is left out, as is what was
 * gathered from feeds.
 *
 * @param earlier the issues before, the newest first.
 * @param date of the new issue, `yyyy-mm-dd`.
 */
export async function findStanding(
  issuesFolder: string,
  { languages }: Newsletter,
  earlier: readonly { id: string }[],
  date: string,
): Promise<Standing> {
  const [source] = languages
  const [last, before] = earlier
  const folder = join(issuesFolder, last?.id ?? '')
  const nothing: Standing = { ids: [], blocks: {}, pictures: [], folder }
  if (!last) return nothing
  const older = before ? await readFolder(join(issuesFolder, before.id), [source]) : undefined
  const files = await readFolder(folder, languages)
  const inSource = files.get(source) ?? new Map<string, ReadBlock>()
  const chosen = [...inSource].filter(([id, { written, text }]) => {
    if (isGathered(id, languages)) return false
    const comes = written.kind === 'event' && (written.attributes.start ?? '') >= date
    const stands = older?.get(source)?.get(id)?.text === text
    const isOver = written.kind === 'event' && !comes
    const everywhere = written.attributes.only !== undefined || [...files.values()].every((blocks) => blocks.has(id))
    return (comes || stands) && !isOver && everywhere
  })
  const ids = chosen.map(([id]) => id)
  const blocks = Object.fromEntries(
    [...files].map(([language, found]) => [
      language,
      new Map(ids.flatMap((id) => (found.has(id) ? [[id, found.get(id)?.text ?? '']] : []))),
    ]),
  )
  const texts = Object.values(blocks).flatMap((found) => [...found.values()])
  const pictures = [...new Set(texts.flatMap(picturesOf))].filter((picture) => existsSync(join(folder, picture)))
  return { ids, blocks, pictures, folder }
}

/** A starter with the standing blocks: each in the place of the starter's block of that id, else at the end. */
export function placeStanding(starter: string, language: string, { blocks }: Standing): string {
  let text = starter
  for (const [id, block] of blocks[language] ?? []) {
    const present = blocksOf(starter, language).get(id)
    text = present ? text.replace(present.text, () => block) : `${text.trimEnd()}\n\n${block}\n`
  }
  return text
}

/** Every language's blocks by id; a language without a readable file has no entry. */
async function readFolder(folder: string, languages: readonly string[]): Promise<Map<string, Map<string, ReadBlock>>> {
  const files = new Map<string, Map<string, ReadBlock>>()
  for (const language of languages) {
    const bytes = await readFile(join(folder, `${language}.md`)).catch(() => undefined)
    const read = bytes && readText(bytes, `${language}.md`)
    if (read && 'text' in read) files.set(language, blocksOf(read.text, language))
  }
  return files
}

function blocksOf(source: string, language: string): Map<string, ReadBlock> {
  const file = `${language}.md`
  const { meta, places, markdown } = readFrontMatter(source, file, false)
  const text: IssueText = { language, file, source, meta, places, markdown }
  if (hasErrors(scanFences(markdown, file).problems)) return new Map()
  const lines = source.split('\n')
  return new Map(
    readBlocks(text).blocks.map((written) => {
      const { start, end } = written.position
      return [written.id, { written, text: lines.slice(start.line - 1, end.line).join('\n') }]
    }),
  )
}

/** Pictures of one folder without folders below it, as nearly all are. */
function picturesOf(block: string): string[] {
  return [...block.matchAll(/\]\(<?(images\/[^/\s)>]+)/g)].map(([, path]) => path ?? '')
}
