import { join } from 'node:path'
import { canRender } from '../checks/can-render.ts'
import type { Config } from '../config.ts'
import { describeEdition, type EditionSummary, sampleValues } from '../edition/describe-edition.ts'
import type { Edition } from '../edition/edition.ts'
import { fill } from '../edition/slots.ts'
import type { Problem } from '../problem/problem.ts'
import { planAudience } from './audience-plan.ts'
import { findAudience } from './correction/audience-of.ts'
import { inspectBuild } from './inspect-build.ts'
import { resolveOrigin } from './origin.ts'
import { type PreparedIssue, prepareIssue } from './prepare-issue.ts'
import { createPreviewPage } from './preview-page.ts'
import { dataPaths, hasList, openList } from './workspace.ts'
import { writeOutput } from './write-output.ts'

/** What `manifest.json` holds; documented in the README. */
export interface Manifest {
  issue: string
  hash: string
  /** Whether its tellers' consent was looked up; with `unverified`, nothing made from it may be published. */
  consent: PreparedIssue['consent']
  editions: EditionSummary[]
}

export interface BuildResult {
  issue: string
  problems: Problem[]
  /** Absent when an error stopped the build; then nothing was written. */
  built?: { folder: string; manifest: Manifest; images: number; imageBytes: number }
}

export interface BuildOptions {
  name?: string
  out?: string
  warn: (message: string) => void
}

/**
 * Write every edition of an issue: `<edition>.html` and `.txt` as they would be mailed, the pictures in `i/`,
 * `manifest.json`, and `index.html` with previews that show without a server.
 */
export async function buildIssue(config: Config, options: BuildOptions): Promise<BuildResult> {
  const origin = resolveOrigin(config, 'outbox')
  const { issue, problems, prepared } = await prepareIssue(config, origin, options.name)
  if (!prepared || !canRender(problems)) return { issue, problems }

  const { editions, problems: rendering } = await renderForList(config, prepared, options.warn)
  const found = [...problems, ...rendering, ...(await inspectBuild(config, prepared, editions))]
  if (!canRender(found)) return { issue, problems: found }

  const folder = options.out ?? join(dataPaths(config).build, issue)
  const manifest: Manifest = {
    issue,
    hash: prepared.contentHash,
    consent: prepared.consent,
    editions: editions.map((edition) => describeEdition(edition, origin)),
  }
  const pictures = new Map([prepared.logo, ...prepared.renditions.values()].map(({ name, bytes }) => [name, bytes]))
  const values = sampleValues(origin)
  const files = new Map<string, string | Uint8Array>()
  for (const edition of editions) {
    const html = fill(edition.html, values)
    files.set(`${edition.id}.html`, html)
    files.set(`${edition.id}.txt`, fill(edition.text, values))
    files.set(join('preview', `${edition.id}.html`), html.replaceAll(`${origin}/i/`, '../i/'))
  }
  for (const [name, bytes] of pictures) files.set(join('i', name), bytes)
  files.set('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  files.set('index.html', createPreviewPage(prepared, editions))
  await writeOutput(folder, files, options.out === undefined)
  const imageBytes = [...pictures.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  return { issue, problems: found, built: { folder, manifest, images: pictures.size, imageBytes } }
}

async function renderForList(
  config: Config,
  prepared: PreparedIssue,
  warn: (message: string) => void,
): Promise<{ editions: Edition[]; problems: Problem[] }> {
  if (hasList(config)) {
    const list = await openList(config, warn)
    try {
      const { among, problem } = await findAudience(prepared, list.ledger)
      // A preview is for those who write, where the list need not be.
      const plan = problem ? undefined : await planAudience(prepared, list.audience, Date.now(), among)
      if (plan && plan.editions.length > 0) return plan
    } finally {
      await list.close()
    }
  }
  const editions = await prepared.render()
  return { editions, problems: editions.flatMap((edition) => edition.problems) }
}
