import { basename, extname, join } from 'node:path'
import { nearest } from '../../problem/nearest.ts'
import type { At } from '../../problem/problem.ts'
import type { LoadedEngine } from './loaded-engine.ts'
import { templateUnknown } from './problems.ts'
import { listTemplateFiles } from './template-files.ts'

interface TemplateRequest {
  /** Absolute path of `templates/`. */
  templatesFolder: string
  /** As the front matter names it: `monthly` is templates/monthly.mjml or templates/monthly.tsx. */
  name: string
  /** Where the front matter names it. */
  at?: At
  /** Where bundled React templates may be kept, by content. It can be emptied at any time. */
  cacheFolder: string
}

/** The engine of a template, chosen by its file: .mjml before .tsx. Throws a Problem. */
export async function loadEngine({ templatesFolder, name, at, cacheFolder }: TemplateRequest): Promise<LoadedEngine> {
  const files = [
    ...(await listTemplateFiles(templatesFolder, '.mjml')),
    ...(await listTemplateFiles(templatesFolder, '.tsx')),
  ]
  const file = files.find((path) => basename(path, extname(path)) === name)
  if (file === undefined) {
    const known = [...new Set(files.map((path) => basename(path, extname(path))))].sort()
    throw templateUnknown({ name, known, meant: nearest(name, known) }, at)
  }
  if (file === join(templatesFolder, `${name}.mjml`)) {
    const { loadMjmlEngine } = await import('./mjml-engine.ts')
    return loadMjmlEngine(templatesFolder, name)
  }
  const { loadReactEngine } = await import('./react-engine.ts')
  return loadReactEngine(templatesFolder, name, cacheFolder)
}
