import { readFile } from 'node:fs/promises'
import type { Position } from 'unist'
import type { z } from 'zod'
import { readText } from '../issue/file-text.ts'
import { checkYaml, type KeyPath, readYaml, type Samples } from '../issue/read-yaml.ts'
import type { Problem } from '../problem/problem.ts'
import { settingsMissing } from './problems.ts'

/**
 * Read a YAML file of templates/ against a schema whose messages complete “It has to be …”.
 *
 * @param path where it is.
 * @param file as the person knows it: `templates/brand.yaml`.
 * @param model a file of the same kind to start from, where this one is not there.
 * @returns no value where there is a problem.
 */
export async function readSettings<T>(
  path: string,
  file: string,
  schema: z.ZodType<T>,
  samples: Samples,
  model?: string,
): Promise<{ value?: T; placeOf?: (path: KeyPath) => Position; problems: Problem[] }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    return { problems: [settingsMissing({ file, model }, { file, cause })] }
  }
  const read = readText(bytes, file)
  if ('problem' in read) return { problems: [read.problem] }
  const yaml = readYaml(read.text, file)
  return { ...checkYaml(yaml, schema, samples), placeOf: (path) => yaml.placeOf(path) }
}
