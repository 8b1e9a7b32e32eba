import { Command } from 'commander'
import { ask, canAsk } from '../ask.ts'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { note, print, printJson, warn } from '../print.ts'

interface Options {
  language: string
  by: string
  how: string
  block?: string
  yes?: boolean
  json?: boolean
}

/** `wayforward stories approve <id> [issue]` */
export function storiesApproveCommand(): Command {
  return new Command('approve')
    .description('record that the teller agreed to the text of one language, exactly as it stands now')
    .argument('<id>', 'number of the record, such as s-014')
    .argument('[issue]', 'folder name or a unique part of it; the newest that tells the story when left out')
    .requiredOption('--language <tag>', 'which text was read to them; each translation needs a yes of its own')
    .option('--block <id>', 'one block of it; all that the teller says in the issue when left out')
    .requiredOption('--by <name>', 'who read it to them')
    .requiredOption('--how <words>', 'how: "read aloud on the phone, with an interpreter"')
    .option('--yes', 'do it without the question that a terminal is asked')
    .option('--json', 'print {kind, id, issue, language, texts: [{block, hash, text, again}]}')
    .action(async (id: string, issue: string | undefined, { json, yes, ...said }: Options) => {
      const { approveStory } = await import('../../newsletter/stories/approve-story.ts')
      const result = await approveStory(currentConfig(), {
        ...{ id, issue, ...said, warn, now: Date.now() },
        async confirm(texts) {
          for (const { markdown, file } of texts) note(`${file}:\n\n${markdown}\n`)
          // Where nobody can be asked, --by and --how are the word.
          if (yes || !canAsk()) return true
          return (await ask('Did the teller agree to exactly this? Type yes: ')).toLowerCase() === 'yes'
        },
      })
      if (result.kind === 'declined') process.exitCode = exitCodes.problems
      if (json) return printJson(result)
      if (result.kind === 'declined') return print('Nothing was recorded.')
      for (const { block, again } of result.texts) {
        const word = again ? 'had agreed to exactly this before; nothing was added' : 'agreed to it as it stands'
        print(`${result.id}, ${result.issue}, ${result.language}, #${block}: the teller ${word}.`)
      }
      print('Any change to it from now on, also to its pictures, needs their word again.')
    })
}
