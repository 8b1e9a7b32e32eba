import { join, relative } from 'node:path'
import { DateTime } from 'luxon'
import type { Config } from '../../config.ts'
import type { FrozenEdition } from '../../delivery/ledger.ts'
import { type Correction, correctionsFile, readCorrections } from '../../issue/corrections.ts'
import { findIssue } from '../../issue/find-issue.ts'
import type { Problem } from '../../problem/problem.ts'
import { hasErrors } from '../../problem/report.ts'
import { findIssueOrFrozen } from '../find-frozen.ts'
import { type PreparedIssue, prepareIssue } from '../prepare-issue.ts'
import { hasList, type List, openList } from '../workspace.ts'
import { compareEditions, type EditionChange } from './compare-editions.ts'
import { correctMailNobody, correctNoteMissing, correctUnchanged, correctUnsent } from './problems.ts'
import { readNotes } from './read-notes.ts'
import { type ScaffoldedCorrection, scaffoldCorrection } from './scaffold-correction.ts'
import { findSent, type SentIssue } from './sent-editions.ts'
import { writeCorrections } from './write-correction.ts'

export interface CorrectOptions {
  /** As given: `es=…`, or words in the source language. None where the last correction is only to be mailed. */
  notes: string[]
  /** Draft a mail to those who were handed what was wrong. */
  mail?: boolean
  now?: () => number
  warn: (message: string) => void
}

export type CorrectResult =
  /** The corrected files have errors; nothing was written. */
  | { kind: 'unready'; issue: string; problems: Problem[] }
  | {
      kind: 'corrected'
      issue: string
      problems: Problem[]
      correction: Correction
      /** corrections.yaml, relative to the workspace. */
      file: string
      /** False where this very correction stood there already. */
      recorded: boolean
      mail?: ScaffoldedCorrection & { readers: number }
    }

/**
 * Record what was corrected in an issue that was sent, with a note in each language it was sent in; what was sent stays as
 * it is. With `mail`, also draft the mail to exactly those who were handed an edition whose words have changed.
 *
 * @throws Problem correct_unsent, correct_unchanged, correct_note_missing, correct_note_empty, correct_note_language,
 * correct_mail_nobody, correct_mail_exists, issue_unknown, issue_ambiguous, disk_refused, those of corrections.yaml and of
 * the store
 */
export async function correctIssue(config: Config, name: string, options: CorrectOptions): Promise<CorrectResult> {
  if (!hasList(config)) throw correctUnsent({ issue: await findIssue(config.issuesFolder, name) })
  const list = await openList(config, options.warn)
  try {
    const { issue } = await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
    const sent = await findSent(list.ledger, issue)
    if (!sent) throw correctUnsent({ issue })
    // As it was frozen, for the origin is part of the hash and of every picture's address.
    const { prepared, problems } = await prepareIssue(config, sent.frozen.origin, issue)
    if (!prepared || hasErrors(problems)) return { kind: 'unready', issue, problems }
    return { ...(await recordAndMail(config, list, { sent, prepared }, options)), problems }
  } finally {
    await list.close()
  }
}

interface Found {
  sent: SentIssue
  prepared: PreparedIssue
}

async function recordAndMail(config: Config, list: List, found: Found, options: CorrectOptions) {
  const { sent, prepared } = found
  const { issue, newsletter } = prepared
  const { corrections, problems } = await readCorrections(issue.folder)
  for (const problem of problems) throw problem
  const [latest] = corrections
  const changes = await compareEditions(sent.editions, prepared)
  const isKnown = latest?.corrected === prepared.contentHash
  const only = options.mail === true && options.notes.length === 0
  if (!changes.some(({ words, pictures }) => words || pictures) || (isKnown && !only)) {
    throw correctUnchanged({ issue: issue.id, since: isKnown ? latest.date : undefined })
  }
  const today = DateTime.fromMillis((options.now ?? Date.now)(), { zone: newsletter.timezone }).toFormat('yyyy-MM-dd')
  const correction: Correction = isKnown
    ? latest
    : {
        date: today,
        sent: sent.frozen.contentHash,
        corrected: prepared.contentHash,
        note: notesFor(found, options.notes),
      }
  const mail = options.mail ? await draftMail(config, list, found, changes, { ...correction, today }) : undefined
  if (!isKnown) await writeCorrections(issue.folder, [correction, ...corrections])
  return {
    kind: 'corrected' as const,
    issue: issue.id,
    correction,
    file: relative(config.root, join(issue.folder, correctionsFile)),
    recorded: !isKnown,
    ...(mail && { mail }),
  }
}

/** A note for each language that went out; one for a language that did not is kept, for its page is corrected too. */
function notesFor({ sent, prepared }: Found, given: string[]): Record<string, string> {
  const { issue, newsletter } = prepared
  const notes = readNotes(given, newsletter.languages)
  const languages = newsletter.languages.filter((language) =>
    sent.editions.some((edition) => edition.language === language),
  )
  const missing = languages.filter((language) => !(language in notes))
  if (missing.length > 0) throw correctNoteMissing({ issue: issue.id, languages: missing })
  return Object.fromEntries(
    newsletter.languages.flatMap((tag) => (notes[tag] === undefined ? [] : [[tag, notes[tag]]])),
  )
}

async function draftMail(
  config: Config,
  list: List,
  { prepared }: Found,
  changes: EditionChange[],
  { note, today }: { note: Record<string, string>; today: string },
): Promise<ScaffoldedCorrection & { readers: number }> {
  const { id } = prepared.issue
  const wrong = changes.filter(({ words }) => words).map(({ edition }) => edition)
  if (wrong.length === 0) throw correctMailNobody({ issue: id })
  const editions = unique(wrong, (edition) => edition.id)
  const languages = unique(wrong, (edition) => edition.language)
  const among = await list.ledger.countAmong({ kind: 'submitted', of: id, editions })
  const isSent = async (name: string) => (await list.ledger.find(name)) !== undefined
  const draft = await scaffoldCorrection(config, { corrected: prepared, editions, languages, note, today, isSent })
  return { ...draft, readers: among.reduce((sum, { count }) => sum + count, 0) }
}

function unique(editions: FrozenEdition[], key: (edition: FrozenEdition) => string): string[] {
  return [...new Set(editions.map(key))]
}
