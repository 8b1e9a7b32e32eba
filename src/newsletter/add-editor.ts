import type { EditorRole } from '../approval/editor.ts'
import { normaliseAddress } from '../audience/address.ts'
import { cleanText } from '../audience/clean-text.ts'
import type { Config } from '../config.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { editorNameEmpty } from './approval-problems.ts'
import { addressMalformed, languageUnknown, newsletterBroken } from './problems.ts'
import { openList } from './workspace.ts'

export interface NewEditor {
  address: string
  name: string
  role: EditorRole
  /** All of the newsletter's when absent. */
  languages?: string[]
}

/**
 * Add somebody who works on issues, or change the editor of this address. What they approved before keeps the name and role
 * they had then.
 *
 * @throws Problem address_malformed, editor_name_empty, language_unknown, newsletter_broken, and those of the list
 */
export async function addEditor(
  config: Config,
  person: NewEditor,
  warn: (message: string) => void,
): Promise<{ outcome: 'added' | 'changed'; name: string; languages: string[] }> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  const address = normaliseAddress(person.address)
  if (address === undefined) throw addressMalformed()
  const name = cleanText(person.name, 100)
  if (name === '') throw editorNameEmpty()
  const languages = [...new Set(person.languages ?? newsletter.languages)]
  const unknown = languages.find((language) => !newsletter.languages.includes(language))
  if (unknown !== undefined) throw languageUnknown({ language: unknown, known: newsletter.languages })
  const list = await openList(config, warn)
  try {
    const known = await list.editors.find(address)
    await list.editors.save({ address, name, role: person.role, languages }, Date.now())
    return { outcome: known ? 'changed' : 'added', name, languages }
  } finally {
    await list.close()
  }
}
