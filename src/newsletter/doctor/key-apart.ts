import { relative } from 'node:path'
import { dataPaths } from '../workspace.ts'
import { defineCheck } from './check.ts'
import { ok, warn } from './line.ts'

/** The key is not where the list is: who takes one has not taken both. */
export const keyApart = defineCheck('key_apart', ({ config, store, outside }) => {
  if (store.kind === 'none') return []
  const file = dataPaths(config).key
  const place = relative(config.root, file) || file
  const lies = outside.mode(file) !== undefined
  if (config.key === undefined) {
    // Where it is missing altogether, the list does not open, and its line says so.
    if (!lies) return []
    return warn(
      'key of the list',
      `It lies beside the list, in ${place}: whoever copies the folder can read everybody.`,
      `Give what is in it to the programs as WAYFORWARD_KEY (systemd: LoadCredential or an EnvironmentFile that only root reads), keep a copy elsewhere, and remove the file.`,
    )
  }
  if (lies) {
    return warn(
      'key of the list',
      `WAYFORWARD_KEY is set, and a key file lies beside the list all the same: ${place}.`,
      'Make sure that you have a copy of WAYFORWARD_KEY elsewhere, and remove the file.',
    )
  }
  return ok('key of the list', 'It is in WAYFORWARD_KEY, apart from the list. Keep a copy of it elsewhere.')
})
