/** 0: clean, or warnings only. 1: something is to be mended. 2: the command was called in a way it cannot be. */
export const exitCodes = { clean: 0, problems: 1, misuse: 2 } as const

/** Tell a person what stopped the command; returns the exit code. No stack trace, unless WAYFORWARD_DEBUG asks for it. */
export async function reportFailure(error: unknown): Promise<number> {
  const { Problem } = await import('../problem/problem.ts')
  if (error instanceof Problem) {
    const { formatProblems } = await import('../problem/report.ts')
    process.stderr.write(`${formatProblems([error], { colour: process.stderr.isTTY === true })}\n`)
    return exitCodes.problems
  }
  // Ctrl-C or Ctrl-D at a question.
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('\nStopped. Nothing was changed.\n')
    return exitCodes.problems
  }
  const { readConfig } = await import('../config.ts')
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(
    `Wayforward met something it did not expect, and stopped: ${reason}\n` +
      'This is a mistake in Wayforward, not yours. Set WAYFORWARD_DEBUG=1, run the command again, and report what it prints.\n',
  )
  if (readConfig(process.env, process.cwd()).debug && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  return exitCodes.problems
}
