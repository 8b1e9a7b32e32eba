import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'

/** Where a receipt lies: a second wave has one of its own, in the folder of the issue it follows. */
export interface ReceiptPlace {
  /** Absolute; undefined where there is no such folder: what was frozen is sent without it. */
  folder: string | undefined
  file: string
}

/** The place of the receipt of what was frozen, or is about to be. */
export function receiptPlace(
  { issuesFolder }: Config,
  { issue, follows }: Pick<FrozenIssue, 'issue' | 'follows'>,
): ReceiptPlace {
  const folder = join(issuesFolder, follows ?? issue)
  return {
    folder: existsSync(folder) ? folder : undefined,
    file: follows === null ? 'sent.json' : `sent.${issue.slice(follows.length + 1)}.json`,
  }
}
