import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { IANAZone } from 'luxon'
import { z } from 'zod'
import { cleanText } from '../audience/clean-text.ts'
import type { Problem } from '../problem/problem.ts'
import { languageWithoutWords, settingMalformed } from './problems.ts'

/** What a newsletter of one's own needs; what is absent stays as it is. */
export interface InitSettings {
  name?: string
  listId?: string
  senderName?: string
  senderAddress?: string
  replyTo?: string
  /** Line by line. */
  postalAddress?: string[]
  site?: string
  languages?: string[]
  timezone?: string
  provider?: string
  /** `#rrggbb`: the brand's accent in light mode. */
  accent?: string
}

interface Rule {
  option: string
  accepts: (value: string) => boolean
  /** Completes “write …”. */
  expected: string
}

const isAddress = (text: string): boolean => z.email().safeParse(text).success
const isLine = (text: string): boolean => text.trim() !== '' && cleanText(text, 500) === text.trim()
const isTag = (tag: string): boolean => {
  try {
    const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
    return Intl.getCanonicalLocales(tag)[0] === tag && names.of(new Intl.Locale(tag).language) !== undefined
  } catch {
    return false
  }
}

const rules: Record<keyof InitSettings, Rule> = {
  name: { option: '--name', accepts: isLine, expected: 'the name on one line, such as "Riverside Together"' },
  senderName: { option: '--name', accepts: isLine, expected: 'the name on one line, such as "Riverside Together"' },
  listId: {
    option: '--list-id',
    accepts: (id) => /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(id),
    expected: 'letters, digits and hyphens, such as riverside-news',
  },
  senderAddress: { option: '--sender', accepts: isAddress, expected: 'an address such as news@example.org' },
  replyTo: { option: '--reply-to', accepts: isAddress, expected: 'an address such as hello@example.org' },
  postalAddress: {
    option: '--postal-address',
    accepts: isLine,
    expected: 'at least two lines separated by |, such as "Riverside Together|1 River Road|Riverside, CA 92501"',
  },
  site: {
    option: '--site',
    accepts: (site) => z.url({ protocol: /^https?$/ }).safeParse(site).success,
    expected: 'a whole web address such as https://example.org',
  },
  languages: { option: '--languages', accepts: isTag, expected: 'language tags such as en,es,vi' },
  timezone: {
    option: '--timezone',
    accepts: IANAZone.isValidZone,
    expected: 'a time zone by place, such as America/Los_Angeles',
  },
  provider: { option: '--provider', accepts: (name) => /^(outbox|resend)$/.test(name), expected: 'outbox or resend' },
  accent: {
    option: '--accent',
    accepts: (colour) => /^#[0-9a-f]{6}$/i.test(colour),
    expected: 'a colour of six digits in quotes, such as "#0f4c4a"',
  },
}

/** What is wrong with settings as a person gave them, each named by its option. */
export function checkSettings(settings: InitSettings, templatesFolder: string): Problem[] {
  const found: Problem[] = []
  for (const [key, { option, accepts, expected }] of Object.entries(rules)) {
    const value = settings[key as keyof InitSettings]
    if (value === undefined || (key === 'senderName' && settings.name !== undefined)) continue
    const parts = Array.isArray(value) ? value : [value]
    const wrong = parts.find((part) => !accepts(part))
    const few = key === 'postalAddress' ? parts.length < 2 : parts.length === 0
    if (wrong === undefined && !few) continue
    found.push(settingMalformed({ option, given: cleanText(wrong ?? parts.join('|'), 60), expected }))
  }
  if (found.some(({ code }) => code === 'setting_malformed') || !settings.languages) return found
  const { languages } = settings
  const twice = languages.find((language, at) => languages.indexOf(language) !== at)
  if (twice !== undefined) {
    const expected = `each language once: ${[...new Set(languages)].join(',')}`
    found.push(settingMalformed({ option: '--languages', given: languages.join(','), expected }))
  }
  const hasWords = (language: string): boolean => existsSync(join(templatesFolder, 'words', `${language}.yaml`))
  const from = languages.find(hasWords) ?? 'en'
  const wordless = [...new Set(languages)].filter((language) => !hasWords(language))
  return [...found, ...wordless.map((language) => languageWithoutWords({ language, from }))]
}
