import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

const main = resolve('dist/cli/main.js')

/** Only what a command needs: nothing of the developer's own settings reaches a test. */
const bareEnvironment = { PATH: process.env.PATH ?? '', HOME: tmpdir(), NO_COLOR: '1' }

/** A copy of the shipped issues and templates in a folder of its own, and the built command to run in it. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'wayforward-cli-'))

  constructor() {
    for (const part of ['issues', 'templates']) cpSync(resolve(part), this.path(part), { recursive: true })
    cpSync(resolve('scripts/sample'), this.path('scripts/sample'), { recursive: true })
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  /** Run `wayforward …` to its end. */
  run(
    args: string[],
    env: Record<string, string> = {},
    options: { uid?: number; input?: string; fileLimitKb?: number } = {},
  ): Promise<Run> {
    return new Promise((done) => {
      const limited = ['-c', `ulimit -f ${options.fileLimitKb}; trap '' XFSZ; exec "$@"`, 'bash', process.execPath]
      const [program, ...first] = options.fileLimitKb === undefined ? [process.execPath] : ['bash', ...limited]
      const child = execFile(
        program ?? process.execPath,
        [...first, main, ...args],
        { cwd: this.folder, env: { ...bareEnvironment, ...env }, uid: options.uid, gid: options.uid },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
          done({ code, stdout, stderr })
        },
      )
      child.stdin?.end(options.input ?? '')
    })
  }

  /** Start `wayforward …` and let the test decide when it ends. */
  start(args: string[], env: Record<string, string> = {}, options: SpawnOptions = {}): ChildProcess {
    return spawn(process.execPath, [main, ...args], {
      cwd: this.folder,
      env: { ...bareEnvironment, ...env },
      ...options,
    })
  }

  [Symbol.dispose](): void {
    chmodSync(this.folder, 0o700)
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** What no person may ever be shown. */
export const stackTrace = /\n\s+at .+:\d+:\d+|Error: .*\n\s+at /
