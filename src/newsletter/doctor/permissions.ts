import { basename } from 'node:path'
import { dataPaths } from '../workspace.ts'
import { defineCheck } from './check.ts'
import { type Finding, fail, ok, warn } from './line.ts'

const others = 0o077

/** Nobody else on this computer reads the list or its key. */
export const permissions = defineCheck('permissions', ({ config, store, outside }) => {
  if (store.kind === 'none') return []
  const paths = dataPaths(config)
  const files = [paths.key, paths.store, `${paths.store}-wal`, paths.outbox]
  const modes = files.map((file) => ({ file, mode: outside.mode(file) }))
  return judgePermissions(config.dataFolder, outside.mode(config.dataFolder), modes)
})

/** @param folderMode permission bits; undefined where the system has none. */
export function judgePermissions(
  folder: string,
  folderMode: number | undefined,
  files: { file: string; mode: number | undefined }[],
): Finding {
  const subject = 'permissions'
  if (folderMode === undefined) return ok(subject, 'This system keeps them elsewhere; they were not looked at.')
  const close = `chmod 700 "${folder}" && chmod 600 "${folder}"/key "${folder}"/*.db*`
  const open = files.filter(({ mode }) => mode !== undefined && (mode & others) !== 0)
  if (open.length > 0) {
    const names = open.map(({ file, mode = 0 }) => `${basename(file)} (${mode.toString(8)})`).join(', ')
    return fail(subject, `Others on this computer may read or write ${names}.`, close)
  }
  if ((folderMode & others) !== 0) {
    return warn(
      subject,
      `Others may look into the data folder (${folderMode.toString(8)}); the files in it are closed.`,
      `chmod 700 "${folder}"`,
    )
  }
  return ok(subject, 'Only you read the list and its key.')
}
