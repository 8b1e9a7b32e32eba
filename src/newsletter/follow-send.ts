import type { FrozenIssue } from '../delivery/ledger.ts'
import { readStatus } from './issue-status.ts'
import type { SendResult } from './send-issue.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import type { List } from './workspace.ts'

const pollMs = 1000

/**
 * Watch an issue that another process sends, until it is over, has stopped, or nobody wants to watch any more. Changes
 * nothing.
 */
export async function followSend(
  frozen: FrozenIssue,
  { ledger }: List,
  { clock = wallClock, signal, on }: SendOptions,
): Promise<SendResult> {
  const { issue } = frozen
  on?.warning?.(`Another process is sending ${issue}; this follows it.`)
  on?.start?.(frozen.candidates)
  for (;;) {
    const status = await readStatus(ledger, issue)
    const { submitted, excluded, failed, held } = status.total
    on?.progress?.({ submitted, excluded, failed, held })
    if (status.state !== 'frozen' && status.state !== 'sending') return { kind: 'followed', issue, status }
    if (signal?.aborted) return { kind: 'followed', issue, status }
    await clock.sleep(pollMs, signal)
  }
}
