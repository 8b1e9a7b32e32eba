import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Control, controlOf } from '../../test/resend/control.ts'

export interface StrictOptions {
  /** Its memory: survives its death. */
  file: string
  /** `SEED:RATE[:MS]`: faults at random. */
  faults?: string
  /** High, but not so high that a sender takes it for a slip (src/delivery/rate-limit.ts). */
  requestsPerSecond?: number
}

/** The strict Resend in a process of its own, on one port for good, that may be killed and come back. */
export class StrictResend {
  readonly #options: StrictOptions
  #process: ChildProcess | undefined
  #url = ''
  #control: Control | undefined

  private constructor(options: StrictOptions) {
    this.#options = options
  }

  static async start(options: StrictOptions): Promise<StrictResend> {
    const server = new StrictResend(options)
    await server.#start()
    return server
  }

  get url(): string {
    return this.#url
  }

  get control(): Control {
    if (!this.#control) throw new Error('the strict Resend is not running')
    return this.#control
  }

  async #start(): Promise<void> {
    const { file, faults, requestsPerSecond = 500 } = this.#options
    const port = this.#url === '' ? '0' : new URL(this.#url).port
    const args = ['--file', file, '--port', port, '--rps', String(requestsPerSecond)]
    if (faults !== undefined) args.push('--faults', faults)
    const child = spawn(process.execPath, [resolve('dist/test/resend/process.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = child
    const died = once(child, 'exit').then(() => undefined)
    const said = once(createInterface({ input: child.stdout }), 'line')
    const line = (await Promise.race([said, died]))?.[0]
    if (typeof line !== 'string') throw new Error('the strict Resend did not start')
    this.#url = JSON.parse(line).url
    this.#control = controlOf(this.#url)
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  /** `kill -9`, and up again on the same port with what it had written. */
  async restart(pauseMs: number): Promise<void> {
    await this.kill()
    await new Promise((passed) => setTimeout(passed, pauseMs))
    await this.#start()
  }
}
