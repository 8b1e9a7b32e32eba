import type { Config } from '../config.ts'
import { findEditor } from './approval/find-editor.ts'
import { openExistingList } from './scratch-list.ts'

/**
 * Take an editor out, by address or name. What they approved stays; their links and sessions end. Comes back with their name.
 *
 * @throws Problem list_missing, approver_unnamed, editor_unknown, editor_ambiguous
 */
export async function removeEditor(
  config: Config,
  named: string,
  warn: (message: string) => void,
): Promise<{ name: string }> {
  const list = await openExistingList(config, warn)
  try {
    const { id, name } = await findEditor(list.editors, named)
    await list.editors.remove(id)
    return { name }
  } finally {
    await list.close()
  }
}
