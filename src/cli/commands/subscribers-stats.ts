import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { note, plural, print, printJson, thousands, warn } from '../print.ts'

/** `wayforward subscribers stats` */
export function subscribersStatsCommand(): Command {
  return new Command('stats')
    .description('count the people on the list by language, topic and region')
    .option('--json', 'print the counts')
    .action(async (options: { json?: boolean }) => {
      const { countSubscribers } = await import('../../newsletter/count-subscribers.ts')
      const stats = await countSubscribers(currentConfig(), warn)
      if (!stats)
        return note('There is no list in this folder yet. Start with: npx wayforward subscribers import FILE.csv')
      if (options.json) return printJson(stats)
      print(`${plural(stats.subscribers, 'person', 'people')} on the list`)
      const groups = [
        ['by language', stats.byLanguage],
        ['by topic', stats.byTopic],
        ['by region', stats.byRegion],
        ['never mailed again', stats.suppressed],
      ] as const
      for (const [title, counts] of groups) {
        const entries = Object.entries(counts)
        if (entries.length === 0) continue
        const words = entries.map(([name, count]) => `${name || 'none'} ${thousands(count)}`)
        print(`  ${title}: ${words.join(', ')}`)
      }
    })
}
