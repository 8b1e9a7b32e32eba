import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { plural, print, printJson, warn } from '../print.ts'
import { wholeNumber } from '../whole-number.ts'

/** `wayforward stories expiring` */
export function storiesExpiringCommand(): Command {
  return new Command('expiring')
    .description('show which consent runs out soon, or has run out')
    .option('--days <days>', 'how far to look ahead', wholeNumber, 60)
    .option('--json', 'print {stories}, as `stories list` does')
    .action(async ({ days, json }: { days: number; json?: boolean }) => {
      const { listStories } = await import('../../newsletter/stories/list-stories.ts')
      const { stories, timezone } = await listStories(currentConfig(), { warn, now: Date.now(), within: days })
      if (json) return printJson({ stories })
      if (stories.length === 0) return print(`No consent runs out within ${plural(days, 'day')}.`)
      const { describeStories } = await import('../describe-story.ts')
      print(describeStories(stories, timezone))
      print(
        'Ask the teller, then: npx wayforward stories renew ID --until DATE --by NAME --how "…". If not: stories withdraw ID.',
      )
    })
}
