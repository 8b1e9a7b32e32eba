import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { clockSlackMs } from '../delivery/batch-history.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { receiptBroken, receiptUnwritable, sentElsewhere } from '../delivery/problems.ts'
import { reasonOf } from '../issue/file-reason.ts'
import { syncFolder } from '../store/durable-files.ts'

const ofIssue = 'sent.json'
const longestBytes = 65_536
const doubtfulAfterMs = 20 * 60 * 60 * 1000

const count = z.number().int().min(0)
const schema = z.object({
  wayforward: z.literal(1),
  list: z.string(),
  issue: z.string().min(1),
  receipt: z.string().min(1),
  contentHash: z.string(),
  at: z.iso.datetime(),
  counts: z.object({ candidates: count, readers: count, excluded: count }),
})

/**
 * What lies in an issue's folder from before its first batch on, so that no other copy of the ledger sends it again. It
 * names nobody, belongs into git with the folder, and is no part of what an approval names.
 */
export type Receipt = z.infer<typeof schema>

/**
 * The receipt in an issue's folder; undefined where there is none, or no such folder (it may have been renamed).
 *
 * @param name the file's; a second wave has one of its own.
 *
 * @throws Problem receipt_broken
 */
export async function readReceipt(issueFolder: string | undefined, name = ofIssue): Promise<Receipt | undefined> {
  if (issueFolder === undefined) return undefined
  const file = `${basename(issueFolder)}/${name}`
  const broken = (why: string, cause?: unknown) => receiptBroken({ file, why }, { cause })
  let bytes: Buffer
  try {
    bytes = await readFile(join(issueFolder, name))
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw broken(reasonOf(cause), cause)
  }
  if (bytes.length === 0) throw broken('it is empty')
  if (bytes.length > longestBytes) throw broken('it is far too long')
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw broken('it is not JSON', cause)
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const at = read.error.issues[0]?.path.join('.')
  throw broken(at ? `its “${at}” is not what Wayforward writes there` : 'Wayforward did not write it', read.error)
}

/**
 * Write a receipt so that it survives a power cut; nothing is written over the same one. False where there is no such
 * folder, which is no reason to stop: what was frozen is sent without its folder.
 *
 * @throws Problem receipt_unwritable, receipt_broken, sent_elsewhere when another one lies there
 */
export async function writeReceipt(
  issueFolder: string | undefined,
  receipt: Receipt,
  name = ofIssue,
): Promise<boolean> {
  if (issueFolder === undefined) return false
  const present = await readReceipt(issueFolder, name)
  refuseUnknownReceipt(present, receipt)
  if (present) return true
  const draft = join(issueFolder, `.${name}.${randomBytes(6).toString('hex')}`)
  try {
    const handle = await open(draft, 'wx', 0o644)
    try {
      await handle.writeFile(`${JSON.stringify(receipt, null, 2)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, join(issueFolder, name))
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined)
    if (codeOf(cause) === 'ENOENT') return false
    const why = ['ENOSPC', 'EDQUOT'].includes(codeOf(cause)) ? 'the disk is full' : reasonOf(cause)
    throw receiptUnwritable({ file: `${basename(issueFolder)}/${name}`, why }, { cause })
  }
  syncFolder(issueFolder)
  return true
}

/**
 * Take a receipt back when its freeze is discarded before the first batch: the next freeze has another one.
 *
 * @throws Problem receipt_unwritable, receipt_broken
 */
export async function removeReceipt(issueFolder: string | undefined, receipt: string, name = ofIssue): Promise<void> {
  if (issueFolder === undefined || (await readReceipt(issueFolder, name))?.receipt !== receipt) return
  try {
    await rm(join(issueFolder, name), { force: true })
  } catch (cause) {
    throw receiptUnwritable({ file: `${basename(issueFolder)}/${name}`, why: reasonOf(cause) }, { cause })
  }
  syncFolder(issueFolder)
}

/**
 * Stop when a folder's receipt is not the one of this ledger's freeze: the issue went out from elsewhere, or this ledger
 * is an older copy.
 *
 * @param frozen what this ledger knows of the issue; undefined when it never froze it, or only began to.
 * @param issue the folder's name, where `frozen` cannot tell it.
 * @throws Problem sent_elsewhere
 */
export function refuseUnknownReceipt(
  receipt: Receipt | undefined,
  frozen: Pick<FrozenIssue, 'issue' | 'receipt'> | undefined,
  issue = frozen?.issue ?? receipt?.issue ?? '',
): void {
  if (receipt === undefined || receipt.receipt === frozen?.receipt) return
  const at = `${receipt.at.slice(0, 16).replace('T', ' ')} UTC`
  throw sentElsewhere({ issue, of: receipt.issue, at })
}

/**
 * Whether a ledger may be an old copy: its last attempt lies over 20 hours back and the issue is not done. After that
 * the provider would no longer recognise a repetition.
 *
 * @param lastAttemptAt epoch milliseconds of the newest line of any batch; undefined when there is none.
 * @param receipt counts in place of an attempt: this ledger may have been copied before its first one.
 * @param now epoch milliseconds.
 */
export function isDoubtful(
  frozen: Pick<FrozenIssue, 'state'>,
  lastAttemptAt: number | undefined,
  receipt: Pick<Receipt, 'at'> | undefined,
  now: number,
): boolean {
  if (frozen.state === 'done') return false
  const last = lastAttemptAt ?? (receipt && Date.parse(receipt.at))
  // A last attempt in the future was noted under a wrong clock: nobody knows how old it is.
  return last !== undefined && (now - last > doubtfulAfterMs || last - now > clockSlackMs)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
