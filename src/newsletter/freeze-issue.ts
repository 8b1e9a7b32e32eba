import type { Among } from '../audience/among.ts'
import type { Vault } from '../audience/vault.ts'
import type { Recipient } from '../delivery/batch.ts'
import { BatchCutter } from '../delivery/cut-batches.ts'
import { createEncoder, encoderVersion } from '../delivery/encoder.ts'
import { createEnvelope } from '../delivery/envelope.ts'
import type { Assignment, Candidate, Envelope, FrozenIssue, Ledger } from '../delivery/ledger.ts'
import type { Edition, Grouping } from '../edition/edition.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { resolveGroups, segmentsOfMask } from './audience-groupings.ts'
import { calendarFiles } from './calendar-files.ts'
import { picturesOf } from './pictures-of.ts'
import type { PreparedIssue } from './prepare-issue.ts'
import { audienceChanged } from './problems.ts'

export interface FreezeOptions {
  prepared: PreparedIssue
  ledger: Ledger
  vault: Vault
  origin: string
  /** The provider's own address is the empty one. */
  endpoint: string
  clock: { now(): number }
  /** Counted from the end of the freeze, which may take minutes; survives a kill as `not_before`. */
  undoDelayMs: number
  /** Those a person was asked about; absent where nobody was. */
  expected?: number
  dailyCap?: number
  /** ISO date of a person's word that the provider's domain tracks nothing. */
  trackingOff?: string
  /** A random name for this freeze, which its receipt will carry. */
  receipt: string
  /**
   * Asked once everything is in place, before the freeze counts: what it comes back with stops it. Absent where nothing could.
   */
  clear?: (ledgerId: string) => Promise<Problem[]>
  /** Absent: an issue of its own, for the whole list, begun by a person. */
  scope?: FreezeScope
  onProgress?: (placed: number, candidates: number) => void
}

/** What of a freeze is not the whole list's, or not a person's doing. */
export interface FreezeScope {
  /** Its name in the ledger; the folder's when absent. */
  ledgerId?: string
  among?: Among
  follows?: string
  /** The due time of the schedule that began it. */
  dueAt?: number
}

/** `frozen` is absent when an edition has an error, or `clear` found one: then the issue is a draft again and nothing was kept. */
export interface FreezeResult {
  problems: Problem[]
  frozen?: FrozenIssue
}

const pageSize = 1000
/** More than this share of change since a person said yes asks them again (DELIVERY.md, "Freeze"). */
const driftMost = 0.2

/**
 * Fix who gets what: count every candidate, render the editions for exactly their groups, cut the batches, and make the
 * issue frozen in one last transaction. After it no file, template, subscriber or setting is read for this issue.
 * Any error discards the attempt.
 *
 * @throws Problem `audience_changed` when the list is no longer the one a person was asked about
 */
export async function freezeIssue(options: FreezeOptions): Promise<FreezeResult> {
  const { ledger } = options
  const issue = ledgerIdOf(options)
  try {
    const { problems, envelope } = await placeEverybody(options)
    const stops = envelope ? ((await options.clear?.(issue)) ?? []) : []
    if (envelope && stops.length === 0) return { problems, frozen: await complete(options, envelope) }
    await ledger.discardFreeze(issue)
    return { problems: [...problems, ...stops] }
  } catch (error) {
    // What went wrong matters more than whether the attempt could be cleared away: the next freeze begins by doing so,
    // and what was frozen after all refuses to be.
    await ledger.discardFreeze(issue).catch(() => undefined)
    throw error
  }
}

/** An issue is its folder in the ledger; a second wave of it has a name of its own. */
function ledgerIdOf({ prepared, scope }: Pick<FreezeOptions, 'prepared' | 'scope'>): string {
  return scope?.ledgerId ?? prepared.issue.id
}

/** The month a monthly takes for itself; a second wave takes none. */
function monthOf({ prepared, scope }: FreezeOptions): string | null {
  const { kind, date } = prepared.issue.meta
  return kind === 'monthly' && scope?.follows === undefined ? date.slice(0, 7) : null
}

async function complete(options: FreezeOptions, envelope: Envelope): Promise<FrozenIssue> {
  const { prepared, ledger, clock } = options
  const now = clock.now()
  return await ledger.completeFreeze({
    issue: ledgerIdOf(options),
    issueKind: prepared.issue.meta.kind,
    month: monthOf(options),
    dueAt: options.scope?.dueAt ?? null,
    follows: options.scope?.follows ?? null,
    provider: prepared.provider,
    endpoint: options.endpoint,
    origin: options.origin,
    contentHash: prepared.contentHash,
    encoder: encoderVersion,
    envelope,
    notBefore: now + options.undoDelayMs,
    frozenAt: now,
    dailyCap: options.dailyCap ?? null,
    trackingOff: options.trackingOff ?? null,
    receipt: options.receipt,
  })
}

async function placeEverybody(options: FreezeOptions): Promise<{ problems: Problem[]; envelope?: Envelope }> {
  const { prepared, ledger, clock, expected } = options
  const issue = ledgerIdOf(options)
  const rules = prepared.segments.map(({ rule }) => rule)
  await ledger.beginFreeze(issue, rules, clock.now(), { month: monthOf(options), among: options.scope?.among })
  // As the plan counts: those who are not excluded by being paused or suppressed.
  const mailable = (await ledger.groups(issue)).reduce((sum, { count }) => sum + count, 0)
  if (expected !== undefined && Math.abs(mailable - expected) > driftMost * expected) {
    throw audienceChanged({ expected, candidates: mailable })
  }
  const editions = await assignEditions(issue, prepared, ledger)
  const problems = editions.flatMap((edition) => edition.problems)
  if (hasErrors(problems)) return { problems }
  const envelope = createEnvelope(prepared.newsletter)
  await cutBatches(editions, envelope, mailable, options)
  await ledger.savePictures(issue, [...picturesOf(prepared), ...calendarFiles(prepared.calendars)])
  return { problems, envelope }
}

/** Render the editions that the candidates need, and write each group's edition or exclusion. */
async function assignEditions(issue: string, prepared: PreparedIssue, ledger: Ledger): Promise<Edition[]> {
  const { documents, newsletter } = prepared
  const segments = prepared.segments.map(({ name }) => name)
  const groups = (await ledger.groups(issue)).map((group) => ({
    ...group,
    segments: segmentsOfMask(group.mask, segments),
    readers: group.count,
  }))
  const available = documents.map(({ language }) => language)
  const resolved = resolveGroups(groups, available, newsletter.fallback)
  const editions = await prepared.render(resolved.flatMap(({ grouping }) => (grouping ? [grouping] : [])))
  const editionOf = new Map(editions.flatMap(({ id, groupings }) => groupings.map((member) => [keyOf(member), id])))
  const assignments = resolved.map(({ group, grouping }): Assignment => {
    if (!grouping) return { ...group, exclusion: 'no-language' }
    const edition = editionOf.get(keyOf(grouping))
    if (edition === undefined) throw new Error(`no edition for a group of ${grouping.language}`)
    return { ...group, edition }
  })
  await ledger.assign(issue, assignments)
  for (const { id, language, segments: named, blocks, html, subject, text } of editions) {
    const htmlBytes = Buffer.byteLength(html.literals.join(''))
    const parts = { subject, html, text }
    await ledger.saveEdition(issue, { id, language, segments: named, blocks, htmlBytes, parts })
  }
  return editions
}

function keyOf({ language, segments }: Grouping): string {
  return [language, ...segments].join('+')
}

/**
 * Cut all recipients into batches of one edition each, in one walk through the list in the order of the keyed hashes:
 * what is held in memory is a page and at most one unfinished batch per edition.
 */
async function cutBatches(
  editions: Edition[],
  envelope: Envelope,
  candidates: number,
  { prepared, scope, ledger, vault, origin, dailyCap, onProgress }: FreezeOptions,
): Promise<void> {
  const issue = ledgerIdOf({ prepared, scope })
  const cutters = new Map(
    editions.map((edition) => {
      const encoder = createEncoder(issue, envelope, edition)
      return [edition.id, new BatchCutter(edition.id, encoder, dailyCap)]
    }),
  )
  let seq = 0
  const save = async (edition: string, members: Recipient[]): Promise<void> => {
    seq += 1
    await ledger.saveBatch(issue, { seq, edition, members })
  }
  let placed = 0
  for (let after: Buffer | undefined; ; ) {
    const page = await ledger.page(issue, after, pageSize)
    for (const candidate of page) {
      const batch = cutters.get(candidate.edition)?.add(recipientOf(candidate, vault, origin))
      if (batch) await save(candidate.edition, batch)
    }
    placed += page.length
    onProgress?.(placed, candidates)
    after = page.at(-1)?.addressHash
    if (page.length < pageSize) break
  }
  for (const [edition, cutter] of cutters) {
    const rest = cutter.rest()
    if (rest.length > 0) await save(edition, rest)
  }
}

/** The links in a mail that are the reader's own: a token that names them only to the holder of the keys. */
function recipientOf({ addressHash, address, name }: Candidate, vault: Vault, origin: string): Recipient {
  const token = vault.linkToken(addressHash)
  const values = { address, name, unsubscribe: `${origin}/u/${token}`, preferences: `${origin}/p/${token}` }
  return { addressHash, values }
}
