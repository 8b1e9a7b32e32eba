import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface LocalServer {
  url: string
  close(): void
}

/** Start scripts/bench/server.ts as a process of its own. */
export async function startLocalServer(): Promise<LocalServer> {
  const child = spawn(process.execPath, ['dist/scripts/bench/server.js'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [url] = await once(createInterface({ input: child.stdout }), 'line')
  return { url: String(url), close: () => void child.kill() }
}
