import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { print, printJson, warn } from '../print.ts'

interface Options {
  showReach?: boolean
  json?: boolean
}

/** `wayforward stories show <id>` */
export function storiesShowCommand(): Command {
  return new Command('show')
    .description('show what a teller agreed to, where the story went, and what is missing before it may be told')
    .argument('<id>', 'number of the record, such as s-014')
    .option('--show-reach', 'also how to reach the teller; left out otherwise, as output ends up in logs')
    .option('--json', 'print {id, state, expires, …, record, uses, missing}')
    .action(async (id: string, { showReach, json }: Options) => {
      const { showStory } = await import('../../newsletter/stories/show-story.ts')
      const { story, timezone } = await showStory(currentConfig(), id, { warn, now: Date.now(), reach: showReach })
      if (json) return printJson(story)
      const { describeStory } = await import('../describe-story.ts')
      for (const line of describeStory(story, timezone)) print(line)
    })
}
