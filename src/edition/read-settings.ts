import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { readText } from '../issue/file-text.ts'
import { checkYaml, readYaml, type Samples } from '../issue/read-yaml.ts'
import type { Problem } from '../problem/problem.ts'
import { settingsMissing } from './problems.ts'

/**
 * Read a YAML file of templates/ against a schema whose messages complete “It has to be …”.
 *
 * @param path where it is.
 * @param file as the person knows it: `templates/brand.yaml`.
 * @returns no value where there is a problem.
 */
export async function readSettings<T>(
  path: string,
  file: string,
  schema: z.ZodType<T>,
  samples: Samples,
): Promise<{ value?: T; problems: Problem[] }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    return { problems: [settingsMissing({ file }, { file, cause })] }
  }
  const read = readText(bytes, file)
  return 'problem' in read ? { problems: [read.problem] } : checkYaml(readYaml(read.text, file), schema, samples)
}
