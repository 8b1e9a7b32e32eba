import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { reasonOf } from '../issue/file-reason.ts'
import { readText } from '../issue/file-text.ts'
import { fileUnreadable } from '../issue/problems.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem } from '../problem/problem.ts'
import type { Entry } from './entry.ts'
import { type Cues, emptyGuide, type Guide } from './guide.ts'
import { judgeCategories, judgeIds } from './judge-entries.ts'
import { readMacros } from './macros.ts'
import { guideLanguageMissing, guideMissing } from './problems.ts'
import { checkQuickly, openYaml, type QuickYaml } from './quick-yaml.ts'
import { readCues } from './read-cues.ts'
import { readEntries } from './read-entries.ts'

const namesSchema = z.strictObject(
  {
    names: z.array(z.string('a name').trim().min(1, 'a name'), 'a list of names, one on each line'),
  },
  'a line names:, and under it a list of names',
)

/**
 * Read `issues/guide/`: an entry file for each language, macros, names and context. What is broken is a problem with its
 * line, and left out.
 */
export async function readGuide(
  issuesFolder: string,
  languages: readonly string[],
): Promise<{ guide: Guide; problems: Problem[] }> {
  const name = `${basename(resolve(issuesFolder))}/guide`
  const folder = join(issuesFolder, 'guide')
  const listed = await listYaml(folder)
  if ('cause' in listed) {
    if (listed.missing) return { guide: emptyGuide, problems: [guideMissing({ folder: name }, { file: name })] }
    const at = { file: name, cause: listed.cause }
    return { guide: emptyGuide, problems: [fileUnreadable({ file: name, why: reasonOf(listed.cause) }, at)] }
  }
  const problems: Problem[] = []
  const files: Guide['files'] = []
  const read = new Map<string, QuickYaml>()
  for (const entry of listed.names) {
    const file = `${name}/${entry}`
    try {
      const bytes = await readFile(join(folder, entry))
      files.push({ name: file, bytes })
      const text = readText(bytes, file)
      if ('problem' in text) problems.push(text.problem)
      else read.set(entry, openYaml(text.text, file))
    } catch (cause) {
      problems.push(fileUnreadable({ file, why: reasonOf(cause) }, { file, cause }))
    }
  }
  return assemble(read, { name, languages, listed: listed.names, files, problems })
}

interface Assembly {
  name: string
  languages: readonly string[]
  listed: string[]
  files: Guide['files']
  problems: Problem[]
}

/** The guide from its files. A file whose bytes could not be read as text has its problem already. */
function assemble(read: Map<string, QuickYaml>, { name, languages, listed, files, problems }: Assembly) {
  const found = [...problems]
  const take = <T extends { problems: Problem[] }>(file: string, parse: (yaml: QuickYaml) => T): T | undefined => {
    const yaml = read.get(file)
    if (!yaml) return undefined
    const result = parse(yaml)
    found.push(...result.problems)
    return result
  }
  const macros = take('macros.yaml', readMacros)?.macros ?? {}
  const names = take('names.yaml', readNames)?.names ?? []
  const cues: Record<string, Cues> = take('context.yaml', readCues)?.cues ?? {}
  const entries: Entry[] = []
  for (const language of languages) {
    const file = `${language}.yaml`
    if (!listed.includes(file))
      found.push(guideLanguageMissing({ file: `${name}/${file}`, language }, { file: `${name}/${file}` }))
    entries.push(...(take(file, (yaml) => readEntries(yaml, language, macros))?.entries ?? []))
  }
  const { kept, problems: twice } = judgeIds(entries, at)
  found.push(...twice, ...judgeCategories(kept, at))
  return { guide: { entries: kept, macros, names, cues, files }, problems: found }

  function at(entry: Entry) {
    return { file: entry.file, place: linePosition(entry.line, '') }
  }
}

function readNames(yaml: QuickYaml): { names: string[]; problems: Problem[] } {
  const { value, problems } = checkQuickly(yaml, namesSchema, { names: 'names: []' })
  return { names: value?.names ?? [], problems }
}

async function listYaml(folder: string): Promise<{ names: string[] } | { cause: unknown; missing: boolean }> {
  try {
    const entries = await readdir(folder)
    return { names: entries.filter((name) => name.endsWith('.yaml') && !name.startsWith('.')).sort() }
  } catch (cause) {
    return { cause, missing: cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' }
  }
}
