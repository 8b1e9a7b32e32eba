import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

/** `wayforward stories list` */
export function storiesListCommand(): Command {
  return new Command('list')
    .description('show the records there are; no name is printed')
    .option('--json', 'print {stories: [{id, state, expires, daysLeft, languages, approved, channels, withdrawnAt}]}')
    .action(async ({ json }: { json?: boolean }) => {
      const { listStories } = await import('../../newsletter/stories/list-stories.ts')
      const { stories, timezone } = await listStories(currentConfig(), { warn, now: Date.now() })
      if (json) return printJson({ stories })
      if (stories.length === 0) return print('No records yet. An empty form: npx wayforward stories add --blank')
      const { describeStories } = await import('../describe-story.ts')
      print(describeStories(stories, timezone))
    })
}
