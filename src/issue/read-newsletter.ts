import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { IANAZone } from 'luxon'
import { validate as isCron } from 'node-cron'
import { z } from 'zod'
import { nearest } from '../problem/nearest.ts'
import type { Problem } from '../problem/problem.ts'
import { isCalendarDate } from './calendar-date.ts'
import { neverFires } from './due-times.ts'
import { readDuration } from './duration.ts'
import { reasonOf } from './file-reason.ts'
import { readText } from './file-text.ts'
import { guessLanguageTag, isLanguageTag } from './language-tag.ts'
import type { Newsletter } from './newsletter.ts'
import * as problems from './problems.ts'
import { checkYaml, type KeyPath, type ReadYaml, readYaml } from './read-yaml.ts'
import { defineId, defineText } from './schema-text.ts'

const address = (expected: string) => z.email(expected)
const timezone = z
  .string('a time zone by place, such as America/Los_Angeles')
  .refine((name) => IANAZone.isValidZone(name), 'a time zone by place, such as America/Los_Angeles')

const languageTag = z
  .string('a language tag such as en, es or vi')
  .refine((tag) => isLanguageTag(tag), 'a language tag such as en, es or pt-BR')

const provider = ['outbox', 'resend'] as const

const duration = (expected: string) =>
  z
    .string(expected)
    .refine((text) => readDuration(text) !== undefined, expected)
    .transform((text) => readDuration(text) ?? 0)

/** Without seconds and nicknames. A day that no month has (30 February) is told apart: its fields are right, one by one. */
function isFiveFields(cron: string): boolean {
  const [minute, hour, day, month, weekday, ...more] = cron.trim().split(/\s+/)
  if (weekday === undefined || more.length > 0) return false
  return isCron(`${minute} ${hour} ${day} * ${weekday}`) && isCron(`${minute} ${hour} * ${month} ${weekday}`)
}

const feed = (expected: string) => z.url({ protocol: /^https?$/, error: expected })

/** Without a line of its own, what an organisation needs at least: one other pair of eyes, and counsel for the law. */
const signOffsUnwritten = { approvers: 1, writerMayApprove: false, counsel: ['alert', 'vote'] }

const schema = z.strictObject({
  name: defineText('the name of the newsletter'),
  listId: z
    .string('the list’s permanent id')
    .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'letters, digits and hyphens only, and never changes once mail was sent'),
  sender: z.strictObject(
    {
      name: defineText('the name readers see as the sender'),
      address: address('the address the newsletter comes from, such as news@example.org'),
      replyTo: address('the address answers go to, such as hello@example.org'),
    },
    'the three lines name, address and replyTo',
  ),
  timezone,
  languages: z
    .array(languageTag, 'a list of language tags, the source language first: [en, es, vi]')
    .min(1, 'a list of at least one language, the source language first: [en, es, vi]')
    .refine((tags) => new Set(tags).size === tags.length, 'a list that names each language once'),
  fallback: z.record(z.string(), z.string('a language, or wait'), 'lines such as es: en, or vi: wait').default({}),
  provider: z.enum(provider, `one of ${provider.join(', ')}`),
  topics: z.array(defineId('the id of a topic'), 'a list of topics: [policy, organizing]').default([]),
  segments: z
    .record(
      defineId('the name of a segment'),
      defineText('a rule such as "topic:policy AND NOT region:CA", on one line'),
      'lines such as policy: topic:policy',
    )
    .default({}),
  members: z
    .record(
      defineId('the id of a member'),
      z.strictObject(
        {
          name: defineText('the name of the organisation'),
          site: z.url({ protocol: /^https?$/, error: 'the organisation’s web address, such as https://example.org' }),
          feed: z
            .union(
              [
                feed('the address of its feed, such as https://example.org/feed'),
                z.record(languageTag, feed('the address of a feed, such as https://example.org/es/feed')),
              ],
              'the address of its feed, or one for each language: {en: https://example.org/feed, es: https://example.org/es/feed}',
            )
            .optional(),
        },
        'the lines name and site, and feed if it has one',
      ),
      'a group of lines for each organisation',
    )
    .default({}),
  delivery: z
    .strictObject(
      {
        dailyCap: z
          .int('how many e-mails may go out in 24 hours, such as 500')
          .positive('how many e-mails may go out in 24 hours, such as 500')
          .optional(),
        trackingOff: z
          .string('the day on which somebody looked, such as 2026-11-20')
          .refine((date) => isCalendarDate(date), 'the day on which somebody looked, such as 2026-11-20')
          .optional(),
        undoMinutes: z
          .number('minutes in which `cancel` undoes a send, such as 5')
          .min(0, 'minutes in which `cancel` undoes a send, such as 5')
          .max(1440, 'at most 1440 minutes, which is a day')
          .default(5),
      },
      'lines such as dailyCap: 500, trackingOff: 2026-11-20 and undoMinutes: 5',
    )
    .default({ undoMinutes: 5 }),
  signOffs: z
    .strictObject(
      {
        approvers: z
          .int('how many people approve an issue, such as 2')
          .min(1, 'at least 1: somebody has to approve an issue')
          .max(20, 'how many people approve an issue, such as 2')
          .default(signOffsUnwritten.approvers),
        writerMayApprove: z
          .boolean('true or false: whether who wrote last may approve')
          .default(signOffsUnwritten.writerMayApprove),
        counsel: z
          .array(defineId('a kind of block'), 'a list of kinds of block that counsel approves: [alert, vote]')
          .default(signOffsUnwritten.counsel),
      },
      'lines such as approvers: 2 and counsel: [alert, vote]',
    )
    .default(signOffsUnwritten),
  schedule: z
    .strictObject(
      {
        cron: z
          .string('a schedule of five fields, such as "0 9 2 * *"')
          .refine(
            isFiveFields,
            'five fields (minute, hour, day of the month, month, day of the week) in their ranges, such as "0 9 2 * *" (the 2nd at 9:00)',
          )
          .refine(
            (cron) => !isFiveFields(cron) || !neverFires(cron),
            'a day that some month has, such as "0 10 1 * *" (the 1st at 10:00)',
          ),
        timezone: timezone.optional(),
        window: duration('a length of time in minutes, hours or days, such as 6 hours').default(6 * 3_600_000),
        proofBefore: duration('a length of time in minutes, hours or days, such as 3 days').default(3 * 86_400_000),
      },
      'the lines cron, timezone, window and proofBefore',
    )
    .optional(),
  follow: z
    .strictObject(
      {
        remote: z
          .string('a git remote, such as origin')
          .regex(/^[\w][\w./-]*$/, 'the name of a git remote, such as origin'),
        branch: z
          .string('a git branch, such as main')
          .regex(/^[\w][\w./-]*$/, 'the name of a git branch, such as main'),
      },
      'the two lines remote and branch',
    )
    .optional(),
})

const samples = {
  name: 'name: Way Forward',
  listId: 'listId: way-forward',
  sender: 'sender: {name: Way Forward, address: news@example.org, replyTo: hello@example.org}',
  'sender.name': '  name: Way Forward',
  'sender.address': '  address: news@example.org',
  'sender.replyTo': '  replyTo: hello@example.org',
  timezone: 'timezone: America/Los_Angeles',
  languages: 'languages: [en, es, vi]',
  provider: 'provider: outbox',
}

/** Read `newsletter.yaml`. Without a newsletter there is at least one error among the problems. */
export async function readNewsletter(issuesFolder: string): Promise<{ newsletter?: Newsletter; problems: Problem[] }> {
  const file = `${basename(resolve(issuesFolder))}/newsletter.yaml`
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(issuesFolder, 'newsletter.yaml'))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    const at = { file, cause }
    return {
      problems: [
        code === 'ENOENT'
          ? problems.newsletterMissing({ file }, at)
          : problems.fileUnreadable({ file, why: reasonOf(cause) }, at),
      ],
    }
  }
  const read = readText(bytes, file)
  return 'problem' in read ? { problems: [read.problem] } : parseNewsletter(read.text, file)
}

/** The same from text. */
export function parseNewsletter(source: string, file: string): { newsletter?: Newsletter; problems: Problem[] } {
  const yaml = readYaml(source, file)
  const { value, problems: found } = checkYaml(yaml, schema, samples, guessValue)
  if (!value) return { problems: found }
  const fallback = readFallback(value.languages, value.fallback, yaml)
  if (fallback.problems.length > 0) return { problems: fallback.problems }
  const [source0, ...others] = value.languages
  if (source0 === undefined) return { problems: found }
  const { schedule, members, follow, ...rest } = value
  const newsletter: Newsletter = {
    ...rest,
    file,
    members: Object.fromEntries(
      Object.entries(members).map(([id, { feed, ...member }]) => [
        id,
        { ...member, feeds: typeof feed === 'string' ? { [source0]: feed } : (feed ?? {}) },
      ]),
    ),
    languages: [source0, ...others],
    fallback: fallback.value,
    segmentPlaces: Object.fromEntries(
      Object.keys(value.segments).map((name) => [name, yaml.placeOf(['segments', name])]),
    ),
    ...(schedule && { schedule: { ...schedule, timezone: schedule.timezone ?? value.timezone } }),
    ...(follow && { follow }),
  }
  return { newsletter, problems: found }
}

function readFallback(
  languages: string[],
  written: Record<string, string>,
  yaml: ReadYaml,
): { value: Record<string, string>; problems: Problem[] } {
  const [source = '', ...translations] = languages
  const found: Problem[] = []
  for (const [language, target] of Object.entries(written)) {
    const at = (part: 'key' | 'value') => ({ file: yaml.file, place: yaml.placeOf(['fallback', language], part) })
    if (!translations.includes(language)) {
      found.push(problems.fallbackUnknown({ language, known: translations, source }, at('key')))
    } else if (target !== 'wait' && !languages.includes(target)) {
      found.push(problems.fallbackUnknown({ language: target, known: [...languages, 'wait'], source: '' }, at('value')))
    }
  }
  const value = Object.fromEntries(translations.map((language) => [language, written[language] ?? 'wait']))
  if (found.length > 0) return { value, problems: found }
  const seen = new Set<string>()
  for (const language of translations) {
    const path = [language]
    for (let next = value[language]; next && next !== 'wait' && next !== source; next = value[next]) {
      const from = path.indexOf(next)
      path.push(next)
      if (from < 0) continue
      const cycle = path.slice(from)
      const key = cycle.slice(1).sort().join()
      const place = yaml.placeOf(['fallback', cycle[0] ?? language])
      if (!seen.has(key)) found.push(problems.fallbackCycle({ path: cycle }, { file: yaml.file, place }))
      seen.add(key)
      break
    }
  }
  return { value, problems: found }
}

function guessValue(path: KeyPath, value: string): string | undefined {
  const key = path.at(-1)
  if (key === 'languages') {
    const tags = value.split(',').filter(Boolean)
    return `[${[...new Set(tags.map((tag) => guessLanguageTag(tag) ?? tag))].join(', ') || 'en'}]`
  }
  if (path[0] === 'languages') return guessLanguageTag(value)
  if (key === 'timezone') return nearest(value, Intl.supportedValuesOf('timeZone'))
  if (key === 'site' && /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(value)) return `https://${value}`
  return undefined
}
