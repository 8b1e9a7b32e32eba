import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that this user may still write where a folder is, or would be; undefined where the system does not say. */
export async function readFreeBytes(folder: string): Promise<number | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at)
      return bavail * bsize
    } catch {
      if (dirname(at) === at) return undefined
    }
  }
}

/** Who may do what with a file: the permission bits, such as 0o600; undefined where it is not there or has none. */
export function readMode(file: string): number | undefined {
  // Windows keeps them elsewhere, and makes these up.
  if (process.platform === 'win32') return undefined
  try {
    return statSync(file).mode & 0o777
  } catch {
    return undefined
  }
}
