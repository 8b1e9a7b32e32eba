/** Fewer people than the whole list. Both are of an issue that was sent, its second waves included. */
export type Among =
  /** Those who wait for their language and are in no wave yet; of these languages where they are named. */
  | { kind: 'waiting'; of: string; languages?: string[] }
  /** Those whose delivery was submitted, of these editions or of all. */
  | { kind: 'submitted'; of: string; editions?: string[] }
