#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { commands } from './commands/index.ts'
import { exitCodes, reportFailure } from './exit.ts'

// React picks its production build, two to four times faster and quiet, by this alone, when it is first loaded.
process.env.NODE_ENV ??= 'production'

const program = new Command('wayforward')
  .description('A newsletter as a repository: write in Markdown, check, build, and deliver to each reader once.')
  .version(__VERSION__)
  .showHelpAfterError('(wayforward --help shows what there is)')
  .exitOverride()

for (const command of commands) {
  // A command's own error handling is inherited only by commands made from the program.
  program.addCommand(command().exitOverride())
}

// `wayforward … | head` closes our output early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.clean)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander prints what it finds itself, but not what a command throws.
    if (error instanceof InvalidArgumentError) process.stderr.write(`error: ${error.message}\n`)
    process.exitCode = error.exitCode === 0 ? exitCodes.clean : exitCodes.misuse
  } else {
    process.exitCode = await reportFailure(error)
  }
}
