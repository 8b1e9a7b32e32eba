import { Command, Option } from 'commander'
import type { OpenBatch } from '../../delivery/reconcile.ts'
import type { Decision, Reconciled } from '../../newsletter/reconcile-issue.ts'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { describeOpenReason } from '../describe-open-batch.ts'
import { exitCodes } from '../exit.ts'
import { note, plural, print, printJson, warn } from '../print.ts'

interface Options {
  decide?: 'resend' | 'give-up'
  batch?: string[]
  yes?: boolean
  json?: boolean
}

/** `wayforward reconcile ISSUE` */
export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description('find out at the provider what became of deliveries whose fate is unknown')
    .argument('<issue>', 'folder name or a unique part of it')
    .addOption(
      new Option('--decide <how>', 'what to do with those that stay unknown; left out, they stay held').choices([
        'resend',
        'give-up',
      ]),
    )
    .option('--batch <number...>', 'decide about these batches only')
    .option('--yes', 'decide without the question (needed where nobody can be asked)')
    .option('--json', 'print the result as an object')
    .addHelpText('after', '\nExit code: 0 when nothing is unknown any more, 1 otherwise.')
    .action(run)
}

async function run(name: string, options: Options): Promise<void> {
  const [{ reconcileIssue }, { formatStatus }] = await Promise.all([
    import('../../newsletter/reconcile-issue.ts'),
    import('../describe-status.ts'),
  ])
  const reconciled = await reconcileIssue(currentConfig(), name, { warn, decide: decider(options) })
  const open = reconciled.result.open.map(({ seq }) => String(seq))
  const unknown = (options.batch ?? []).filter((seq) => !open.includes(seq))
  if (unknown.length > 0) {
    warn(
      `No batch ${unknown.join(', ')} is of unknown fate; ${open.length > 0 ? `these are: ${open.join(', ')}.` : 'none is.'}`,
    )
  }
  if (reconciled.status.total.held > 0 || !reconciled.confirmed) process.exitCode = exitCodes.problems
  if (options.json) return printJson(reconciled)
  for (const line of describe(reconciled)) print(line)
  print(formatStatus(reconciled.status))
}

/** A person's choice, batch by batch, with its risk said; nothing is chosen by default. */
function decider({ decide, batch, yes }: Options): ((open: OpenBatch) => Promise<Decision | undefined>) | undefined {
  if (decide === undefined && !canAsk()) return undefined
  return async (open) => {
    if (batch && !batch.includes(String(open.seq))) return undefined
    const readers = plural(open.count, 'reader')
    if (decide !== undefined && yes) return decide === 'resend' ? 'resend' : 'give_up'
    if (!canAsk()) {
      const { decisionNeedsYes } = await import('../../newsletter/problems.ts')
      throw decisionNeedsYes({ what: `This decides about ${readers} of batch ${open.seq}` })
    }
    note(`\nBatch ${open.seq}, ${readers}: ${describeOpenReason(open.reason)}`)
    note(`  leave    they stay held; ask again later (this is what Enter does)`)
    note(`  resend   they get it with the next send; up to ${readers} may then have it twice`)
    note(`  give up  they are not mailed again; up to ${readers} may never have got it`)
    const answer = (await ask('Type leave, resend or give up: ')).toLowerCase()
    if (answer === 'resend') return 'resend'
    return answer === 'give up' || answer === 'give-up' ? 'give_up' : undefined
  }
}

function describe({ issue, result, decided, confirmed, status }: Reconciled): string[] {
  const lines: string[] = []
  const { found, renewed, givenUp, open } = result
  if (found > 0) lines.push(`${plural(found, 'delivery', 'deliveries')} found at the provider: they went out.`)
  if (renewed > 0) {
    const next = status.cancelledAt === null ? 'the next send mails them' : 'they are cancelled'
    lines.push(`${plural(renewed, 'delivery', 'deliveries')} proven not to have gone out: ${next}.`)
  }
  if (givenUp > 0) {
    lines.push(`${plural(givenUp, 'delivery', 'deliveries')} unknown for over 30 days: counted as not mailed again.`)
  }
  for (const { seq, count, reason } of open) {
    const decision = decided.find((one) => one.seq === seq)?.decision
    const outcome =
      decision === 'resend'
        ? 'will be mailed with the next send, by your decision.'
        : decision === 'give_up'
          ? 'not mailed again, by your decision.'
          : describeOpenReason(reason)
    lines.push(`Batch ${seq}, ${plural(count, 'reader')}: ${outcome}`)
  }
  const left = open.filter(({ seq, reason }) => reason.why !== 'too_soon' && !decided.some((one) => one.seq === seq))
  if (left.length > 0 && confirmed) {
    const readers = plural(
      left.reduce((sum, { count }) => sum + count, 0),
      'reader',
    )
    lines.push(
      'They stay held: nothing is sent again by itself. You may also decide:',
      `  npx wayforward reconcile ${issue} --decide resend    up to ${readers} may have it twice`,
      `  npx wayforward reconcile ${issue} --decide give-up   up to ${readers} may never have got it`,
    )
  }
  if (!confirmed)
    lines.push(`Whether this ledger is the newest could not be proven. \`npx wayforward resume ${issue}\` asks you.`)
  if (lines.length === 0) lines.push('Nothing was unknown.')
  return lines
}
