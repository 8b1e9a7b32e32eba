import type { IssueStatus } from '../../src/delivery/status.ts'
import type { Verdict } from '../../test/resend/mailbox.ts'

/**
 * Hold the ledger's word against the provider's count. Returns what is wrong, nothing when each reader was accepted once
 * and the equation says so.
 */
export function judge(recipients: number, status: IssueStatus, verdict: Verdict): string[] {
  const { total } = status
  const faults: string[] = []
  const demand = (right: boolean, fault: string): void => {
    if (!right) faults.push(fault)
  }
  demand(verdict.twice.length === 0, `accepted twice: ${verdict.twice.slice(0, 5).join(', ')}`)
  demand(verdict.most <= 1 && verdict.mostPerAddress <= 1, `one delivery was accepted ${verdict.most} times`)
  demand(status.state === 'done', `the issue is ${status.state} (${status.reason})`)
  demand(status.balances, `the equation does not balance: ${JSON.stringify(total)}`)
  demand(total.candidates === recipients, `${total.candidates} candidates of ${recipients}`)
  demand(total.submitted === verdict.deliveries, `${total.submitted} submitted, ${verdict.deliveries} were accepted`)
  demand(total.submitted + total.excluded === recipients, `lost: ${JSON.stringify(total)}`)
  return faults
}
