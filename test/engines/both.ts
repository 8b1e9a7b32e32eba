import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TemplateData } from '../../src/edition/edition.ts'
import { loadEngine } from '../../src/edition/engines/index.ts'
import { templatesFolder } from './sample.ts'

export const cacheFolder = mkdtempSync(join(tmpdir(), 'wayforward-templates-'))

/** One template in each engine. */
export const templates = ['monthly', 'alert'] as const

const loaded = new Map(
  templates.map((name) => [name as string, loadEngine({ templatesFolder, name, cacheFolder })] as const),
)

export async function renderWith(name: string, data: TemplateData): Promise<string> {
  const { engine } = (await loaded.get(name)) ?? (await loadEngine({ templatesFolder, name, cacheFolder }))
  return engine.render(data)
}
