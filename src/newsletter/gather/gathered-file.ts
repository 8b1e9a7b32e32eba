import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { rewriteFile } from '../rewrite-file.ts'
import { gatheredFileBroken } from './problems.ts'

const name = 'gathered.json'

const document = z.object({
  /** Ids of the blocks that were made in this language's file. */
  blocks: z.array(z.string()),
  /** By address of a post: the hash of the list item that was written for it. */
  posts: z.record(z.string(), z.string()),
})

const schema = z.object({ wayforward: z.literal(1), documents: z.record(z.string(), document) })

/** What was gathered into one language's file. */
export type GatheredDocument = z.output<typeof document>

/** By language. */
export type Gathered = Record<string, GatheredDocument>

/** A hash of a list item as it stands in a file, by which an edit shows. */
export function hashItem(text: string): string {
  return createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 12)
}

/**
 * What was gathered into an issue before: `gathered.json` in its folder. It belongs into git with the issue, names nobody
 * and is no part of what an approval names.
 *
 * @throws Problem gathered_file_broken
 */
export async function readGathered(issueFolder: string): Promise<Gathered> {
  const text = await readFile(join(issueFolder, name), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw brokenIn(issueFolder, error)
  })
  return text === undefined ? {} : parse(text, issueFolder)
}

/**
 * Add to what an issue remembers; what another run has written in the meantime stays.
 *
 * @throws Problem gathered_file_broken, disk_refused, file_busy
 */
export async function rememberGathered(issueFolder: string, added: Gathered): Promise<void> {
  const file = `${basename(issueFolder)}/${name}`
  await rewriteFile(join(issueFolder, name), file, (text) => {
    const documents = text === undefined ? {} : parse(text, issueFolder)
    for (const [language, { blocks, posts }] of Object.entries(added)) {
      const before = documents[language] ?? { blocks: [], posts: {} }
      documents[language] = {
        blocks: [...new Set([...before.blocks, ...blocks])],
        posts: { ...before.posts, ...posts },
      }
    }
    if (text === undefined && Object.values(documents).every(({ blocks }) => blocks.length === 0)) return undefined
    return `${JSON.stringify({ wayforward: 1, documents }, null, 2)}\n`
  })
}

function parse(text: string, issueFolder: string): Gathered {
  try {
    return schema.parse(JSON.parse(text)).documents
  } catch (cause) {
    throw brokenIn(issueFolder, cause)
  }
}

const brokenIn = (issueFolder: string, cause: unknown) =>
  gatheredFileBroken({ file: `${basename(issueFolder)}/${name}` }, { cause })
