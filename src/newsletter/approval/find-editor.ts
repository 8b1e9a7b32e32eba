import type { Editor, EditorStore } from '../../approval/editor.ts'
import { foldName } from '../../approval/fold-name.ts'
import { normaliseAddress } from '../../audience/address.ts'
import { cleanText } from '../../audience/clean-text.ts'
import { nearest } from '../../problem/nearest.ts'
import { approverUnnamed, editorAmbiguous, editorUnknown } from '../approval-problems.ts'

/** Somebody wrote a first name, or a part of one. */
function firstNamed(name: string, names: string[]): string | undefined {
  const meant = names.filter((known) => foldName(known).startsWith(foldName(name)))
  return meant.length === 1 ? meant[0] : undefined
}

/**
 * The editor somebody means: by address, or by name, whatever its case and accents.
 *
 * @throws Problem approver_unnamed, editor_unknown, editor_ambiguous
 */
export async function findEditor(editors: EditorStore, named: string): Promise<Editor> {
  const name = cleanText(named, 200)
  if (name === '') throw approverUnnamed()
  const address = normaliseAddress(name)
  const addressed = address === undefined ? undefined : await editors.find(address)
  if (addressed) return addressed
  const all = await editors.list()
  const alike = all.filter((editor) => foldName(editor.name) === foldName(name))
  const exact = alike.filter((editor) => editor.name === name)
  const [only, ...others] = exact.length > 0 ? exact : alike
  if (only && others.length === 0) return only
  if (only) throw editorAmbiguous({ name, names: [only, ...others].map((editor) => `${editor.name} (${editor.role})`) })
  const names = all.map((editor) => editor.name)
  // No address in a message that may end up in a log.
  throw editorUnknown({
    name: address === undefined ? name : undefined,
    meant: nearest(name, names) ?? firstNamed(name, names),
  })
}
