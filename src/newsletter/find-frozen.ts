import type { FrozenIssue, Ledger } from '../delivery/ledger.ts'

/**
 * The issue a name means in the ledger: its folder name or a unique part of it. What was frozen is found even when its
 * folder has been renamed or is gone.
 */
export async function findFrozen(ledger: Ledger, name: string): Promise<FrozenIssue | undefined> {
  const frozen = (await ledger.list()).filter(({ state }) => state !== 'freezing')
  const exact = frozen.find(({ issue }) => issue === name)
  if (exact) return exact
  const [only, ...others] = frozen.filter(({ issue }) => issue.includes(name))
  return others.length === 0 ? only : undefined
}
