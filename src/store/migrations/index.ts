import { createAudience } from './0001-audience.ts'
import { createLedger } from './0002-ledger.ts'
import { createAfterAcceptance } from './0003-after-acceptance.ts'
import { createMonths } from './0004-months.ts'
import { createStories } from './0005-stories.ts'
import type { Migration } from './column-types.ts'

/** Every step, in the order they run. The names are permanent. */
export const migrations: Record<string, Migration> = {
  '0001-audience': createAudience,
  '0002-ledger': createLedger,
  '0003-after-acceptance': createAfterAcceptance,
  '0004-months': createMonths,
  '0005-stories': createStories,
}
