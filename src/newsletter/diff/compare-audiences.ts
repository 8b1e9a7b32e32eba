/** Who gets an issue: fixed at its freeze, or by today's list. */
export interface Audience {
  /** Fixed by its freeze. */
  frozen: boolean
  readers: number
  /** Those whose language it is not written in. */
  waiting: number
  editions: { id: string; readers: number }[]
}

export interface AudienceDiff {
  /** Null where nobody can tell: no list here, or an issue that was never frozen here. */
  now: Omit<Audience, 'editions'> | null
  before: Omit<Audience, 'editions'> | null
  /** Of both issues; null where an issue has no such edition. */
  editions: { id: string; now: number | null; before: number | null }[]
  /** It fell by more than a fifth, which is rarely meant. */
  fell: boolean
}

/** A fall by more than this share is told before everything else. */
const fallMost = 0.2

/** Compare whom two issues reach. Pure. */
export function compareAudiences(now: Audience | null, before: Audience | null): AudienceDiff {
  const ids = [...new Set([...(now?.editions ?? []), ...(before?.editions ?? [])].map(({ id }) => id))].sort()
  const readersOf = (audience: Audience | null, id: string): number | null =>
    audience?.editions.find((edition) => edition.id === id)?.readers ?? null
  return {
    now: totalOf(now),
    before: totalOf(before),
    editions: ids.map((id) => ({ id, now: readersOf(now, id), before: readersOf(before, id) })),
    fell: now !== null && before !== null && now.readers < before.readers * (1 - fallMost),
  }
}

function totalOf(audience: Audience | null): AudienceDiff['now'] {
  return audience && { frozen: audience.frozen, readers: audience.readers, waiting: audience.waiting }
}
