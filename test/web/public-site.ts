import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { type Home, openHome } from '../../src/newsletter/open-home.ts'
import { openList } from '../../src/newsletter/workspace.ts'
import { createApp } from '../../src/web/app.ts'
import type { RequestEntry } from '../../src/web/request-log.ts'
import { startServer } from '../../src/web/start-server.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** The moment at which everything happens. */
export const now = Date.UTC(2024, 3, 2, 12)

/** A Standard Webhooks secret, made up. */
export const webhookSecret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`

export function subscriber(name: string, language = 'en'): Subscriber {
  const consent = { at: '2024-01-05T00:00:00.000Z', source: 'sign-up sheet' }
  return { address: `${name}@example.org`, name: `Reader ${name}`, language, topics: [], consent }
}

/** The shipped newsletter with an empty list of its own. */
export async function temporaryWorkspace(env: Record<string, string> = {}): Promise<Config> {
  const folder = temporaryFolder()
  for (const part of ['issues', 'templates']) cpSync(resolve(part), join(folder, part), { recursive: true })
  const config = readConfig(env, folder)
  await (await openList(config, () => undefined)).close()
  return config
}

/** Put people on the list; returns the tokens of their links. */
export async function enlist(config: Config, ...people: Subscriber[]): Promise<string[]> {
  const list = await openList(config, () => undefined)
  try {
    await list.audience.upsertSubscribers(people, now)
    return people.map(({ address }) => list.vault.linkToken(list.vault.addressHash(address)))
  } finally {
    await list.close()
  }
}

/** How the list stands with somebody. */
export async function standing(config: Config, { address }: Subscriber) {
  const list = await openList(config, () => undefined)
  try {
    const hash = list.vault.addressHash(address)
    const onList = (await list.audience.find(hash)) !== undefined
    return { onList, suppressed: (await list.audience.stats()).suppressed }
  } finally {
    await list.close()
  }
}

export interface Site {
  url: string
  config: Config
  home: Home
  log: RequestEntry[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body?: BodyInit, headers?: Record<string, string>): Promise<Response>
}

/** The public pages of a workspace on a free port, until the test is over. */
export async function publicSite(config?: Config, time: () => number = () => now): Promise<Site> {
  const place = config ?? (await temporaryWorkspace())
  const home = await openHome(place, { warn: () => undefined, now: time, sleep: async () => undefined })
  cleanups.push(() => home.close())
  const log: RequestEntry[] = []
  const server = await startServer(
    createApp(home, (entry) => void log.push(entry)),
    { host: '127.0.0.1', port: 0 },
  )
  cleanups.push(() => server.close(0))
  const { url } = server
  return {
    url,
    config: place,
    home,
    log,
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, body, headers = {}) => fetch(url + path, { method: 'POST', body, headers, redirect: 'manual' }),
  }
}
