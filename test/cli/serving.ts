import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Workspace } from './workspace.ts'

export interface Serving {
  child: ChildProcess
  url: string
  /** What it has said so far. */
  said: { stdout: string; stderr: string }
  /** As a power cut would. */
  kill(): Promise<void>
}

/** Start `serve` (port 0: any free one), and wait until it says where it listens. */
export async function startServing(
  workspace: Workspace,
  env: Record<string, string> = {},
  port = 0,
  more: string[] = [],
): Promise<Serving> {
  const child = workspace.start(['serve', '--port', String(port), ...more], env)
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => {
    said.stdout += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said.stderr)))
    child.stderr?.on('data', (chunk: Buffer) => {
      said.stderr += chunk
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said.stderr) ?? []
      if (found) resolve(found)
    })
  })
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { child, url, said, kill }
}

/** A port of this computer that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const { port } = probe.address() as AddressInfo
  await new Promise((closed) => probe.close(closed))
  return port
}
