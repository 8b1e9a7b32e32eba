import { expect, it } from 'vitest'
import { judgeStories } from '../../src/newsletter/doctor/stories.ts'
import { openOutboxOf } from '../../src/newsletter/open-provider.ts'
import { runSchedule } from '../../src/newsletter/schedule/run-schedule.ts'
import { summariseStory } from '../../src/newsletter/stories/story-view.ts'
import { noon, StoryHome } from '../newsletter/story-home.ts'
import { aRecord } from '../store/a-record.ts'

const day = 24 * 60 * 60 * 1000

it('the editors hear 60 and 30 days before a consent runs out, once each, and never of one that was withdrawn', async () => {
  const home = await StoryHome.begin({ expires: '2025-02-20' })
  const editor = { address: 'ed@example.org', name: 'Ed', role: 'approver' as const, languages: ['en'] }
  await home.with(({ editors }) => editors.save(editor, noon))
  const told = async (now: number): Promise<string[]> => {
    await runSchedule(home.config, { clock: { now: () => now, sleep: async () => undefined } })
    return await home.with(async ({ vault }) => {
      const outbox = await openOutboxOf(home.config, vault)
      const subjects = [...outbox.deliveries()].map(({ message }) => message.subject)
      await outbox.close()
      return subjects
    })
  }
  expect(await told(noon)).toEqual([])
  expect(await told(noon + 31 * day)).toEqual([
    '[Field News] The consent for the story s-001 runs out after 2025-02-20',
  ])
  expect(await told(noon + 32 * day)).toHaveLength(1)
  expect(await told(noon + 61 * day)).toHaveLength(2)
  await home.with(({ stories }) => stories.save(aRecord('s-002', { expires: '2025-02-21' }), noon))
  await home.withdraw('s-002')
  expect(await told(noon + 62 * day)).toHaveLength(2)
})

it('the doctor names what has run out and what soon will', () => {
  const judge = (...expires: string[]) =>
    judgeStories(
      expires.map((end, index) =>
        summariseStory({ kind: 'given', record: aRecord(`s-00${index + 1}`, { expires: end }) }, '2024-11-22'),
      ),
    )
  expect(judge()).toEqual([])
  expect(judge('2025-01-22')).toMatchObject({ state: 'ok' })
  expect(judge('2025-01-21')).toMatchObject({ state: 'warn', said: expect.stringContaining('s-001 (2025-01-21)') })
  expect(judge('2024-11-21', '2024-11-22')).toMatchObject({
    said: expect.stringMatching(/run out for s-001 .*within 60 days for s-002/),
  })
})
