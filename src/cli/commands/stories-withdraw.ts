import { Command } from 'commander'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, warn } from '../print.ts'

interface Options {
  keep?: boolean
  yes?: boolean
  json?: boolean
}

/** `wayforward stories withdraw <id>` */
export function storiesWithdrawCommand(): Command {
  return new Command('withdraw')
    .description('take a story back at once, and say where else it went')
    .argument('<id>', 'number of the record, such as s-014')
    .option('--keep', 'keep what was written down about the consent; deleted otherwise, but for the fact')
    .option('--yes', 'do it without the question (needed where nobody can be asked)')
    .option('--json', 'print {kind, id, again, kept, halted, remains}')
    .action(run)
}

async function run(named: string, { keep, yes, json }: Options): Promise<void> {
  const [{ withdrawStory }, { decisionNeedsYes }] = await Promise.all([
    import('../../newsletter/stories/withdraw-story.ts'),
    import('../../newsletter/problems.ts'),
  ])
  const result = await withdrawStory(currentConfig(), named, {
    ...{ keep, warn, now: Date.now },
    async confirm(id, before) {
      // Looking again at where it went takes nothing back.
      if (yes || before === 'deleted' || (before === 'kept' && keep)) return true
      const what =
        before === 'kept'
          ? `This deletes what is still kept of the consent for ${id}, for good`
          : `This takes the story ${id} back, for good`
      if (!canAsk()) throw decisionNeedsYes({ what })
      note(
        before === 'kept'
          ? `${what}; --keep only looks again.`
          : `${what}: its pictures are no longer shown, no issue tells it any more, and what is on its way stops.`,
      )
      return (
        (await ask(before === 'kept' ? 'Delete it? Type yes: ' : 'Withdraw it? Type yes: ')).toLowerCase() === 'yes'
      )
    },
  })
  if (result.kind === 'declined') process.exitCode = exitCodes.problems
  if (json) return printJson(result)
  if (result.kind === 'declined') return print('Nothing was changed.')
  const { describeRemains } = await import('../describe-remains.ts')
  for (const line of describeRemains(result)) print(line)
}
