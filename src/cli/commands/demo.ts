import { relative } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { plural, print, printProblems } from '../print.ts'
import { type Progress, startProgress } from '../progress.ts'

/** `npm start`: the newest issue, delivered to the sample list through the outbox. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('deliver the newest issue to the sample list, into the outbox (what npm start does)')
    .action(run)
}

async function run(): Promise<void> {
  const began = performance.now()
  const [{ runDemo }, { buildIssue }, { formatEditions, formatEquation, formatStatus }] = await Promise.all([
    import('../../newsletter/run-demo.ts'),
    import('../../newsletter/build-issue.ts'),
    import('../describe-status.ts'),
  ])
  let bar: Progress | undefined
  const findings: Parameters<typeof printProblems>[0] = []
  const { config, people, result } = await runDemo(currentConfig(), {
    problems: (problems) => void findings.push(...problems),
    start: (candidates) => {
      bar = startProgress(candidates, 'delivering')
    },
    progress: ({ submitted, excluded, failed, held }) => bar?.update(submitted + excluded + failed + held),
  })
  bar?.end()
  await printProblems(findings)
  if (result.kind !== 'ran' && result.kind !== 'already') {
    process.exitCode = exitCodes.problems
    return
  }
  const { status } = result
  const build = await buildIssue(config, { name: status.issue, warn: () => undefined })
  print(`${pc.bold(status.issue)} for ${plural(people, 'made-up subscriber')}, into the outbox: nobody is mailed.`)
  print()
  print(formatEditions(status))
  print()
  print(formatEquation(status.total))
  for (const [reason, count] of Object.entries(status.exclusions)) print(`  excluded: ${count} ${reason}`)
  if (!status.balances) {
    print(formatStatus(status))
    process.exitCode = exitCodes.problems
  }
  print()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  print(
    result.kind === 'already'
      ? `Everyone has it already: this run delivered nothing again. (${seconds} s)`
      : `${plural(result.submittedNow, 'delivery', 'deliveries')} in ${seconds} s. Run it again: nobody gets it twice.`,
  )
  print()
  const data = relative(process.cwd(), config.dataFolder) || '.'
  print('Where to look next')
  if (build.built) print(`  ${relative(process.cwd(), build.built.folder)}/index.html   every edition, in a browser`)
  print(`  WAYFORWARD_DATA=${data} npx wayforward outbox --show 1   a delivery as it would be mailed`)
  print(`  WAYFORWARD_DATA=${data} npx wayforward status   the ledger`)
  print('  issues/   the words: change one, then npx wayforward check')
}
