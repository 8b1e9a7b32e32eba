import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Config } from '../config.ts'
import { digestParts, hashContent } from '../edition/content-hash.ts'
import type { Rendition } from '../edition/edition.ts'
import type { Guide } from '../guide/guide.ts'
import type { Issue, IssueImage } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'

/** What an issue was made of, as far as it is not in its texts. */
export interface HashedIssue {
  issue: Issue
  newsletter: Newsletter
  /** Only the pictures that a document shows. */
  images: IssueImage[]
  logo: Rendition
  /** Absolute paths of the template and all it loads. */
  templateFiles: string[]
  /** Whose words and waivers an approval relies on. */
  guide: Guide
  /** Names of the segments that blocks use. */
  segments: string[]
  origin: string
}

export interface IssueContent {
  /** SHA-256 over all of it, in hex. */
  hash: string
  /** A digest of each part by its name. */
  parts: Record<string, string>
}

/**
 * Hash all that fixes what readers see, which is what an approval names (DESIGN.md, promise 2): the issue's files, the
 * template with all it loads, brand and words, Wayforward's version and lock file, the origin, and of newsletter.yaml
 * what a reader meets.
 */
export async function hashIssue(config: Config, hashed: HashedIssue): Promise<IssueContent> {
  const { issue, newsletter, images, logo, origin } = hashed
  const settings = approvedSettings(newsletter, hashed.segments)
  const words = newsletter.languages.map((language) => join(config.templatesFolder, 'words', `${language}.yaml`))
  const files = [...hashed.templateFiles, join(config.templatesFolder, 'brand.yaml'), ...words]
  const contents = await Promise.all(
    files.map(async (file) => ({ name: relative(config.root, file), bytes: await readFile(file) })),
  )
  // Absent where only issues/ and templates/ were copied.
  const lock = await readFile(join(config.root, 'package-lock.json')).catch(() => Buffer.alloc(0))
  const parts = [
    ...issue.texts.map(({ file, source }) => ({ name: file, bytes: Buffer.from(source) })),
    ...images.map(({ path, bytes }) => ({ name: `issues/${issue.id}/${path}`, bytes })),
    ...contents,
    ...hashed.guide.files,
    { name: 'logo', bytes: logo.bytes },
    { name: 'newsletter', bytes: Buffer.from(JSON.stringify(settings)) },
    { name: 'origin', bytes: Buffer.from(origin) },
    { name: 'version', bytes: Buffer.from(__VERSION__) },
    { name: 'lock', bytes: lock },
  ]
  return { hash: hashContent(parts), parts: digestParts(parts) }
}

function approvedSettings(newsletter: Newsletter, segments: string[]) {
  const { name, listId, sender, timezone, languages, fallback, members } = newsletter
  const rules = segments.map((segment) => [segment, newsletter.segments[segment]])
  // Where a member's feed is, no reader meets.
  const organisations = Object.entries(members).map(([id, { name, site }]) => [id, name, site])
  return { name, listId, sender, timezone, languages, fallback, members: organisations, segments: rules }
}
