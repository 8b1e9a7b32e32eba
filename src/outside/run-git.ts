import { type SimpleGitOptions, simpleGit } from 'simple-git'

const localMs = 20_000
export const networkMs = 60_000

/** What git printed, or that it failed: `why` is its own last word, without secrets. */
export type GitAnswer = { kind: 'done'; output: string } | { kind: 'failed'; why: string; missing: boolean }

/**
 * Settings that a person's own configuration must not decide. `true` as the program that asks for a password answers
 * with nothing, so that git fails where it would wait at a terminal; hooks and background work have no part in this.
 */
const settings = [
  'core.askPass=true',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'color.ui=false',
  'log.showSignature=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'merge.autoStash=false',
  // In a reflog only; a container's user may have no name at all.
  'user.name=Wayforward',
  'user.email=wayforward@localhost',
]

/** What an operator sets for git as a whole. All others (GIT_DIR of a hook, tracing, editors) stay behind. */
const allowedEnvironment = [
  ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_SSL_CAINFO', 'GIT_TERMINAL_PROMPT'],
  ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'],
  ...['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0', 'GIT_CONFIG_KEY_1', 'GIT_CONFIG_VALUE_1'],
]

/**
 * Run git in a folder. Asks nobody anything, ends within `ms`, never throws.
 *
 * @param extra further settings, as `key=value`.
 */
export async function runGit(folder: string, args: string[], ms = localMs, extra: string[] = []): Promise<GitAnswer> {
  const stop = new AbortController()
  const options: Partial<SimpleGitOptions> = {
    baseDir: folder,
    abort: stop.signal,
    config: [...settings, ...extra],
    allowEnvironment: allowedEnvironment,
    // A process that git leaves behind may hold its output open.
    completion: { onClose: true, onExit: 1000 },
    errors: (error, { exitCode, stdErr }) => (exitCode === 0 ? error : (error ?? Buffer.concat(stdErr))),
    // These are ours, above, and no words of others.
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeSshCommand: true,
    },
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<GitAnswer>((done) => {
    timer = setTimeout(() => {
      stop.abort()
      done({ kind: 'failed', why: `git gave no answer within ${ms / 1000} seconds.`, missing: false })
    }, ms)
  })
  try {
    return await Promise.race([answerOf(options, args), late])
  } finally {
    clearTimeout(timer)
  }
}

async function answerOf(options: Partial<SimpleGitOptions>, args: string[]): Promise<GitAnswer> {
  try {
    return { kind: 'done', output: await simpleGit(options).raw(args) }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', why: lastWord(text), missing: /\bENOENT\b/.test(text) }
  }
}

/** The line of git's that says why, as a sentence. A remote's address may carry a password. */
function lastWord(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const said = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.at(-1) ?? 'git gave no reason'
  const plain = said
    .replace(/^(fatal|error):\s*/, '')
    .replaceAll(/:\/\/[^/@\s]*@/g, '://')
    .slice(0, 300)
  return /[.!?]$/.test(plain) ? plain : `${plain}.`
}
