import { z } from 'zod'
import { guessDate, isCalendarDate } from '../issue/calendar-date.ts'
import { guessLanguageTag, isLanguageTag } from '../issue/language-tag.ts'
import { checkYaml, type KeyPath, readYaml, type Samples } from '../issue/read-yaml.ts'
import { schemaAt } from '../issue/schema-at.ts'
import { defineText } from '../issue/schema-text.ts'
import { linePosition } from '../problem/positions.ts'
import type { At, Problem } from '../problem/problem.ts'
import { distinctProblems } from '../problem/report.ts'
import { findDenied, type HashWords, makeDenied } from './deny-list.ts'
import { hidesTeller, namesSomebody } from './name-forms.ts'
import { consentFormElse, consentFormLanguage, consentFormLine, keepOutUnreadable, shownAsKeptOut } from './problems.ts'
import { type ConsentRecord, channels, nameForms, riskDetails } from './record.ts'

/** What somebody who sits with a teller writes down; the names to keep out are in it only until they are hashed. */
export type ConsentForm = z.output<typeof schema>

const day = (expected: string) =>
  z
    .string(`${expected}, written year-month-day, such as 2026-03-31`)
    .refine(isCalendarDate, `${expected}, a day that exists, written year-month-day, such as 2026-03-31`)

// YAML 1.2 has no yes and no; people who fill in a form do.
const yesNo = (question: string) =>
  z
    .union([z.enum(['yes', 'no', 'Yes', 'No', 'YES', 'NO']), z.boolean()], `yes or no: ${question}`)
    .transform((answer) => answer === true || String(answer).toLowerCase() === 'yes')

const tag = z.string('a language tag such as es').refine(isLanguageTag, 'a language tag such as en, es or vi')

const oneOrMore = <T extends z.ZodType>(item: T, expected: string) => z.array(item, expected).min(1, expected)

// One word instead of a list of one, and a number, are no mistakes; nothing here is ever repeated in a message.
const secretWords = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((item) => item !== null) : [value]),
  z.array(z.union([z.string(), z.number().transform(String), z.boolean().transform(String)])),
)

const realNameNeeded =
  'a list with at least the teller’s real name, so that Wayforward can keep it out (only a code made from it is kept)'

const schema = z
  .strictObject({
    language: tag,
    interpreter: defineText('who interpreted').optional(),
    obtained: z.strictObject(
      {
        by: defineText('who asked and wrote this down'),
        on: day('the day on which the teller agreed'),
        how: defineText('how they were asked, such as "in person, in Spanish"'),
      },
      'the three lines by, on and how',
    ),
    minor: yesNo('is the teller under 18?'),
    guardian: defineText('who agreed for the teller, who is a minor').optional(),
    purpose: defineText('what the story is told for, as it was explained to the teller'),
    scope: z.strictObject(
      {
        channels: oneOrMore(
          z.enum(channels, `one of ${channels.join(', ')}`),
          `a list of at least one of ${channels.join(', ')}`,
        ),
        languages: oneOrMore(tag, 'a list of at least one language: [en, es]'),
        social: z.array(defineText('the name of a platform'), 'a list of platforms: [instagram]').default([]),
      },
      'the lines channels and languages',
    ),
    identity: z.strictObject(
      {
        form: z.enum(nameForms, `one of ${nameForms.join(', ')}`),
        shownAs: defineText('the name to be printed').optional(),
        face: yesNo('may their face be seen?'),
        voice: yesNo('may their voice be heard?'),
        place: z.enum(
          ['none', 'state', 'county', 'city'],
          'how exactly a place may be named: none, state, county or city',
        ),
      },
      'the lines form, face, voice and place',
    ),
    photo: z.strictObject(
      {
        allowed: yesNo('may pictures be shown with the story?'),
        blur: yesNo('must faces in them be blurred?').default(false),
        credit: defineText('who took the pictures').optional(),
      },
      'a group of lines: allowed, blur and credit',
    ),
    details: z
      .array(
        z.enum(riskDetails, `one of ${riskDetails.join(', ')}`),
        `a list of what the text may tell: ${riskDetails.join(', ')}`,
      )
      .default([]),
    selfTerms: z.array(defineText('a word'), 'a list of words: ["felon"]').default([]),
    attorneyReview: z
      .strictObject(
        {
          by: defineText('the attorney who read the story'),
          on: day('the day on which the attorney read it'),
          pendingCase: yesNo('does the teller have a case pending?'),
        },
        'the lines by, on and pendingCase',
      )
      .optional(),
    compensation: defineText('what the teller was paid or given').optional(),
    starts: day('the first day on which the story may be told').optional(),
    expires: day('the last day on which the story may be told').optional(),
    emailIrrevocable: yesNo('was the teller told that a mail cannot be taken back?'),
    reach: defineText('how to reach the teller safely').optional(),
    keepOut: z
      .strictObject(
        { names: secretWords.default([]), others: secretWords.default([]) },
        'the two lists names and others',
      )
      .default({ names: [], others: [] }),
  })
  .superRefine((form, context) => {
    const require = (path: string[], message: string): void => {
      context.addIssue({ code: 'custom', path, message })
    }
    const { identity, keepOut, scope } = form
    if (form.minor && form.guardian === undefined) {
      require(['guardian'], 'the name of the parent or guardian who agreed too, because the teller is a minor')
    }
    if (hidesTeller(identity.form) && !keepOut.names.some(hasWords)) {
      require(['keepOut', 'names'], realNameNeeded)
    }
    if (namesSomebody(identity.form) && identity.shownAs === undefined) {
      require(['identity', 'shownAs'], 'the name to be printed, because the story is told under a name')
    }
    if (scope.channels.includes('social') && scope.social.length === 0) {
      require(['scope', 'social'], 'a list of the platforms, such as [instagram], because social is among the channels')
    }
    if (scope.channels.includes('email') && !form.emailIrrevocable) {
      require([
        'emailIrrevocable',
      ], 'yes once you have told the teller that a mail cannot be taken back; until then, take email out of the channels')
    }
    const starts = form.starts ?? form.obtained.on
    if (form.expires !== undefined && form.expires <= starts) {
      require(['expires'], `a day after ${starts}, on which it starts`)
    } else if (form.expires !== undefined && form.expires > addYears(starts, 5)) {
      require(['expires'], `at most five years after it starts: ${addYears(starts, 5)} at the latest`)
    }
  })

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** The same day some years on; of 29 February, the 28th. */
function addYears(date: string, years: number): string {
  const [year = '', ...rest] = date.split('-')
  const later = [String(Number(year) + years), ...rest].join('-')
  return isCalendarDate(later) ? later : later.replace(/-29$/, '-28')
}

// Nothing that could be copied as the teller’s answer where it was not asked for.
const yesOrNo = { advice: 'Write yes or no behind the colon.' }
const samples: Samples = {
  language: 'language: es',
  'obtained.by': 'by: R. Reader',
  'obtained.on': 'on: 2026-03-31',
  'obtained.how': 'how: in person, in Spanish',
  minor: yesOrNo,
  guardian: { advice: 'Write behind the colon who it was.' },
  purpose: 'purpose: to show what second chances mean',
  'scope.channels': 'channels: [email, web]',
  'scope.languages': 'languages: [en, es]',
  'scope.social': 'social: [instagram]',
  'identity.form': 'form: pseudonym',
  'identity.shownAs': 'shownAs: Marisol',
  'identity.face': yesOrNo,
  'identity.voice': yesOrNo,
  'identity.place': 'place: state',
  'photo.allowed': yesOrNo,
  'photo.blur': yesOrNo,
  'attorneyReview.by': 'by: A. Attorney',
  'attorneyReview.on': 'on: 2026-03-31',
  'attorneyReview.pendingCase': yesOrNo,
  emailIrrevocable: yesOrNo,
}

/**
 * Read a filled-in form. What is wrong is a problem with its line. None repeats what stands in `keepOut`; the line itself
 * would, so print them without their source.
 *
 * @param today `yyyy-mm-dd` in the newsletter’s timezone: nobody has agreed on a later day.
 * @param languages of the newsletter, where they are known.
 */
export function readConsentForm(
  source: string,
  file: string,
  { today, languages }: { today: string; languages?: readonly string[] },
): { form?: ConsentForm; problems: Problem[] } {
  const yaml = readYaml(
    source
      .replace(/^\uFEFF/, '')
      .replaceAll(/\r\n?/g, '\n')
      .normalize('NFC'),
    file,
  )
  const isForm = yaml.problems.length > 0 ? yaml.lines.some(isFormLine) : isGroup(yaml.value)
  if (!isForm) return { problems: [consentFormElse(undefined, { file })] }
  const filled = { ...yaml, value: dropBlanks(yaml.value, schema) ?? {} }
  const { value, problems } = checkYaml<ConsentForm>(filled, refuseLater(today), samples, ([...path], text) => {
    const key = String(path.at(-1))
    if (['on', 'starts', 'expires'].includes(key)) return guessDate(text)
    return key === 'language' || path.includes('languages') ? guessLanguageTag(text) : undefined
  })
  const at = (...path: KeyPath): At => ({ file, place: linePosition(yaml.placeOf(path).start.line, '') })
  const found = problems.map((problem) => hideNames(problem, yaml.lines, file))
  if (value && printsKeptOut(value)) {
    return { problems: [...found, shownAsKeptOut(undefined, at('identity', 'shownAs'))] }
  }
  const unknown = (value?.scope.languages ?? []).filter((language) => languages && !languages.includes(language))
  const where = at('scope', 'languages')
  found.push(...unknown.map((language) => consentFormLanguage({ language, known: languages ?? [] }, where)))
  return { ...(value && { form: value }), problems: distinctProblems(found) }
}

/** The schema on a day: what was done was not done after it. */
function refuseLater(today: string): z.ZodType<ConsentForm> {
  return schema.superRefine(({ obtained, attorneyReview }, context) => {
    const expected = `today (${today}) or an earlier day, because it says what has happened`
    const refuse = (...path: string[]) => context.addIssue({ code: 'custom', path, message: expected })
    if (obtained.on > today) refuse('obtained', 'on')
    if (attorneyReview && attorneyReview.on > today) refuse('attorneyReview', 'on')
  })
}

/** Whether the name to be printed is, or holds, what its own record would keep out. */
function printsKeptOut({ identity: { shownAs }, keepOut }: ConsentForm): boolean {
  if (shownAs === undefined) return false
  const plain = (words: string): string => words
  return findDenied(shownAs, makeDenied(keepOut.names, keepOut.others, plain, shownAs), plain).length > 0
}

/** Of what cannot be read, no line may be repeated unless some line is a form’s: the rest is anybody’s words. */
const isFormLine = (line: string): boolean => (/^(\w+)\s*:/.exec(line)?.[1] ?? '') in schema.shape

const isGroup = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A problem of a line that says who the teller is, without that line. */
function hideNames(problem: Problem, lines: readonly string[], file: string): Problem {
  const { line } = problem
  if (line === undefined || problem.reason.includes(realNameNeeded) || !isSecret(lines, line - 1)) return problem
  const at = { file, place: linePosition(line, '') }
  return isAbout(lines, line - 1, /^reach$/) ? consentFormLine(undefined, at) : keepOutUnreadable(undefined, at)
}

/** Lines of these keys, however they are written, and what stands below them. */
const isSecret = (lines: readonly string[], index: number): boolean =>
  isAbout(lines, index, /^(keepouts?|names?|others?|nicknames?|reach)$/)

/** Whether a line belongs to a key, or to one of the group that it is in. */
function isAbout(lines: readonly string[], index: number, key: RegExp): boolean {
  for (let at = index; at >= 0; at -= 1) {
    const [, indent = '', name] = /^(\s*)["']?([\p{L}_ -]+?)["']?\s*:/u.exec(lines[at] ?? '') ?? []
    if (name === undefined) continue
    if (key.test(name.toLowerCase().replaceAll(/[_ -]/g, ''))) return true
    if (indent === '' && name in schema.shape) return false
  }
  return false
}

/** Optional lines that nobody filled in are as good as absent, and so is a group of such lines. */
function dropBlanks(value: unknown, schema: z.core.$ZodType): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null)
  if (typeof value !== 'object' || value === null) return value
  const shape = schema instanceof z.ZodObject ? schema.shape : {}
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const optional = shape[key] instanceof z.ZodOptional || shape[key] instanceof z.ZodDefault
    const inner = schemaAt(schema, [key])
    const filled = inner ? dropBlanks(item, inner) : item
    return optional && isBlank(filled) ? [] : [[key, filled]]
  })
  return Object.fromEntries(kept)
}

const isBlank = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.values(value).every(isBlank))

/**
 * The record of a form: what is to be kept out becomes hashes, what was left open its default (from the day it was
 * agreed to, for twelve months).
 */
export function makeRecord(form: ConsentForm, id: string, now: number, hash: HashWords): ConsentRecord {
  const { minor: _, keepOut, starts: given, expires, ...rest } = form
  const starts = given ?? form.obtained.on
  return {
    ...rest,
    id,
    starts,
    expires: expires ?? addYears(starts, 1),
    approved: {},
    denied: makeDenied(keepOut.names, keepOut.others, hash, rest.identity.shownAs),
    history: [{ at: now, what: 'added', by: form.obtained.by }],
  }
}
