import type { Account } from './account.ts'
import type { TestDomain } from './domains.ts'
import { type Answer, apiError, json } from './envelope.ts'
import { type FaultName, faultNamed, namedFaults } from './fault-mix.ts'
import type { Fault } from './faults.ts'
import type { KeyState } from './keys.ts'
import type { Dispatched } from './webhooks.ts'

/** What the control routes reach beside the account. */
export interface Controlled {
  account: Account
  script(...next: Fault[]): void
  dispatch(): Promise<Dispatched>
  /** Requests to the API so far, by the status that was meant, `lost` where a fault swallowed it. In memory. */
  statuses: Record<string, number>
}

/** The routes under `/_test/`, on the same port and only on loopback: what a test in another process asks and sets. */
export async function answerControl(method: string, path: string, body: Buffer, control: Controlled): Promise<Answer> {
  const { account } = control
  switch (`${method} ${path}`) {
    case 'GET /_test/accepted':
      return json(200, account.mailbox.judge())
    case 'GET /_test/stats':
      return json(200, { now: account.clock.now(), statuses: control.statuses })
    case 'POST /_test/script': {
      const names = read<{ faults: FaultName[]; ms?: number }>(body)
      const unknown = names.faults.find((name) => !(name in namedFaults))
      if (unknown) return apiError(422, 'validation_error', `No fault is called ${unknown}.`)
      control.script(...names.faults.map((name) => faultNamed(name, names.ms)))
      return json(200, {})
    }
    case 'POST /_test/time': {
      const { now, advance } = read<{ now?: number; advance?: number }>(body)
      if (now !== undefined) account.clock.set(now)
      if (advance !== undefined) account.clock.advance(advance)
      return json(200, { now: account.clock.now() })
    }
    case 'POST /_test/keys': {
      const { key, state } = read<{ key: KeyState; state: KeyState }>(body)
      account.apiKeys.set(key, state)
      return json(200, {})
    }
    case 'POST /_test/domains':
      account.domains.set(read<TestDomain[]>(body))
      return json(200, {})
    case 'POST /_test/dispatch':
      return json(200, await control.dispatch())
    default:
      return apiError(404, 'not_found', 'No such control route.')
  }
}

function read<T>(body: Buffer): T {
  return JSON.parse(body.toString('utf8')) as T
}
