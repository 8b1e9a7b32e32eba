import { Problem } from '../problem/problem.ts'
import { storeBroken, storeFailing, storeFull, storeLocked, storeReadonly } from './problems.ts'

/** Primary result codes of SQLite, and system errors, that a person can do something about. */
const kinds: [pattern: RegExp, make: (file: string, cause: unknown) => Problem][] = [
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM)|^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR)$/,
    (file, cause) => storeReadonly({ file }, { cause }),
  ],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, (file, cause) => storeLocked({ file }, { cause })],
  [/^SQLITE_NOTADB/, (file, cause) => storeBroken({ file, why: 'it is another kind of file' }, { cause })],
  [/^SQLITE_CORRUPT/, (file, cause) => storeBroken({ file, why: 'it is damaged' }, { cause })],
  [/^SQLITE_FULL|^(ENOSPC|EDQUOT)$/, (file, cause) => storeFull({ file }, { cause })],
  [/^SQLITE_IOERR|^EIO$/, (file, cause) => storeFailing({ file, why: codeOf(cause) ?? 'no code' }, { cause })],
]

/** The Problem behind an error of the database engine or the file system; any other error unchanged (a bug). */
export function convertStoreError(error: unknown, file: string): unknown {
  if (error instanceof Problem) return error
  const code = codeOf(error)
  const kind = code === undefined ? undefined : kinds.find(([pattern]) => pattern.test(code))
  return kind ? kind[1](file, error) : error
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
