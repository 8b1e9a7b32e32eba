import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeRemains } from '../../src/cli/describe-remains.ts'
import { cancelIssue } from '../../src/newsletter/cancel-issue.ts'
import { proveIssue } from '../../src/newsletter/prove-issue.ts'
import { sendNotices } from '../../src/newsletter/send-notices.ts'
import { withdrawStory } from '../../src/newsletter/stories/withdraw-story.ts'
import { dataPaths } from '../../src/newsletter/workspace.ts'
import { query, quiet } from '../store/temporary-home.ts'
import { issue, StoryHome } from './story-home.ts'

const told = /The door was open when I came home/

/** The list’s file and its log, as somebody reads them who has the disk. */
function bytesOfList(home: StoryHome): string {
  const { store } = dataPaths(home.config)
  return ['', '-wal'].flatMap((end) => (existsSync(store + end) ? readFileSync(store + end, 'latin1') : '')).join('')
}

describe('after a withdrawal', () => {
  it('the list’s file holds no word of the story, no picture of it and no record, while others have it open', async () => {
    const home = await StoryHome.agreed()
    await home.send()
    const [picture] = await home.with(({ stories }) => stories.pictures('s-001'))
    const sealed = query<{ sealed: Buffer }>(home.config, 'select sealed from stories')[0]?.sealed
    expect(bytesOfList(home)).toMatch(told)
    await home.with(async ({ stories }) => {
      // As `serve` has it.
      await stories.list()
      await home.withdraw()
      const bytes = bytesOfList(home)
      expect(bytes).not.toMatch(told)
      expect(bytes.includes(sealed?.subarray(3).toString('latin1') ?? '')).toBe(false)
      expect(await stories.isWithdrawnPicture(picture ?? '')).toBe(true)
    })
    expect(query(home.config, `select * from pictures where name = '${picture}'`)).toEqual([])
    // That it went out, and to how many, is still known.
    const [row] = query<{ readers: number }>(
      home.config,
      `select sum(readers) as readers from editions where issue = '${issue}'`,
    )
    expect(row?.readers).toBe(3)
  })

  it('what was on its way keeps its words until it is cancelled; asked again, they are gone', async () => {
    const home = await StoryHome.agreed()
    await home.freeze()
    await home.withdraw()
    await cancelIssue(home.config, issue, { confirm: async () => true, warn: quiet })
    await home.withdraw()
    expect(bytesOfList(home)).not.toMatch(told)
  })

  it('asks with what is still there, and says that a record is kept only where one is', async () => {
    const home = await StoryHome.agreed()
    const asked: (string | undefined)[] = []
    const withdraw = async (keep: boolean) => {
      const confirm = async (_: string, before?: string) => asked.push(before) > 0
      const result = await withdrawStory(home.config, 's-001', { keep, confirm, warn: quiet, now: () => home.time })
      return result.kind === 'withdrawn' ? result : expect.fail()
    }
    const said = async (keep: boolean) => describeRemains(await withdraw(keep)).join('\n')
    expect(await said(true)).toMatch(/because of --keep.+withdraw s-001 --keep` shows this again/s)
    expect(await withdraw(true)).toMatchObject({ again: true, kept: true })
    expect(await withdraw(false)).toMatchObject({ again: true, kept: false })
    const gone = await said(true)
    expect(gone).toContain('is deleted; only the fact')
    expect(gone).toContain('withdraw s-001` shows this again')
    expect(gone).not.toContain('--keep')
    expect(asked).toEqual([undefined, 'kept', 'kept', 'deleted'])
  })

  it('a proof that the provider has not taken yet is not mailed any more', async () => {
    const home = await StoryHome.agreed()
    const editor = { address: 'ed@example.org', name: 'Ed', role: 'approver' as const, languages: ['en', 'es'] }
    await home.with(({ editors }) => editors.save(editor, home.time))
    await proveIssue(home.config, { name: issue, warn: quiet, signal: AbortSignal.abort() })
    const waiting = () => home.with(async ({ notices }) => (await notices.pending('proof')).map(({ key }) => key))
    expect(await waiting()).toHaveLength(2)
    await home.withdraw()
    expect(await waiting()).toEqual([])
    const sent = await home.with((list) => sendNotices(home.config, list, [], { warn: quiet }))
    expect(sent).toMatchObject({ accepted: 0, pending: 0 })
  })

  it('other stories, and an issue that shows the same picture anew, are left as they are', async () => {
    const home = await StoryHome.agreed()
    await home.send()
    const [picture] = await home.with(({ stories }) => stories.pictures('s-001'))
    await home.with(({ stories }) =>
      stories.noteUses([
        { story: 's-002', issue: 'x', language: 'en', channel: 'web', textHash: '', at: 1, pictures: [picture ?? ''] },
      ]),
    )
    await home.withdraw()
    expect(query(home.config, `select name from pictures where name = '${picture}'`)).toHaveLength(1)
  })

  it('nothing beside the list holds its words either, but the files of the issue and the rehearsal’s outbox', async () => {
    const home = await StoryHome.agreed()
    await home.send()
    await home.withdraw()
    const folder = home.config.dataFolder
    const holding = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('outbox'))
      .filter(({ parentPath, name }) => told.test(readFileSync(`${parentPath}/${name}`, 'latin1')))
    expect(holding.map(({ name }) => name)).toEqual([])
  })
})
