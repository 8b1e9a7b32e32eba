/** What a webhook says, as the model understands it: no word of it comes from the code under torture. */
export interface Word {
  id: string
  at: number
  kind: 'delayed' | 'soft_bounced' | 'delivered' | 'failed' | 'suppressed' | 'bounced' | 'complained' | 'other'
  issue: number
  reader: number
  /** What names the delivery: the provider's id, our tags, both, tags of another list, or nothing that is known. */
  by: 'id' | 'tags' | 'both' | 'foreign' | 'nothing'
}

/** What becomes of a reader in an issue; `open` was armed and never answered. */
export type Fate = 'accepted' | 'open' | 'planned' | 'excluded'

export interface Expected {
  /** By `issue/reader`: the word that stands, and when it was said. */
  reports: Map<string, { kind: Word['kind']; at: number }>
  suppressions: Map<number, 'bounced' | 'complained'>
  parked: number
}

const weakestFirst: Word['kind'][] = [
  'delayed',
  'soft_bounced',
  'delivered',
  'failed',
  'suppressed',
  'bounced',
  'complained',
]

/** The state that words must leave, in whatever order and how often they came. */
export function expectedState(words: Word[], fate: (issue: number, reader: number) => Fate): Expected {
  const expected: Expected = { reports: new Map(), suppressions: new Map(), parked: 0 }
  const distinct = new Map(words.map((word) => [word.id, word]))
  for (const word of distinct.values()) {
    if (word.kind === 'other' || word.by === 'foreign') continue
    const end = fate(word.issue, word.reader)
    const byId = (word.by === 'id' || word.by === 'both') && end === 'accepted'
    const byTags = word.by === 'tags' || word.by === 'both'
    if (byId || byTags) suppress(expected, word)
    if (byId || (byTags && (end === 'accepted' || end === 'open'))) report(expected, word)
    else expected.parked += 1
  }
  return expected
}

function suppress({ suppressions }: Expected, { kind, reader }: Word): void {
  if (kind === 'complained') suppressions.set(reader, kind)
  if (kind === 'bounced' && !suppressions.has(reader)) suppressions.set(reader, kind)
}

function report({ reports }: Expected, { issue, reader, kind, at }: Word): void {
  const key = `${issue}/${reader}`
  const known = reports.get(key)
  const higher = known && weakestFirst.indexOf(kind) - weakestFirst.indexOf(known.kind)
  if (!known || (higher ?? 0) > 0 || (higher === 0 && at < known.at)) reports.set(key, { kind, at })
}

/** Readers, not suppressed yet, whose newest three issues with a final word bounced softly; issues in the order of their freeze. */
export function softBouncers({ reports, suppressions }: Expected, issues: number, readers: number): number[] {
  return Array.from({ length: readers }, (_, reader) => reader).filter((reader) => {
    if (suppressions.has(reader)) return false
    const kinds = Array.from({ length: issues }, (_, issue) => reports.get(`${issue}/${reader}`)?.kind)
    const newest = kinds.filter((kind) => kind !== undefined && kind !== 'delayed').slice(-3)
    return newest.length === 3 && newest.every((kind) => kind === 'soft_bounced')
  })
}
