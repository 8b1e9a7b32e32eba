import { defineCheck } from './check.ts'
import type { StoreFacts } from './consultation.ts'
import { type Finding, fail, failWith, ok, warn } from './line.ts'

const subject = 'list and ledger'

/** The list can be opened, is whole, and is of this version. */
export const store = defineCheck('store', ({ store: facts }) => judgeStore(facts))

export function judgeStore(facts: StoreFacts): Finding {
  if (facts.kind === 'none') {
    return warn(
      subject,
      'There is no list in this folder yet. On a laptop where issues are only written, none is needed.',
      'Where you send from: `npx wayforward subscribers import FILE.csv`, or set WAYFORWARD_DATA to the folder that holds the list.',
    )
  }
  if (facts.kind === 'unusable') return failWith(subject, facts.problem)
  const { damage, newer, behind, wholly, bytes } = facts.inspection
  if (damage !== undefined) {
    return fail(
      subject,
      'The file of the list is damaged: SQLite finds that it contradicts itself.',
      'Stop `serve`, keep a copy of the data folder, and put back the newest backup: `npx wayforward restore FILE --replace`.',
    )
  }
  if (newer.length > 0) {
    return fail(subject, 'A newer version of Wayforward wrote it.', 'Update this one: `git pull`, then `npm ci`.')
  }
  if (behind.length > 0) {
    return warn(
      subject,
      'It is of an earlier version. The next command that opens it brings it up to date by itself.',
      'Make a backup first: `npx wayforward backup FOLDER`.',
    )
  }
  const people = facts.facts?.people ?? 0
  const size = bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${Math.round(bytes / 1e6)} MB`
  const extent = wholly ? 'whole' : 'whole as far as there was time to look'
  return ok(subject, `${people.toLocaleString('en-US')} ${people === 1 ? 'person' : 'people'}; ${size}, ${extent}.`)
}
