import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { z } from 'zod'
import { soundHtmlConfig } from './sound-html.ts'

// To be raised whenever findings about the same markup become others, or are kept in another form.
const edition = 1

const mostKept = 50
const require = createRequire(import.meta.url)

function versionOf(name: string): string {
  const { version }: { version: string } = require(`${name}/package.json`)
  return version
}

/**
 * The answer to a question about some markup: from the cache where the same was asked before, and kept there otherwise.
 * The cache may be emptied at any time; where it cannot be read or written, or holds something else, there is none.
 *
 * @param folder absolute path.
 * @param schema of findings: whatever wrote the file.
 */
export async function keepFindings<Findings>(
  folder: string,
  markup: string,
  schema: z.ZodType<Findings>,
  ask: () => Promise<Findings>,
): Promise<Findings> {
  const rules = [versionOf('caniemail'), versionOf('html-validate'), soundHtmlConfig, edition]
  const key = createHash('sha256')
    .update(JSON.stringify([rules, markup]))
    .digest('hex')
  const file = join(folder, `markup-${key}.json`)
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    const findings = await ask()
    await keep(folder, file, JSON.stringify(findings)).catch(() => undefined)
    return findings
  }
}

/** Written beside and renamed, so that a process that starts at the same time never reads half a file. */
async function keep(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, text)
  await rename(draft, file)
  const kept = (await readdir(folder)).filter((name) => /^markup-.*\.json$/.test(name))
  if (kept.length <= mostKept) return
  const dated = await Promise.all(kept.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })))
  const oldest = dated.sort((a, b) => a.at - b.at).slice(0, kept.length - mostKept)
  for (const { name } of oldest) await rm(join(folder, name), { force: true })
}
