import { describe, expect, it } from 'vitest'
import { approveStory } from '../../src/newsletter/stories/approve-story.ts'
import { quiet } from '../store/temporary-home.ts'
import { issue, StoryHome } from './story-home.ts'

const quote = ':::quote{#door speaker="s-001"}\nNobody is only one thing.\n:::\n'

/** A home whose English tells the story in two blocks: a story, and what its teller says besides. */
async function twoBlocks(): Promise<StoryHome> {
  const home = await StoryHome.begin()
  home.edit(`issues/${issue}/en.md`, 'when I came home.\n:::\n', `when I came home.\n:::\n\n${quote}`)
  home.edit(
    `issues/${issue}/es.md`,
    'cuando regresé.\n:::\n',
    `cuando regresé.\n:::\n\n:::quote{#door}\nNadie es una cosa.\n:::\n`,
  )
  return home
}

function approve(home: StoryHome, more: { block?: string; confirm?: (blocks: string[]) => boolean } = {}) {
  const { confirm = () => true, block } = more
  return approveStory(home.config, {
    ...{ id: 's-001', language: 'en', by: 'R. Reader', how: 'read aloud', warn: quiet, now: home.time, block },
    confirm: async (texts) => confirm(texts.map((text) => text.block)),
  })
}

const recordOf = async (home: StoryHome) => {
  const found = await home.with(({ stories }) => stories.find('s-001'))
  return found?.kind === 'given' ? found.record : expect.fail()
}

describe('a teller who speaks in two blocks', () => {
  it('is asked for both at once, and then both go out', async () => {
    const home = await twoBlocks()
    const shown: string[][] = []
    const result = await approve(home, { confirm: (blocks) => shown.push(blocks) > 0 })
    expect(shown).toEqual([['coming-home', 'door']])
    expect(result.texts.map(({ block, again }) => [block, again])).toEqual([
      ['coming-home', false],
      ['door', false],
    ])
    await home.approve('es')
    expect((await home.send()).result).toMatchObject({ kind: 'ran', end: { state: 'done' } })
  })

  it('can be asked for one, which leaves the other unapproved', async () => {
    const home = await twoBlocks()
    await approve(home, { block: '#door' })
    await home.approve('es')
    expect((await recordOf(home)).approved.en).toMatchObject([{ issue, block: 'door' }])
    expect((await home.send()).found).toEqual(['consent_text_changed'])
    await expect(approve(home, { block: 'letter' })).rejects.toMatchObject({
      code: 'story_block_else',
      hint: expect.stringContaining('#coming-home, #door'),
    })
  })

  it('keeps what they agreed to: the same again adds nothing, and words put back need no new word', async () => {
    const home = await twoBlocks()
    await approve(home)
    const once = await recordOf(home)
    expect((await approve(home)).texts.map(({ again }) => again)).toEqual([true, true])
    expect(await recordOf(home)).toEqual(once)
    home.edit(`issues/${issue}/en.md`, 'Nobody is only one thing.', 'Nobody is one thing.')
    expect((await approve(home)).texts.map(({ again }) => again)).toEqual([true, false])
    expect((await recordOf(home)).approved.en?.map(({ block }) => block)).toEqual(['coming-home', 'door', 'door'])
    await home.approve('es')
    home.edit(`issues/${issue}/en.md`, 'Nobody is one thing.', 'Nobody is only one thing.')
    expect((await home.send()).found).toEqual([])
  })

  it('is not recorded when they say no', async () => {
    const home = await twoBlocks()
    expect((await approve(home, { confirm: () => false })).kind).toBe('declined')
    expect((await recordOf(home)).approved).toEqual({})
  })
})

it('a translation cannot say that somebody else tells the story, or an organisation: it does not go out', async () => {
  for (const other of ['org:ilrc', 's-002']) {
    const home = await StoryHome.begin()
    await approve(home)
    home.edit(`issues/${issue}/es.md`, '{#coming-home}', `{#coming-home speaker="${other}"}`)
    expect((await home.send()).found, other).toContain('consent_speaker')
    expect(await home.with(({ ledger }) => ledger.list())).toEqual([])
  }
})
