import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { createRequire, SourceMap } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildFailure, Metafile, Plugin } from 'esbuild'
import { templateCode, templateThrew, templateUnreadable } from './problems.ts'
import type { SourceLine } from './source-lines.ts'
import { displayPath } from './template-files.ts'

interface TemplateBundle {
  /** What the template's module exports. */
  exports: Record<string, unknown>
  /** Absolute paths of every file of ours in the bundle, sorted. */
  files: string[]
  /** The template line behind an error thrown in the bundle; undefined when it was thrown elsewhere. */
  locate(error: unknown): SourceLine | undefined
}

/** Bundle a .tsx template with its parts, keep the result by content, and load it. Throws a Problem. */
export async function bundleTemplate(
  templatesFolder: string,
  entry: string,
  cacheFolder: string,
): Promise<TemplateBundle> {
  const { code, map, metafile } = await compile(templatesFolder, entry)
  const file = join(cacheFolder, `${createHash('sha256').update(code).digest('hex')}.mjs`)
  await keep(cacheFolder, file, code)
  const locate = (error: unknown) => locateInBundle(error, file, map, templatesFolder)
  const files = Object.keys(metafile.inputs)
    .map((path) => resolve(templatesFolder, path))
    .sort()
  try {
    return { exports: await import(/* @vite-ignore */ pathToFileURL(file).href), files, locate }
  } catch (cause) {
    const { file: at, line } = locate(cause) ?? { file: displayPath(templatesFolder, entry), line: 1 }
    const why = cause instanceof Error ? cause.message : String(cause)
    // What imports do not fit is found before anything runs; all else was thrown by code that was understood.
    const problem = cause instanceof SyntaxError ? templateCode : templateThrew
    throw problem({ why: why.replace(/\.$/, '') }, { file: at, place: { line, column: 1 }, cause })
  }
}

async function compile(templatesFolder: string, entry: string) {
  const { build } = await import('esbuild')
  try {
    const { outputFiles, metafile } = await build({
      absWorkingDir: templatesFolder,
      entryPoints: [entry],
      outfile: join(templatesFolder, 'template.mjs'),
      write: false,
      bundle: true,
      metafile: true,
      sourcemap: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      charset: 'utf8',
      jsx: 'automatic',
      // The nearest tsconfig.json must not change what a template becomes.
      tsconfigRaw: {},
      logLevel: 'silent',
      plugins: [absolutePackages],
    })
    const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
    return { code: text('.mjs'), map: text('.map'), metafile: metafile as Metafile }
  } catch (cause) {
    const [first] = (cause as Partial<BuildFailure>).errors ?? []
    if (!first) throw cause
    const at = first.location
      ? {
          file: displayPath(templatesFolder, resolve(templatesFolder, first.location.file)),
          place: { line: first.location.line, column: first.location.column + 1 },
        }
      : { file: displayPath(templatesFolder, entry) }
    throw templateCode({ why: first.text.replace(/\.$/, '') }, { ...at, cause })
  }
}

/**
 * Packages stay outside of the bundle, named by their absolute URL: the cache may lie in a folder from which Node would
 * not find them, and React must be the one React that renders.
 */
const absolutePackages: Plugin = {
  name: 'absolute-packages',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('node:')) return undefined
      try {
        return { path: resolvePackage(path), external: true }
      } catch {
        return { errors: [{ text: `the package “${path}” is not installed` }] }
      }
    })
  },
}

function resolvePackage(name: string): string {
  // Vitest runs modules without `import.meta.resolve`.
  if (typeof import.meta.resolve === 'function') return import.meta.resolve(name)
  return pathToFileURL(createRequire(import.meta.url).resolve(name)).href
}

/** Written beside and renamed, so that a process that starts at the same time never loads half a file. */
async function keep(folder: string, file: string, code: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(draft, code)
    await rename(draft, file)
  } catch (cause) {
    throw templateUnreadable({ why: 'its compiled form cannot be written' }, { file: folder, cause })
  }
}

function locateInBundle(error: unknown, file: string, map: string, folder: string): SourceLine | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const name = file.slice(-68)
  const [, line, column] = new RegExp(`${name.replaceAll('.', '\\.')}[^:\\s]*:(\\d+):(\\d+)`).exec(stack) ?? []
  if (line === undefined || column === undefined) return undefined
  const entry = new SourceMap(JSON.parse(map)).findEntry(Number(line) - 1, Number(column) - 1)
  if (!('originalSource' in entry)) return undefined
  return { file: displayPath(folder, resolve(folder, entry.originalSource)), line: entry.originalLine + 1 }
}
