import { createColors } from 'picocolors'
import type { FixPlan } from '../newsletter/fix-words.ts'
import { ask, canAsk } from './ask.ts'
import { currentConfig } from './context.ts'
import { plural, print } from './print.ts'

/**
 * Show what `check --fix` would change and, where a person or `--yes` agrees, write it.
 *
 * @returns the changes, whether they were written, and whether somebody said no.
 * @throws Problem fix_needs_yes, and those of planning and writing
 */
export async function fixWords(
  name: string | undefined,
  { yes, json }: { yes?: boolean; json?: boolean },
): Promise<{ plan: FixPlan; written: boolean; declined: boolean }> {
  const [{ planFixes, writeFixes }, { fixNeedsYes }] = await Promise.all([
    import('../newsletter/fix-words.ts'),
    import('../newsletter/fix-problems.ts'),
  ])
  const plan = await planFixes(currentConfig(), name)
  if (plan.files.length === 0) {
    if (!json) print('There is nothing that could be put right without asking you.')
    return { plan, written: false, declined: false }
  }
  if (!json) print(colourDiff(plan.diff))
  if (!yes && !json && !canAsk()) throw fixNeedsYes()
  const what = `${plural(plan.fixes.length, 'change')} in ${plural(plan.files.length, 'file')}`
  const agreed = yes === true || (!json && (await ask(`Write ${what}? Type yes: `)).toLowerCase() === 'yes')
  if (agreed) await writeFixes(plan)
  if (!json) print(agreed ? `Wrote ${what}.\n` : 'Nothing was changed.\n')
  return { plan, written: agreed, declined: !agreed && !json }
}

function colourDiff(diff: string): string {
  const colours = createColors(process.stdout.isTTY === true)
  return diff
    .split('\n')
    .map((line) => {
      if (/^(---|\+\+\+) /.test(line)) return colours.bold(line)
      if (line.startsWith('@@')) return colours.cyan(line)
      return line.startsWith('+') ? colours.green(line) : line.startsWith('-') ? colours.red(line) : line
    })
    .join('\n')
}
