import type { Document } from '../document/document.ts'
import type { IssueText } from '../issue/issue.ts'
import { findIn } from './find.ts'
import type { Finding } from './finding.ts'
import type { Guide } from './guide.ts'
import { readDocumentTexts } from './read-document-texts.ts'
import { type BrokenWaiver, type PlacedWaiver, readWaivers } from './read-waivers.ts'
import type { ReadyText } from './ready-text.ts'

/** A finding, and the waiver that silences it. */
export interface JudgedFinding extends Finding {
  waiver?: PlacedWaiver
}

/** What the guide says of one language of an issue. */
export interface JudgedDocument {
  texts: ReadyText[]
  /** In source order, the silent ones included. */
  findings: JudgedFinding[]
  waivers: PlacedWaiver[]
  broken: BrokenWaiver[]
}

export interface JudgingTerms {
  guide: Guide
  /** The issue's date: a waiver that ended before it silences nothing. */
  day: string
  /** By consent record, what its teller calls themself. */
  selfTerms?: ReadonlyMap<string, string[]>
}

/** Hold a document against the guide, with its waivers. */
export function judgeDocument(
  document: Document,
  text: IssueText,
  { guide, day, selfTerms }: JudgingTerms,
): JudgedDocument {
  const texts = readDocumentTexts(document, text)
  const { waivers, broken } = readWaivers(document, text, day)
  const findings = [...groupByTeller(texts, document)]
    .flatMap(([teller, own]) => {
      const terms = teller === undefined ? undefined : selfTerms?.get(teller)
      return findIn(own, document.language, guide, terms && { selfTerms: terms })
    })
    .sort((a, b) => a.source.start - b.source.start)
    .map((finding) => waive(finding, waivers, day))
  return { texts, findings, waivers, broken }
}

/** Each storyteller's own texts, by consent record, and those of nobody. */
function groupByTeller(texts: readonly ReadyText[], { blocks }: Document): Map<string | undefined, ReadyText[]> {
  const groups = new Map<string | undefined, ReadyText[]>()
  for (const text of texts) {
    const teller = text.ofTeller ? tellerOf(blocks.find(({ id }) => id === text.block)) : undefined
    const group = groups.get(teller)
    if (group) group.push(text)
    else groups.set(teller, [text])
  }
  return groups
}

function tellerOf(block: Document['blocks'][number] | undefined): string | undefined {
  const speaker = block && 'speaker' in block.attributes ? block.attributes.speaker : undefined
  return speaker?.kind === 'story' ? speaker.record : undefined
}

/** The nearest waiver counts: one right above the words goes before one for the whole file. */
function waive(finding: Finding, waivers: readonly PlacedWaiver[], day: string): JudgedFinding {
  if (finding.silence) return finding
  const holding = waivers.filter(
    ({ entry, until, reach }) =>
      entry === finding.entry.id &&
      until >= day &&
      (!reach || (reach.start <= finding.source.start && finding.source.end <= reach.end)),
  )
  const waiver = holding.find(({ reach }) => reach) ?? holding[0]
  return waiver ? { ...finding, silence: 'waiver', waiver } : finding
}
