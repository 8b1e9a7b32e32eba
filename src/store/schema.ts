import type { AudienceTables } from './audience-schema.ts'
import type { LedgerTables } from './ledger-schema.ts'
import type { MonthTables } from './months-schema.ts'
import type { StoryTables } from './stories-schema.ts'

/** Every table of the store. */
export type Schema = AudienceTables & LedgerTables & MonthTables & StoryTables
