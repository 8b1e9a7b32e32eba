import { relative } from 'node:path'
import { Command } from 'commander'
import { currentConfig } from '../context.ts'
import { exitCodes } from '../exit.ts'
import { formatTable, kilobytes, plural, print, printJson, printProblems, warn } from '../print.ts'

/** `wayforward build [issue] [--out DIR]` */
export function buildCommand(): Command {
  return new Command('build')
    .description('write every edition of an issue, to look at')
    .argument('[issue]', 'folder name or a unique part of it; the newest when left out')
    .option(
      '--out <dir>',
      'where to write: a new or empty folder, or an earlier build; .wayforward/build/<issue> when left out',
    )
    .option('--json', 'print the manifest and the problems')
    .action(async (name: string | undefined, options: { out?: string; json?: boolean }) => {
      const { buildIssue } = await import('../../newsletter/build-issue.ts')
      const { issue, problems, built } = await buildIssue(currentConfig(), { name, out: options.out, warn })
      if (!built) process.exitCode = exitCodes.problems
      if (options.json) {
        printJson({ issue, problems, ...(built && { folder: built.folder, ...built.manifest }) })
        return
      }
      await printProblems(problems)
      if (!built) {
        print(`${issue}: nothing was written, because of the errors above.`)
        return
      }
      const { editions } = built.manifest
      print(
        formatTable(
          ['edition', 'readers', 'blocks', 'HTML', 'as mailed'],
          editions.map(({ id, readers, blocks, bytes, quotedPrintableBytes }) => [
            id,
            readers ?? '–',
            blocks.length,
            kilobytes(bytes),
            kilobytes(quotedPrintableBytes),
          ]),
        ),
      )
      const folder = relative(process.cwd(), built.folder) || '.'
      print(`${plural(editions.length, 'edition')} and ${plural(built.images, 'picture')} in ${folder}`)
      print(`Open ${folder}/index.html in a browser to see them.`)
    })
}
