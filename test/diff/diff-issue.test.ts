import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeDiff } from '../../src/cli/describe-diff.ts'
import type { Config } from '../../src/config.ts'
import { diffIssue } from '../../src/newsletter/diff-issue.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import { prepareIssue } from '../../src/newsletter/prepare-issue.ts'
import type { Repository } from '../../src/outside/repository.ts'
import { addReaders, issue, now, proofHome, quiet } from '../proof/proof-home.ts'
import { withList } from '../store/temporary-home.ts'

const april = '2024-04-second-chances'
const noGit = async () => undefined

function edit(config: Config, file: string, change: (text: string) => string): void {
  const path = join(config.root, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Freeze an issue for today's list. */
async function freeze(config: Config, name: string): Promise<void> {
  const origin = 'http://localhost:3000'
  const { prepared } = await prepareIssue(config, origin, name)
  if (!prepared) throw new Error(`${name} has errors`)
  await withList(config, async ({ ledger, vault }) => {
    const clock = { now: () => Date.UTC(2024, 3, 2, 14) }
    await freezeIssue({ prepared, ledger, vault, origin, clock, endpoint: '', undoDelayMs: 0, receipt: 'r' })
  })
}

function history(changes: Awaited<ReturnType<Repository['changes']>>, asked: number[] = []): Repository {
  return {
    lastChange: async () => changes[0],
    uncommitted: async () => ['issues/2024-10-descheduling/vi.md'],
    changes: async (_, since) => {
      asked.push(since)
      return changes
    },
    fastForward: async () => ({ kind: 'current' }),
  }
}

describe('diff', () => {
  it('compares with the monthly before, readers from its freeze with those of today', async () => {
    const config = await proofHome()
    await addReaders(config)
    await freeze(config, april)
    await withList(config, async ({ audience, vault }) => {
      for (let index = 0; index < 12; index += 1) {
        await audience.suppress(vault.addressHash(`reader${index}@example.org`), 'unsubscribed', now)
      }
    })
    const asked: number[] = []
    const author = { name: 'Ana Reyes', address: 'ana@example.org' }
    const commit = { author, at: now, subject: 'Write', files: [`issues/${issue}/en.md`, 'README.md'] }
    const openRepository = async () => history([commit, { ...commit, at: now - 1 }], asked)
    const diff = await diffIssue(config, { now, openRepository, warn: quiet })
    expect(diff).toMatchObject({ issue, against: april, skipped: [] })
    expect(diff.audience).toMatchObject({
      now: { frozen: false, readers: 21, waiting: 7 },
      before: { frozen: true, readers: 30, waiting: 10 },
      fell: true,
    })
    expect(asked).toEqual([Date.UTC(2024, 3, 2, 14)])
    expect(diff.history?.people).toEqual([
      { name: 'Ana Reyes', changes: 2, files: [`issues/${issue}/en.md`], lastAt: new Date(now).toISOString() },
    ])

    const words = describeDiff(diff)
    const [, summary] = words.split('\n')
    expect(summary).toMatch(/^Look first: the audience fell by 30 %, from 30 to 21 readers\. 7 people wait/)
    expect(words).toContain('It is written in English, Spanish and Vietnamese, as before.')
    expect(words).toMatch(/Ana Reyes: 2 changes, last on 2024-09-26 \(issues\/2024-10-descheduling\/en\.md\)/)
    expect(words).toContain('Not put into git yet')
    // No hashes, no marks of a program that compares lines, and nobody's address.
    expect(words).not.toMatch(/[0-9a-f]{12}|^[+-]|@/m)
  })

  it('says what it could not know: no list, no git, an issue that went out elsewhere', async () => {
    const config = await proofHome()
    const here = await diffIssue(config, { now, openRepository: noGit, warn: quiet })
    expect(here.skipped.join(' ')).toMatch(/no git repository.*|was not sent from here/)
    expect(here.skipped).toHaveLength(2)
    expect(here.audience.now).toMatchObject({ readers: 0 })
    const bare = { ...config, dataFolder: join(config.root, 'elsewhere') }
    const there = await diffIssue(bare, { now, against: '2024-06', openRepository: noGit, warn: quiet })
    expect(there.against).toBe('2024-06-keeping-families-together')
    expect(there.audience).toMatchObject({ now: null, before: null, fell: false })
    expect(describeDiff(there)).toContain('Whom it reaches is not known here: there is no list in this folder.')
  })

  it('goes on with an issue that has errors, and names a language that is missing', async () => {
    const config = await proofHome()
    rmSync(join(config.issuesFolder, issue, 'vi.md'))
    edit(config, `issues/${issue}/en.md`, (text) => `${text}\n:::figure{#odd by="nobody"}\n![](images/none.png)\n:::\n`)
    const diff = await diffIssue(config, { now, openRepository: noGit, warn: quiet })
    expect(diff.blocks.added.map(({ id }) => id)).toContain('odd')
    expect(describeDiff(diff)).toContain('It is written in English and Spanish: Vietnamese is missing.')
  })

  it('says when there is nothing to compare with', async () => {
    const config = await proofHome()
    await expect(diffIssue(config, { name: april, openRepository: noGit, warn: quiet })).rejects.toMatchObject({
      code: 'nothing_before',
    })
    await expect(
      diffIssue(config, { name: issue, against: issue, openRepository: noGit, warn: quiet }),
    ).rejects.toMatchObject({ code: 'compared_with_itself' })
  })
})
