import type { Config } from '../config.ts'
import type { Brand } from '../edition/brand.ts'
import { readBrand } from '../edition/read-brand.ts'
import { readLogo } from '../edition/read-logo.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { firstError } from './first-error.ts'
import { type PageWords, readPageWords } from './read-page-words.ts'

/** What the public pages are made of. Read once, when the server starts. */
export interface PageSettings {
  newsletter: Newsletter
  brand: Brand
  /** The logo as a `data:` URL, so that a page asks for nothing more; absent where it cannot be read. */
  logo?: string
  /** By language, in the newsletter's order; at least one. */
  words: ReadonlyMap<string, PageWords>
}

/**
 * Read newsletter.yaml, the brand and the words of the pages. Readers must be able to leave, so a missing language or
 * logo is only told to `warn`.
 *
 * @throws Problem when newsletter.yaml or brand.yaml cannot be used, or no language has words
 */
export async function readPageSettings(config: Config, warn: (message: string) => void): Promise<PageSettings> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const { brand, logoAt, problems: looks } = await readBrand(config.templatesFolder)
  if (!brand) throw firstError(looks)
  const { words, problems: unread } = await readPageWords(config.templatesFolder, newsletter.languages)
  if (words.size === 0) throw firstError(unread)
  const { logo, problems: faint } = await readLogo(config.templatesFolder, brand, logoAt)
  for (const { reason, hint } of [...unread, ...faint]) warn(`${reason} ${hint}`)
  const type = logo?.name.endsWith('.jpg') ? 'image/jpeg' : 'image/png'
  return {
    newsletter,
    brand,
    logo: logo && `data:${type};base64,${Buffer.from(logo.bytes).toString('base64')}`,
    words,
  }
}
