import type { Vault } from '../audience/vault.ts'
import { BatchCutter } from '../delivery/cut-batches.ts'
import { createEncoder, encoderVersion } from '../delivery/encoder.ts'
import { createEnvelope } from '../delivery/envelope.ts'
import type { Candidate, Envelope, FrozenIssue, Ledger, Recipient } from '../delivery/ledger.ts'
import type { Edition, Grouping } from '../edition/edition.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { resolveGroups, segmentsOfMask } from './audience-groupings.ts'
import type { PreparedIssue } from './prepare-issue.ts'

export interface FreezeOptions {
  prepared: PreparedIssue
  ledger: Ledger
  vault: Vault
  origin: string
  now: number
  /** Written as `not_before`; survives a kill. */
  undoDelayMs: number
}

/** `frozen` is absent when an edition has an error: then the issue is a draft again and nothing was kept. */
export interface FreezeResult {
  problems: Problem[]
  frozen?: FrozenIssue
}

const pageSize = 1000

/** The links in a mail that are the reader's own: a token that names them only to the holder of the keys. */
function recipientOf(candidate: Candidate, vault: Vault, origin: string): Recipient {
  const token = vault.linkToken(candidate.addressHash)
  return {
    addressHash: candidate.addressHash,
    values: {
      address: candidate.address,
      name: candidate.name,
      unsubscribe: `${origin}/u/${token}`,
      preferences: `${origin}/p/${token}`,
    },
  }
}

/**
 * Fix who gets what: count every candidate, render the editions for exactly their groups, cut the batches, and make the
 * issue frozen in one last transaction. After it no file, template, subscriber or setting is read for this issue.
 * Any error discards the attempt.
 */
export async function freezeIssue(options: FreezeOptions): Promise<FreezeResult> {
  const { prepared, ledger, origin, now } = options
  const { issue, newsletter } = prepared
  const rules = prepared.segments.map(({ rule }) => rule)
  const candidates = await ledger.beginFreeze(issue.id, rules, now)
  try {
    const editions = await placeCandidates(prepared, ledger)
    const problems = editions.flatMap((edition) => edition.problems)
    if (hasErrors(problems)) {
      await ledger.discardFreeze(issue.id)
      return { problems }
    }
    const envelope = createEnvelope(newsletter)
    let seq = 1
    for (const edition of editions) seq = await cutEdition(edition, seq, envelope, options)
    await ledger.completeFreeze({
      issue: issue.id,
      provider: prepared.provider,
      origin,
      contentHash: prepared.contentHash,
      encoder: encoderVersion,
      envelope,
      notBefore: now + options.undoDelayMs,
      frozenAt: now,
      candidates,
    })
    return { problems, frozen: await ledger.find(issue.id) }
  } catch (error) {
    await ledger.discardFreeze(issue.id)
    throw error
  }
}

/** Render the editions that the candidates need, and write each group's edition or exclusion. */
async function placeCandidates(prepared: PreparedIssue, ledger: Ledger): Promise<Edition[]> {
  const { issue, documents, newsletter } = prepared
  const segments = prepared.segments.map(({ name }) => name)
  const groups = (await ledger.groups(issue.id)).map((group) => ({
    ...group,
    segments: segmentsOfMask(group.mask, segments),
    readers: group.count,
  }))
  const available = documents.map(({ language }) => language)
  const resolved = resolveGroups(groups, available, newsletter.fallback)
  const groupings = resolved.flatMap(({ grouping }) => (grouping ? [grouping] : []))
  const editions = await prepared.render(groupings)
  const editionOf = new Map(editions.flatMap(({ id, groupings }) => groupings.map((member) => [keyOf(member), id])))
  for (const { group, grouping } of resolved) {
    const edition = grouping && editionOf.get(keyOf(grouping))
    if (grouping && edition === undefined) throw new Error(`no edition for a group of ${grouping.language}`)
    await ledger.assign(issue.id, group, edition === undefined ? { exclusion: 'no-language' } : { edition })
  }
  for (const edition of editions) {
    await ledger.saveEdition(issue.id, {
      id: edition.id,
      language: edition.language,
      segments: edition.segments,
      blocks: edition.blocks,
      htmlBytes: Buffer.byteLength(edition.html.literals.join('')),
      parts: { subject: edition.subject, html: edition.html, text: edition.text },
    })
  }
  return editions
}

function keyOf({ language, segments }: Grouping): string {
  return [language, ...segments].join('+')
}

/** Cut one edition's recipients into batches, page by page; returns the next free batch number. */
async function cutEdition(edition: Edition, seq: number, envelope: Envelope, options: FreezeOptions): Promise<number> {
  const { prepared, ledger, vault, origin } = options
  const issue = prepared.issue.id
  const cutter = new BatchCutter(edition.id, createEncoder(issue, envelope, edition))
  let next = seq
  const save = async (members: Recipient[]): Promise<void> => {
    await ledger.saveBatch(issue, { seq: next, edition: edition.id, members })
    next += 1
  }
  for (let after: Buffer | undefined; ; ) {
    const page = await ledger.page(issue, edition.id, after, pageSize)
    for (const candidate of page) {
      const batch = cutter.add(recipientOf(candidate, vault, origin))
      if (batch) await save(batch)
    }
    after = page.at(-1)?.addressHash
    if (page.length < pageSize) break
  }
  const rest = cutter.rest()
  if (rest.length > 0) await save(rest)
  return next
}
