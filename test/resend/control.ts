import type { TestDomain } from './domains.ts'
import type { FaultName } from './fault-mix.ts'
import type { KeyState } from './keys.ts'
import type { Verdict } from './mailbox.ts'
import type { Dispatched } from './webhooks.ts'

/** The test's hand on a server in another process. Every method throws when the server does not answer with 200. */
export interface Control {
  /** How often what was accepted. */
  accepted(): Promise<Verdict>
  /** Requests so far by the status that was meant (`lost` where a fault swallowed it), since the process started. */
  stats(): Promise<{ now: number; statuses: Record<string, number> }>
  /** The next requests meet these, one each, in order; `ms` bounds those that take time. */
  script(faults: FaultName[], ms?: number): Promise<void>
  /** Set the clock (epoch milliseconds); it goes on from there. */
  setTime(now: number): Promise<void>
  advance(ms: number): Promise<void>
  setKey(key: KeyState, state: KeyState): Promise<void>
  setDomains(domains: TestDomain[]): Promise<void>
  /** Post the webhooks that are due now, beside those the process posts by itself. */
  dispatch(): Promise<Dispatched>
}

export function controlOf(url: string): Control {
  async function ask<T>(path: string, value?: unknown): Promise<T> {
    const request = value === undefined ? {} : { method: 'POST', body: JSON.stringify(value) }
    const response = await fetch(`${url}/_test/${path}`, request)
    const text = await response.text()
    if (response.status !== 200) throw new Error(`The strict Resend answered ${response.status}: ${text}`)
    return JSON.parse(text) as T
  }
  const tell = async (path: string, value: unknown): Promise<void> => void (await ask(path, value))
  return {
    accepted: () => ask('accepted'),
    stats: () => ask('stats'),
    script: (faults, ms) => tell('script', { faults, ms }),
    setTime: (now) => tell('time', { now }),
    advance: (advance) => tell('time', { advance }),
    setKey: (key, state) => tell('keys', { key, state }),
    setDomains: (domains) => tell('domains', domains),
    dispatch: () => ask('dispatch', {}),
  }
}
