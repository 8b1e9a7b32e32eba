import { defineProblem } from '../problem/problem.ts'

export const storeNewer = defineProblem<{ file: string; steps: string[] }>(
  'store_newer',
  'error',
  ({ file, steps }) =>
    `${file} was written by a newer version of Wayforward: this version does not know the step ${steps.join(', ')}. Opening it could lose what the newer version keeps there.`,
  () => 'Update Wayforward (git pull, then npm ci) and run the command again.',
)

export const storeReadonly = defineProblem<{ file: string }>(
  'store_readonly',
  'error',
  ({ file }) =>
    `${file} cannot be written. The list and the record of what was sent live there, so nothing is done without it.`,
  () =>
    'Check that the disk is not read-only and that the folder and its files belong to you, or point WAYFORWARD_DATA at a folder you can write to.',
)

export const storeLocked = defineProblem<{ file: string }>(
  'store_locked',
  'error',
  ({ file }) => `${file} has been busy for too long: another program holds it. Nothing was written.`,
  () => 'Wait until the other command is done, or close the program that has the file open, and run this again.',
)

export const storeBroken = defineProblem<{ file: string; why: string }>(
  'store_broken',
  'error',
  ({ file, why }) => `${file} is not a database Wayforward can read: ${why}. It was left as it is.`,
  () =>
    'Restore the file from a backup, or point WAYFORWARD_DATA at the folder that holds the right one. Do not delete it before you have a copy.',
)

export const storeFull = defineProblem<{ file: string }>(
  'store_full',
  'error',
  ({ file }) =>
    `There is no room left on the disk for ${file}. What was being written was undone; everything before it is safe.`,
  () => 'Free some space on that disk and run the command again.',
)

export const storeFailing = defineProblem<{ file: string; why: string }>(
  'store_failing',
  'error',
  ({ file, why }) =>
    `The disk reported an error while ${file} was being read or written (${why}). What was being written was undone.`,
  () => 'Check the disk, take a copy of the folder, and run the command again.',
)

export const storeEngineMissing = defineProblem<{ why: string }>(
  'store_engine_missing',
  'error',
  ({ why }) => `The embedded database (better-sqlite3) cannot be loaded: ${why}.`,
  () =>
    'Run “npm rebuild better-sqlite3”. On Node 20 it is compiled, which needs python3, make and a C++ compiler (Debian: apt install build-essential python3; macOS: xcode-select --install). On Node 22 or 24 it is downloaded.',
)

export const keyMalformed = defineProblem<{ where: string }>(
  'key_malformed',
  'error',
  ({ where }) => `${where} is not a key: a key is 32 random bytes written in base64, which makes 44 characters.`,
  () =>
    "Check that the whole value was copied. If no list has been imported yet, make a new one with: node -e \"console.log(require('node:crypto').randomBytes(32).toString('base64'))\"",
)

export const keyMissing = defineProblem<{ file: string }>(
  'key_missing',
  'error',
  ({ file }) =>
    `The list is encrypted, and its key was not found: WAYFORWARD_KEY is not set and there is no ${file}. Without the key nobody on the list can be read.`,
  ({ file }) => `Set WAYFORWARD_KEY to the key this list was made with, or put the key file back at ${file}.`,
)

export const keyWrong = defineProblem(
  'key_wrong',
  'error',
  () => 'This key is not the one the list was encrypted with. Nothing was read or changed.',
  () =>
    'Set WAYFORWARD_KEY to the key this list was made with. If it is not set, the key file in the data folder belongs to another list: put the right one back.',
)

export const keyFileUnusable = defineProblem<{ file: string; why: string }>(
  'key_file_unusable',
  'error',
  ({ file, why }) => `The key file ${file} cannot be read or made: ${why}.`,
  () => 'Check that the folder and the file belong to you and can be written, or set WAYFORWARD_KEY instead.',
)

export const keyRingBroken = defineProblem<{ what: string }>(
  'key_ring_broken',
  'error',
  ({ what }) => `The key ring in the store was altered or is not whole: ${what}. The list cannot be read safely.`,
  () => 'Restore the store from a backup made before the change.',
)

export const sealedValueBroken = defineProblem<{ purpose: string }>(
  'sealed_value_broken',
  'error',
  ({ purpose }) =>
    `An encrypted value (${purpose}) was altered, cut short, or belongs to another row. It cannot be trusted and was not used.`,
  () => 'Restore the store from a backup made before the change.',
)

export const senderBusy = defineProblem<void>(
  'sender_busy',
  'error',
  () => 'Another `npx wayforward send` is running on this computer, and only one may send at a time.',
  () => 'Wait for it to finish; `npx wayforward status` shows how far it is. Nothing was sent twice.',
)

export const senderLockUnusable = defineProblem<{ file: string }>(
  'sender_lock_unusable',
  'error',
  ({ file }) => `${file} cannot be locked, so nobody can be sure to be the only one who sends. Nothing was sent.`,
  ({ file }) => `If no send is running, delete ${file} and make the folder writable for your user; it is made again.`,
)

export const keyChanged = defineProblem<void>(
  'key_changed',
  'error',
  () => 'The key of the list was changed by `npx wayforward rekey` while this command ran with the old one.',
  () => 'Run the command again. Where WAYFORWARD_KEY is set, set it to the new key first.',
)

export const newKeyMissing = defineProblem<void>(
  'new_key_missing',
  'error',
  () =>
    'WAYFORWARD_KEY is set, so the new key must come from you as well: WAYFORWARD_NEW_KEY is not set. Nothing was changed.',
  () =>
    "Make a key with: node -e \"console.log(require('node:crypto').randomBytes(32).toString('base64'))\" and set WAYFORWARD_NEW_KEY to it, or add --data-only to keep the key.",
)

export const newKeyUnexpected = defineProblem<void>(
  'new_key_unexpected',
  'error',
  () =>
    'WAYFORWARD_NEW_KEY is set but WAYFORWARD_KEY is not: the key of this list is a file, and its new key is made by this command. Nothing was changed.',
  () =>
    'Remove WAYFORWARD_NEW_KEY from the environment. To keep the key in the environment from now on, set WAYFORWARD_KEY to what the key file holds, then run this again.',
)

export const newKeyUsed = defineProblem<void>(
  'new_key_used',
  'error',
  () => 'WAYFORWARD_NEW_KEY is the key the list has already. Nothing was changed.',
  () => 'Set WAYFORWARD_KEY to it and remove WAYFORWARD_NEW_KEY, or make another new key.',
)

export const rekeyBatchesOpen = defineProblem<{ issue: string; armed: number; held: number }>(
  'rekey_batches_open',
  'error',
  ({ issue, armed, held }) =>
    `${issue} has ${armed + held === 1 ? 'a batch' : `${armed + held} batches`} whose outcome is not known yet, and what was sealed for ${armed + held === 1 ? 'it' : 'them'} must stay as it is until then. Nothing was changed.`,
  ({ issue, armed }) =>
    armed > 0
      ? `Run \`npx wayforward send ${issue}\` to its end, then this again.`
      : `Decide about what is held with \`npx wayforward reconcile ${issue}\`, then run this again.`,
)

export const backupExists = defineProblem<{ file: string }>(
  'backup_exists',
  'error',
  ({ file }) => `There is a file ${file} already, and a backup is never written over anything.`,
  () => 'Name another file, or a folder: there the name is made of the date and the time.',
)

export const backupUnwritable = defineProblem<{ file: string; why: string }>(
  'backup_unwritable',
  'error',
  ({ file, why }) =>
    `The backup ${file} could not be written: ${why}. No half file was left, and the list is as it was.`,
  () => 'Free some space, or name a file in a folder that is there and that you can write to.',
)

export const backupUnusable = defineProblem<{ file: string; why: string }>(
  'backup_unusable',
  'error',
  ({ file, why }) => `${file} cannot be restored: ${why}. Nothing was changed.`,
  () => 'Name a file that `npx wayforward backup` wrote.',
)

export const listExists = defineProblem<{ folder: string }>(
  'list_exists',
  'error',
  ({ folder }) => `There is a list in ${folder} already, and it is left as it is.`,
  () =>
    'Add --replace to put the backup in its place: the list that is there now is kept beside it under another name.',
)

export const storeInUse = defineProblem<{ file: string }>(
  'store_in_use',
  'error',
  ({ file }) =>
    `Another command has ${file} open (perhaps \`wayforward serve\`), and would go on with keys that are no longer the list's. Nothing was changed.`,
  () => 'Stop it, run this again, then start it anew.',
)
