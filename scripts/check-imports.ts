/**
 * Hold the house to its rule of who may import whom (DESIGN.md): stages import from their left, adapters only stages,
 * outputs never adapters, entry points only use cases; no cycles; the environment is read in config.ts alone and only
 * the CLI ends the process.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const stages = ['issue', 'document', 'guide', 'stories', 'checks', 'edition', 'audience', 'approval', 'delivery']
const adapters = ['store', 'provider', 'outside']
const outputs = ['site', 'share', 'report']
const useCases = 'newsletter'
const entryPoints = ['cli', 'web', 'studio', 'schedule.ts']
const foundations = ['problem']

const source = resolve('src')

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** The top-level part of src/ a file belongs to: `edition`, or `config.ts`. */
function partOf(file: string): string {
  return relative(source, file).split('/')[0] ?? ''
}

function mayImport(from: string, to: string): boolean {
  if (from === to || foundations.includes(to)) return true
  if (foundations.includes(from)) return false
  if (stages.includes(from)) return stages.includes(to) && stages.indexOf(to) < stages.indexOf(from)
  if (adapters.includes(from)) return stages.includes(to)
  if (outputs.includes(from)) return stages.includes(to)
  if (from === useCases) return to === 'config.ts' || [...stages, ...adapters, ...outputs].includes(to)
  // The command line starts the server and the schedule.
  if (from === 'cli' && (to === 'web' || to === 'schedule.ts')) return true
  if (entryPoints.includes(from)) return to === useCases || to === 'config.ts'
  return false
}

interface Import {
  target: string
  typeOnly: boolean
}

function importsOf(text: string): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'/gm)) {
    found.push({ target: match[2] ?? '', typeOnly: match[1] !== undefined })
  }
  for (const match of text.matchAll(/import\(\s*(?:\/\*.*?\*\/\s*)?'(\.[^']+)'\s*\)/g)) {
    found.push({ target: match[1] ?? '', typeOnly: false })
  }
  return found
}

const faults: string[] = []
const graph = new Map<string, string[]>()

for (const file of list(source)) {
  const text = readFileSync(file, 'utf8')
  const from = partOf(file)
  const targets: string[] = []
  for (const { target, typeOnly } of importsOf(text)) {
    const path = resolve(dirname(file), target)
    if (!path.startsWith(source)) {
      faults.push(`${relative('.', file)} imports ${target}, outside src/`)
      continue
    }
    if (!typeOnly) targets.push(path)
    // Entry points print what stages and outputs describe: they may know their types, never call an adapter.
    const printed = entryPoints.includes(from) && typeOnly && [...stages, ...outputs].includes(partOf(path))
    if (!mayImport(from, partOf(path)) && !printed)
      faults.push(`${relative('.', file)} may not import ${relative('.', path)}`)
  }
  graph.set(file, targets)
  if (/\bprocess\.env\b/.test(text) && from !== 'config.ts' && from !== 'cli') {
    faults.push(`${relative('.', file)} reads the environment; only config.ts does`)
  }
  if (/\bprocess\.exit\b/.test(text) && from !== 'cli')
    faults.push(`${relative('.', file)} ends the process; only cli/ does`)
  if (/(^|\/)utils?(\/|\.ts$)/.test(relative(source, file))) faults.push(`${relative('.', file)}: no utils`)
}

const visited = new Set<string>()
function findCycle(file: string, path: string[]): void {
  if (path.includes(file)) {
    const cycle = [...path.slice(path.indexOf(file)), file].map((part) => relative(source, part))
    faults.push(`cycle: ${cycle.join(' → ')}`)
    return
  }
  if (visited.has(file)) return
  for (const target of graph.get(file) ?? []) findCycle(target, [...path, file])
  visited.add(file)
}
for (const file of graph.keys()) findCycle(file, [])

for (const fault of new Set(faults)) process.stderr.write(`${fault}\n`)
process.stdout.write(`${graph.size} files, ${new Set(faults).size} faults\n`)
process.exitCode = faults.length > 0 ? 1 : 0
