import type { Span } from '../guide/ready-text.ts'
import type { Denied } from './record.ts'

/** The longest run of words that is looked for: a name of five parts. */
const mostWords = 5

/** Keyed hash, in hex, of words in their normal form: what the store holds instead of the words. */
export type HashWords = (normalWords: string) => string

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu

// Everything that is no letter or digit parts words: hyphens, underscores, slashes, dots, marks of Markdown.
const apostrophes = `'’‘ʼ＇\`´`
const word = new RegExp(
  `[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}\\u00AD\\u200B-\\u200D\\u2060]|[${apostrophes}](?=\\p{L}))*`,
  'gu',
)

/** A word of a text: where it stands, its normal form, and that without what marks a possessive. */
interface Token extends Span {
  normal: string
  owner?: string
}

/**
 * The normal form of words: without case, accents, apostrophes and invisible characters, one space between them. Đ has no
 * accent to take off.
 */
export function normaliseWords(words: string): string {
  return tokensOf(words)
    .map(({ normal }) => normal)
    .join(' ')
}

function foldWord(text: string): string {
  if (/^[a-z0-9]+$/.test(text)) return text
  return text
    .replaceAll(invisible, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[Đđ]/g, 'd')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
}

const possessive = new RegExp(`[${apostrophes}]s$`, 'i')

function makeToken(text: string, start: number): Token {
  return {
    start,
    end: start + text.length,
    normal: foldWord(text),
    ...(possessive.test(text) && { owner: foldWord(text.replace(possessive, '')) }),
  }
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => makeToken(found, index))
}

const joint = /[\p{Ll}\p{M}]\p{Lu}|\p{Lu}{2}\p{Ll}|[\p{L}\p{M}]\p{N}|\p{N}\p{L}/u

/** The words of names such as `rosaPerez2.jpg`: apart where a capital follows a small letter, or a digit a letter. */
function splitTokens(text: string): Token[] {
  return [...text.matchAll(word)].flatMap(({ 0: found, index }) => {
    const parts = [...found.matchAll(/\p{N}+|\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[^\p{Lu}\p{N}]+/gu)]
    return parts.map((part) => makeToken(part[0], index + part.index))
  })
}

/**
 * What a record keeps of the words its teller wants kept out.
 *
 * @param names of people. One of several words is looked for all over an issue that tells the story, last name first, and
 * run together as file names and addresses have it; parts of it, and single names, only beside the story.
 * @param others what only gives the teller away beside the story: town, employer, school.
 * @param shownAs the name that is printed: a part of it that is also a part of a real name is no secret by itself.
 */
export function makeDenied(
  names: readonly string[],
  others: readonly string[],
  hash: HashWords,
  shownAs = '',
): Denied[] {
  const printed = new Set(normaliseWords(shownAs).split(' '))
  const found = new Map<string, Denied>()
  const add = (normal: string, where: Denied['where']): void => {
    if (normal === '') return
    const key = hash(normal)
    if (found.get(key)?.where !== 'issue') found.set(key, { hash: key, words: normal.split(' ').length, where })
  }
  for (const name of names) {
    const words = normaliseWords(name).split(' ')
    for (const form of wholeForms(words)) add(form, words.length > 1 ? 'issue' : 'story')
    for (const form of partsOf(words)) add(form, 'story')
    if (!isVietnamese(name)) {
      for (const single of singlesOf(words)) if (!printed.has(single)) add(asName(single), 'story')
    }
  }
  for (const other of others) for (const form of runsOf(other)) add(form, 'story')
  return [...found.values()]
}

/** The whole name: as it stands, last name first, first and last alone, run together. */
function wholeForms(words: readonly string[]): string[] {
  const [first = '', ...rest] = words
  const last = rest.at(-1)
  if (last === undefined) return [first]
  const before = words.slice(0, -1)
  const forms = [words, [last, ...before], [...rest, first], [first, last], [last, first]]
  const joined = [words.join(''), first + last, last + first]
  return [
    ...forms.map((form) => form.slice(0, mostWords).join(' ')),
    // Shorter ones are words of their own: “Le An” is no “lean”.
    ...joined.filter((form) => form.length >= 8),
  ]
}

/** What joins the parts of many names, and begins or ends none. */
const particles = new Set('al bin da de del do dos el ibn la las los san santa thi van von y'.split(' '))

/**
 * Two parts or more of a name, side by side: they name somebody to who knows of the story. Two of them also the other way
 * round, run together, and with one as an initial.
 */
function partsOf(words: readonly string[]): string[] {
  const parts: string[] = []
  const named = words.filter((word) => !particles.has(word))
  for (let start = 0; start < words.length; start += 1) {
    for (let end = start + 2; end <= Math.min(words.length, start + mostWords); end += 1) {
      const run = words.slice(start, end)
      if (!particles.has(run[0] ?? '') && !particles.has(run.at(-1) ?? '')) parts.push(run.join(' '))
    }
  }
  for (const [index, one] of named.entries()) {
    for (const other of named.slice(index + 1)) {
      const pairs = [`${one} ${other}`, `${other} ${one}`, `${one[0]} ${other}`, `${one} ${other[0]}`]
      parts.push(...pairs, ...[one + other, other + one].filter((form) => form.length >= 8))
    }
  }
  return parts
}

/** One part of a name, which counts only where it is written as a name. */
const asName = (word: string): string => `^${word}`

/** Names that begin a sentence, or stand in another name, as words or places of their own. */
const alsoWords = new Set(
  [
    'april art august best bill black brown church cruz day flores grace green hope joy june king law long love',
    'luz mark may paz price reyes rich rose santos sol white will wood young',
  ].flatMap((some) => some.split(' ')),
)

function singlesOf(words: readonly string[]): string[] {
  if (words.length < 2) return []
  return words.filter((word) => word.length > 2 && !particles.has(word) && !alsoWords.has(word))
}

/** In Vietnamese most parts of names are everyday words: they give away together, not one by one. */
function isVietnamese(name: string): boolean {
  if (/[ăâđêôơư\u1EA0-\u1EF9]/iu.test(name.normalize('NFC'))) return true
  const families = 'bui dang duong hoang huynh ngo nguyen pham phan tran truong vuong'
  return normaliseWords(name)
    .split(' ')
    .some((word) => families.split(' ').includes(word))
}

function runsOf(other: string): string[] {
  const words = normaliseWords(other).split(' ')
  const joined = words.join('')
  const runs =
    words.length <= mostWords
      ? [words.join(' ')]
      : words.slice(0, -mostWords + 1).map((_, start) => words.slice(start, start + mostWords).join(' '))
  return joined.length >= 6 ? [...runs, joined] : runs
}

/** A hash that is worked out once for the same words: they come again and again in an issue. */
export function rememberHashes(hash: HashWords): HashWords {
  const known = new Map<string, string>()
  return (words) => {
    const found = known.get(words) ?? hash(words)
    known.set(words, found)
    return found
  }
}

/**
 * Where denied words stand in a text: running words, the name of a file, what a picture's metadata says. In any case, with
 * or without accents, with punctuation or a single letter between them, as a possessive, run together or parted.
 *
 * @param where `issue` to look only for names of several words; `front` for what `story` finds, but for a single part of a
 * name: beside the story other people may share it, such as who reviewed a translation.
 * @returns in order; what overlaps is one.
 */
export function findDenied(
  text: string,
  denied: readonly Denied[],
  hash: HashWords,
  where: Denied['where'] | 'front' = 'story',
): Span[] {
  const byLength = new Map<number, Set<string>>()
  for (const item of denied) {
    if (where === 'issue' && item.where !== 'issue') continue
    const hashes = byLength.get(item.words) ?? new Set<string>()
    byLength.set(item.words, hashes.add(item.hash))
  }
  if (byLength.size === 0) return []
  const whole = tokensOf(text)
  const sequences = joint.test(text) ? [whole, splitTokens(text)] : [whole]
  const found: Span[] = []
  for (const tokens of sequences) {
    const longer = tokens.filter(({ normal }) => normal.length > 1)
    for (const words of longer.length === tokens.length ? [tokens] : [tokens, longer]) {
      for (const [start, first] of words.entries()) {
        let before = ''
        for (let length = 1; length <= mostWords; length += 1) {
          const last = words[start + length - 1]
          if (!last) break
          const hashes = byLength.get(length)
          const holds = (word: string | undefined) => word !== undefined && hashes?.has(hash(before + word))
          if (hashes && (holds(last.normal) || holds(last.owner))) found.push({ start: first.start, end: last.end })
          else if (
            length === 1 &&
            where === 'story' &&
            [last.normal, last.owner].some((one) => one && holds(asName(one)))
          ) {
            if (isWrittenAsName(text, last)) found.push({ start: last.start, end: last.end })
          }
          // A word that was parted with a hyphen, at the end of a line or by a tired hand.
          if (length === 2 && /^[-\u2010\u2011]\s*$/u.test(text.slice(first.end, last.start))) {
            const single = byLength.get(1)
            const whole = [last.normal, last.owner].flatMap((end) => (end ? first.normal + end : []))
            if (
              whole.some(
                (one) => single?.has(hash(one)) || (single?.has(hash(asName(one))) && isWrittenAsName(text, first)),
              )
            ) {
              found.push({ start: first.start, end: last.end })
            }
          }
          before += `${last.normal} `
        }
      }
    }
  }
  return join(found)
}

/** With a capital; or in an address or the name of a file, where people write small. */
function isWrittenAsName(text: string, { start, end }: Span): boolean {
  if (/^\p{Lu}/u.test(text.slice(start, end))) return true
  const before =
    text
      .slice(Math.max(0, start - 200), start)
      .split(/\s/u)
      .at(-1) ?? ''
  const after = text.slice(end, end + 200).split(/\s/u)[0] ?? ''
  return /[/_@]|\.\p{L}/u.test(`${before}x${after}`)
}

/** What overlaps is one. */
function join(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}
