import { cpSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Editor } from '../../src/approval/editor.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/delivery/clock.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { openList } from '../../src/newsletter/workspace.ts'
import type { OutboxDelivery } from '../../src/provider/outbox/outbox.ts'
import { withList } from '../store/temporary-home.ts'
import { temporaryFolder } from '../store/temporary-store.ts'

export const issue = '2024-10-descheduling'
/** The moment at which everything happens. */
export const now = Date.UTC(2024, 8, 26, 14)
export const clock: Clock = { now: () => now, sleep: async () => undefined }
export const quiet = (): void => undefined

/** The shipped newsletter with an empty list of its own; in a folder that goes after the test, unless one is given. */
export async function proofHome(env: Record<string, string> = {}, folder = temporaryFolder()): Promise<Config> {
  for (const part of ['issues', 'templates']) cpSync(resolve(part), join(folder, part), { recursive: true })
  const config = readConfig(env, folder)
  await (await openList(config, quiet)).close()
  return config
}

export function editor(name: string, languages: string[] = [], role: Editor['role'] = 'writer'): Omit<Editor, 'id'> {
  return { address: `${name.toLowerCase()}@example.org`, name, role, languages }
}

export async function addEditors(config: Config, ...editors: Omit<Editor, 'id'>[]): Promise<Editor[]> {
  return await withList(config, (list) => Promise.all(editors.map((one) => list.editors.save(one, now))))
}

/** What the outbox accepted, in order. */
export async function mailed(config: Config): Promise<OutboxDelivery[]> {
  return await withList(config, async ({ vault }) => {
    const outbox = await openOutboxOf(config, vault)
    try {
      return [...outbox.deliveries()]
    } finally {
      await outbox.close()
    }
  })
}

/** Forty people: ten each in English, Spanish, Vietnamese and Korean, some of them interested in policy. */
export async function addReaders(config: Config): Promise<void> {
  const languages = ['en', 'es', 'vi', 'ko']
  const consent = { at: '2024-01-05T00:00:00.000Z', source: 'sign-up sheet' }
  const people = Array.from({ length: 40 }, (_, index) => ({
    address: `reader${index}@example.org`,
    language: languages[index % 4] ?? 'en',
    topics: index % 3 === 0 ? ['legal'] : ['policy'],
    consent,
  }))
  await withList(config, async ({ audience }) => void (await audience.upsertSubscribers(people, now)))
}
