import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { type Control, controlOf } from './control.ts'

export interface SpawnedServer {
  url: string
  control: Control
  process: ChildProcess
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>
  /** SIGTERM, and wait until it is gone. */
  stop(): Promise<void>
}

/** The bundled process.ts, made once for a test file; `remove` it at the end. */
export async function bundleServer(): Promise<{ script: string; remove(): void }> {
  // Inside node_modules, so that the bundle finds its packages.
  const cache = join(import.meta.dirname, '../../node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'strict-resend-'))
  const script = join(folder, 'process.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'process.ts')],
    outfile: script,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Start the strict Resend as a process; see process.ts for the arguments. Rejects when it ends before it listens.
 */
export async function spawnServer(script: string, args: string[] = []): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => {
      throw new Error('The strict Resend ended before it listened.')
    }),
  ])
  const { url } = JSON.parse(first) as { url: string }
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { url, control: controlOf(url), process: child, kill: end('SIGKILL'), stop: end('SIGTERM') }
}
