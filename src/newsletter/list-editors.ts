import type { EditorRole } from '../approval/editor.ts'
import { maskAddress } from '../audience/address.ts'
import type { Config } from '../config.ts'
import { hasList, openList } from './workspace.ts'

/** An editor as `editors list --json` prints them. */
export interface ListedEditor {
  name: string
  role: EditorRole
  languages: string[]
  maskedAddress: string
  /** Only where somebody asked for it. */
  address?: string
}

/** Who works on issues, by name; nobody where there is no list yet. Addresses are masked unless `whole`. */
export async function listEditors(
  config: Config,
  { whole = false }: { whole?: boolean },
  warn: (message: string) => void,
): Promise<ListedEditor[]> {
  if (!hasList(config)) return []
  const list = await openList(config, warn)
  try {
    const editors = await list.editors.list()
    return editors.map(({ name, role, languages, address }) => ({
      ...{ name, role, languages, maskedAddress: maskAddress(address) },
      ...(whole && { address }),
    }))
  } finally {
    await list.close()
  }
}
