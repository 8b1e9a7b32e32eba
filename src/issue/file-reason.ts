const reasons: Partial<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  ENOENT: 'it is not there',
  ENOTDIR: 'not a folder',
  EISDIR: 'it is a folder',
}

/** Why a file or folder could not be read, in words. */
export function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return reasons[code] ?? (code || 'no reason given')
}
