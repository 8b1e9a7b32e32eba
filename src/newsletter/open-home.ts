import type { Config } from '../config.ts'
import type { Clock } from '../delivery/clock.ts'
import type { CalendarFacts } from '../edition/calendar.ts'
import { directionOf } from '../edition/direction.ts'
import { findCalendar, findCalendarFile } from './calendar-files.ts'
import { choosePageLanguage } from './choose-page-language.ts'
import { type Desk, openDesk } from './desk/open-desk.ts'
import { type FoundPicture, findServedPicture } from './find-picture.ts'
import { HeldList } from './held-list.ts'
import { type PageSettings, readPageSettings } from './page-settings.ts'
import { listMissing } from './problems.ts'
import type { PageWords } from './read-page-words.ts'
import { receiveWebhook, type WebhookAnswer, type WebhookReader } from './receive-webhook.ts'
import { wallClock } from './send-options.ts'
import { tendReports } from './tend-reports.ts'
import { findReader, type Reader, unsubscribeReader } from './unsubscribe-reader.ts'
import { hasList } from './workspace.ts'

/** What the public server can do: every use case of it, over one workspace. Each throws only Problems of the store. */
export interface Home {
  settings: PageSettings
  /** `choosePageLanguage`, with the words of the chosen one. */
  choosePage(reader: Reader | undefined, asked: string[]): { language: string; dir: 'ltr' | 'rtl'; words: PageWords }
  findPicture(name: string): Promise<FoundPicture | undefined>
  /** An event of a frozen issue by its name, and its .ics. */
  findCalendar(name: string): Promise<CalendarFacts | undefined>
  findCalendarFile(name: string): Promise<Uint8Array | undefined>
  findReader(token: string): Promise<Reader | undefined>
  unsubscribe(token: string): Promise<Reader | undefined>
  /** Absent without RESEND_WEBHOOK_SECRET: then nobody could tell a report from a forgery. */
  receiveWebhook?(payload: string, headers: Record<string, string>): Promise<WebhookAnswer>
  /** Absent where no language has words for the editors' pages. */
  desk?: Desk
  /** Reads something from the store; returns the list id. */
  describeHealth(): Promise<string>
  /** To be called every minute or so. */
  tend(): Promise<void>
  close(): Promise<void>
}

export interface HomeOptions {
  warn: (message: string) => void
  now?: () => number
  sleep?: Clock['sleep']
}

/**
 * Open the list of this workspace for the public server. It holds no sender lock and keeps no transaction open, so that
 * every command works beside it.
 *
 * @throws Problem list_missing, webhook_secret_invalid, those of the list's key and store, and of newsletter.yaml and
 * brand.yaml
 */
export async function openHome(
  config: Config,
  { warn, now = Date.now, sleep = wallClock.sleep }: HomeOptions,
): Promise<Home> {
  if (!hasList(config)) throw listMissing({ folder: config.dataFolder })
  const settings = await readPageSettings(config, warn)
  const reader = await openWebhookReader(config)
  // Apart, so that while a long transaction of another process keeps writers waiting, pages and pictures still come, and
  // nobody's unsubscribe stands in a queue behind reports.
  const [reading, leaving, hearing] = [new HeldList(config), new HeldList(config), new HeldList(config)]
  const deciding = new HeldList(config)
  const doors = [reading, leaving, hearing, deciding]
  const close = async (): Promise<void> => {
    await Promise.all(doors.map((door) => door.close()))
  }
  try {
    // A wrong key or a locked store is told now, not to the first reader. One after the other: the first may migrate.
    for (const door of doors) await door.use(async () => undefined)
  } catch (error) {
    await close()
    throw error
  }
  const clock = { now, sleep }
  const desk = await openDesk(config, { settings, door: deciding, clock, warn })
  return {
    settings,
    choosePage(known, asked) {
      const language = choosePageLanguage(settings, known?.language, asked)
      const words = settings.words.get(language)
      if (!words) throw new Error(`no words for ${language}`)
      return { language, dir: directionOf(language), words }
    },
    findPicture: (name) => findServedPicture(reading, name),
    findCalendar: (name) => findCalendar(reading, name),
    findCalendarFile: (name) => findCalendarFile(reading, name),
    findReader: (token) => findReader(reading, token),
    unsubscribe: (token) => unsubscribeReader(leaving, token, now()),
    ...(reader && {
      receiveWebhook: (payload, headers) => receiveWebhook(hearing, reader, { payload, headers }, now()),
    }),
    async describeHealth() {
      // Taking the list up reads its key ring.
      await reading.use(async () => undefined)
      return settings.newsletter.listId
    },
    ...(desk && { desk }),
    tend: () => tendReports(hearing, now()),
    async close() {
      await desk?.close()
      await close()
    },
  }
}

async function openWebhookReader({ resend: { webhookSecret } }: Config): Promise<WebhookReader | undefined> {
  if (webhookSecret === undefined) return undefined
  const { checkWebhookSecret, readWebhook } = await import('../provider/resend/read-webhook.ts')
  checkWebhookSecret(webhookSecret)
  return (payload, headers) => readWebhook(payload, headers, webhookSecret)
}
