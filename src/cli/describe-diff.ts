import pc from 'picocolors'
import type { IssueDiff } from '../newsletter/diff-issue.ts'
import { formatTable, kilobytes, plural, thousands } from './print.ts'

/** A comparison as somebody reads it who has never seen a `+` at the beginning of a line. */
export function describeDiff(diff: IssueDiff): string {
  const sections = [
    `${pc.bold(diff.issue)} compared with ${pc.bold(diff.against)}\n${summarise(diff)}`,
    describeReaders(diff),
    describeLanguages(diff),
    describeBlocks(diff),
    describeLinks(diff),
    describePeople(diff),
    diff.skipped.join('\n'),
  ]
  return sections.filter((section) => section !== '').join('\n\n')
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })
const languageName = (tag: string): string => names.of(tag) ?? tag

/** a, b and c */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

function summarise(diff: IssueDiff): string {
  return [audienceSentence(diff), languageSentence(diff), blockSentence(diff), segmentSentence(diff)]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function audienceSentence({ audience: { now, before, fell } }: IssueDiff): string {
  if (!now) return ''
  const reached = now.frozen ? 'It went to' : 'It would reach'
  const waiting = now.waiting > 0 ? ` ${plural(now.waiting, 'person waits', 'people wait')} for their language.` : ''
  if (!before) return `${reached} ${plural(now.readers, 'reader')}.${waiting}`
  const share = before.readers === 0 ? 0 : Math.round((Math.abs(now.readers - before.readers) / before.readers) * 100)
  if (fell) {
    const what = `Look first: the audience fell by ${share} %, from ${thousands(before.readers)} to ${plural(now.readers, 'reader')}.`
    return `${pc.yellow(what)}${waiting}`
  }
  if (now.readers === before.readers) return `${reached} ${plural(now.readers, 'reader')}, as many as before.${waiting}`
  const direction = now.readers > before.readers ? 'more' : 'fewer'
  const by = thousands(Math.abs(now.readers - before.readers))
  return `${reached} ${plural(now.readers, 'reader')}, ${by} ${direction} than before (${share} %).${waiting}`
}

function languageSentence({ languages }: IssueDiff): string {
  const present = languages.filter(({ now }) => now)
  const added = present.filter(({ before }) => !before).map(({ language }) => languageName(language))
  const missing = languages.filter(({ now }) => !now).map(({ language }) => languageName(language))
  const change = [
    ...(added.length > 0 ? [`${joinWords(added)} ${added.length === 1 ? 'is' : 'are'} new`] : []),
    ...(missing.length > 0 ? [`${joinWords(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
  ]
  const all = joinWords(present.map(({ language }) => languageName(language)))
  return `It is written in ${all}${change.length > 0 ? `: ${change.join(', ')}` : ', as before'}.`
}

function blockSentence({ blocks, links, languages }: IssueDiff): string {
  const { added, changed, removed, same } = blocks
  const are = (count: number, what: string): string[] =>
    count === 0 ? [] : [`${thousands(count)} ${count === 1 ? 'is' : 'are'} ${what}`]
  const kinds = [...are(added.length, 'new'), ...are(changed.length, 'changed'), ...are(same, 'the same')]
  const gone =
    removed.length === 0 ? '' : `; ${are(removed.length, 'gone').join('').replace(' ', ' of the earlier issue ')}`
  const total = added.length + changed.length + same
  const [source] = languages
  const fresh =
    added.reduce((sum, { words }) => sum + words, 0) + changed.reduce((sum, { newWords }) => sum + newWords, 0)
  const read = source?.now
    ? ` In ${languageName(source.language)} about ${roundWords(fresh)} of its ${plural(source.now.words, 'word')} are new; it takes ${plural(source.now.minutes, 'minute')} to read.`
    : ''
  const linked =
    links.added.length + links.removed.length === 0
      ? ' It leads to the same places.'
      : ` ${plural(links.added.length, 'link is', 'links are')} new.`
  return `Of its ${plural(total, 'block')}, ${joinWords(kinds)}${gone}.${read}${linked}`
}

function segmentSentence({ segments: { now, added, removed } }: IssueDiff): string {
  if (now.length === 0 && removed.length === 0) return ''
  const used = now.length === 0 ? 'Everybody sees every block' : `Some blocks are only for ${joinWords(now)}`
  const fresh = added.length > 0 ? ` (new: ${joinWords(added)})` : ''
  const unused = removed.length > 0 ? `; none is only for ${joinWords(removed)} any more` : ''
  return `${used}${fresh}${unused}.`
}

/** To the nearest ten, where that says enough. */
function roundWords(count: number): string {
  return thousands(count < 20 ? count : Math.round(count / 10) * 10)
}

const orDash = (count: number | null): string => (count === null ? '–' : thousands(count))

function describeReaders({ audience: { now, before, editions } }: IssueDiff): string {
  if ((!now && !before) || editions.length === 0) return ''
  const rows = editions.map((edition) => [edition.id, orDash(edition.now), orDash(edition.before)])
  const total = ['everybody', orDash(now?.readers ?? null), orDash(before?.readers ?? null)]
  return formatTable(['readers of', now?.frozen ? 'now' : 'today', 'before'], [...rows, total])
}

function describeLanguages({ languages }: IssueDiff): string {
  const size = (bytes: number | null | undefined): string => (bytes ? kilobytes(bytes) : '–')
  const table = formatTable(
    ['language', 'words', 'before', 'minutes', 'before', 'HTML', 'before'],
    languages.map(({ language, now, before }) => [
      languageName(language),
      orDash(now?.words ?? null),
      orDash(before?.words ?? null),
      orDash(now?.minutes ?? null),
      orDash(before?.minutes ?? null),
      size(now?.htmlBytes),
      size(before?.htmlBytes),
    ]),
  )
  const subjects = languages.flatMap(({ language, now, before }) => {
    if (!now) return []
    const same = now.subject === before?.subject
    return [
      `${languageName(language)}: ${now.subject}`,
      ...(before ? [same ? '  as before' : `  before: ${before.subject}`] : []),
    ]
  })
  return `${table}\n\n${pc.dim('subject lines')}\n${subjects.join('\n')}`
}

function describeBlocks({ blocks: { added, changed, removed } }: IssueDiff): string {
  const titleOf = ({ heading, id }: { heading: string; id: string }): string => shorten(heading || id)
  const rows = [
    ...added.map((block) => [titleOf(block), block.kind, `new, ${plural(block.words, 'word')}`]),
    ...changed.map((block) => [titleOf(block), block.kind, describeChange(block)]),
    ...removed.map((block) => [titleOf(block), block.kind, 'gone']),
  ]
  return rows.length === 0 ? '' : formatTable(['block', 'kind', 'what happened'], rows)
}

/** More than this share of a block's words new, and it is another text. */
const rewrittenFrom = 0.7

function describeChange(block: IssueDiff['blocks']['changed'][number]): string {
  const { words, newWords, goneWords, detailsChanged } = block
  const about = (count: number): string => `${roundWords(count)} ${count === 1 ? 'word' : 'words'}`
  if (newWords > words * rewrittenFrom) return `rewritten, about ${about(newWords)} new`
  const what = [
    ...(newWords > 0 ? [`about ${about(newWords)} new`] : []),
    ...(goneWords > 0 ? [`about ${about(goneWords)} gone`] : []),
    ...(detailsChanged ? ['links, pictures, dates or readers changed'] : []),
  ]
  return what.join(', ')
}

function describeLinks({ links: { added, removed } }: IssueDiff): string {
  const rows = [
    ...added.map(({ text, href }) => [shorten(text), hostOf(href), 'new']),
    ...removed.map(({ text, href }) => [shorten(text), hostOf(href), 'gone']),
  ]
  return rows.length === 0 ? '' : formatTable(['link', 'leads to', 'what happened'], rows)
}

function hostOf(href: string): string {
  const url = URL.canParse(href) ? new URL(href) : undefined
  return url?.hostname || (url ? url.protocol.replace(':', '') : href)
}

function describePeople({ history }: IssueDiff): string {
  if (!history) return ''
  const since = history.since.slice(0, 10)
  const lines = history.people.map(({ name, changes, files, lastAt }) => {
    const shown = files.slice(0, 4)
    const more = files.length > shown.length ? ` and ${plural(files.length - shown.length, 'more file')}` : ''
    return `${name}: ${plural(changes, 'change')}, last on ${lastAt.slice(0, 10)} (${shown.join(', ')}${more})`
  })
  const open = history.uncommitted
  const pending =
    open.length > 0
      ? [
          `Not put into git yet, so nobody is named for it: ${joinWords(open.slice(0, 6))}${open.length > 6 ? ' …' : ''}`,
        ]
      : []
  const heading = pc.dim(`who changed the issue, the settings and the templates since ${since}`)
  return [heading, ...(lines.length > 0 ? lines : ['Nobody, as far as git knows.']), ...pending].join('\n')
}

function shorten(text: string): string {
  return text.length > 44 ? `${text.slice(0, 43).trimEnd()}…` : text
}
