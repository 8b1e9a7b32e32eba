import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nearest } from '../problem/nearest.ts'
import type { At, Problem } from '../problem/problem.ts'
import type { Brand } from './brand.ts'
import type { Rendition } from './edition.ts'
import { renderImage } from './images.ts'
import { logoBroken, logoMissing } from './problems.ts'

const picture = /\.(png|jpe?g|webp|gif|svg)$/i

/**
 * Read the brand's logo and make it ready for mail.
 *
 * @param at where brand.yaml names it, which is where its problems belong.
 * @returns no logo where there is a problem.
 */
export async function readLogo(
  templatesFolder: string,
  { logo: { file, width } }: Pick<Brand, 'logo'>,
  at: At = { file: 'templates/brand.yaml' },
): Promise<{ logo?: Rendition; problems: Problem[] }> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(templatesFolder, file))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    const names = await readdir(templatesFolder).catch(() => [])
    const known = names.filter((name) => picture.test(name) && name !== file).sort()
    const gone = code === 'ENOENT'
    const why = gone ? 'is not there' : code === 'EISDIR' ? 'is a folder' : 'cannot be read'
    return {
      problems: [logoMissing({ file, why, known, meant: gone ? nearest(file, known) : undefined }, { ...at, cause })],
    }
  }
  try {
    return { logo: await renderImage({ path: file, bytes }, width), problems: [] }
  } catch (cause) {
    return { problems: [logoBroken({ file }, { ...at, cause })] }
  }
}
