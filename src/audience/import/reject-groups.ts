/** Why a row was not taken, as kinds: many rows share one, and what to do about it. */
export type RejectKind =
  | 'no_address'
  | 'address'
  | 'status'
  | 'language'
  | 'no_consent_date'
  | 'no_consent_source'
  | 'consent_date'
  | 'consent_date_order'
  | 'cells'
  | 'unreadable'

/** A rejected row as a report shows it: without its cells, which hold addresses. */
export interface RejectedRow {
  /** The line it begins in, from 1. */
  line: number
  kind: RejectKind
  /** Completes “Line 7: …”. */
  reason: string
}

/** The rows that were not taken for one kind of reason. */
export interface RejectGroup {
  kind: RejectKind
  rows: number
  /** The first of them in the file. */
  first: RejectedRow[]
  /** Whether all have the very same reason. */
  same: boolean
}

const shown = 3

/** Count a rejected row into the group of its kind, which is made when it is the first. */
export function groupReject(groups: RejectGroup[], row: RejectedRow): void {
  const group = groups.find(({ kind }) => kind === row.kind)
  if (!group) {
    groups.push({ kind: row.kind, rows: 1, first: [row], same: true })
    return
  }
  group.rows += 1
  group.same &&= group.first[0]?.reason === row.reason
  if (group.first.length < shown) group.first.push(row)
}
