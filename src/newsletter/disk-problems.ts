import { defineProblem } from '../problem/problem.ts'

const readOnly = ['EACCES', 'EPERM', 'EROFS']

/** What else a disk refuses, and what to do about it. */
const refusals: Partial<Record<string, [why: string, what: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space and run the same command again; nothing was lost.'],
  EDQUOT: ['your share of the disk is full', 'Free some space and run the same command again; nothing was lost.'],
  EFBIG: [
    'the system allows no file of that size',
    'Raise the limit (`ulimit -f`) and run it again; nothing was lost.',
  ],
  ENOENT: ['its folder is not there', 'Make the folder first, or name another. Nothing was changed.'],
  EISDIR: ['a folder stands in its place', 'Name a file in that folder, or another. Nothing was changed.'],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter name. Nothing was changed.'],
}

export const diskRefused = defineProblem<{ path: string; code: string }>(
  'disk_refused',
  'error',
  ({ path, code }) =>
    readOnly.includes(code)
      ? `${path} could not be written: the folder or the disk is read-only for you (${code}).`
      : `${path} could not be written: ${refusals[code]?.[0] ?? `the system refused it (${code})`}.`,
  ({ code }) =>
    refusals[code]?.[1] ??
    'Choose another folder (--out DIR, or WAYFORWARD_DATA), or change its permissions. Nothing was lost.',
)

export const folderIsFile = defineProblem<{ path: string }>(
  'folder_is_file',
  'error',
  ({ path }) => `${path} cannot be a folder: a file stands in its place, or in the place of a folder above it.`,
  () => 'Name another folder (--out, --export or WAYFORWARD_DATA), or move that file away. Nothing was changed.',
)

export const buildFolderForeign = defineProblem<{ folder: string; found: string[] }>(
  'build_folder_foreign',
  'error',
  ({ folder, found }) =>
    `${folder} holds files that no build wrote (${found.join(', ')}), so nothing was written there.`,
  () => 'Choose a new or an empty folder, or the folder of an earlier build: --out preview-of-the-issue',
)

export const fileBusy = defineProblem<{ file: string }>(
  'file_busy',
  'error',
  ({ file }) =>
    `${file} was saved again and again by another program while it was to be changed, so it was left as it is.`,
  () => 'Close it in your editor, or wait a moment, and run the command again: what was done already is kept.',
)
