import { Command } from 'commander'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, warn } from '../print.ts'

interface Options {
  language: string
  by: string
  how: string
  json?: boolean
}

/** `wayforward stories approve <id> [issue]` */
export function storiesApproveCommand(): Command {
  return new Command('approve')
    .description('record that the teller agreed to the text of one language, exactly as it stands now')
    .argument('<id>', 'number of the record, such as s-014')
    .argument('[issue]', 'folder name or a unique part of it; the newest that tells the story when left out')
    .requiredOption('--language <tag>', 'which text was read to them; each translation needs a yes of its own')
    .requiredOption('--by <name>', 'who read it to them')
    .requiredOption('--how <words>', 'how: "read aloud on the phone, with an interpreter"')
    .option('--json', 'print {kind, id, issue, language, hash, text, again}')
    .action(async (id: string, issue: string | undefined, { language, by, how, json }: Options) => {
      const { approveStory } = await import('../../newsletter/stories/approve-story.ts')
      const result = await approveStory(currentConfig(), {
        ...{ id, issue, language, by, how, warn, now: Date.now() },
        async confirm({ markdown, file }) {
          note(`${file}:\n\n${markdown}\n`)
          // Where nobody can be asked, --by and --how are the word.
          if (!canAsk()) return true
          return (await ask('Is this, word for word, what the teller agreed to? Type yes: ')).toLowerCase() === 'yes'
        },
      })
      if (result.kind === 'declined') process.exitCode = exitCodes.problems
      if (json) return printJson(result)
      if (result.kind === 'declined') return print('Nothing was recorded.')
      const again = result.again
        ? 'had agreed to exactly this already; it has today’s date now'
        : 'agreed to it as it stands'
      print(`${result.id}, ${result.issue}, ${result.language}: the teller ${again}.`)
      print('Any change to it from now on, also to its pictures, needs their word again.')
    })
}
