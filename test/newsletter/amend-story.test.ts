import { expect, it } from 'vitest'
import { amendStory } from '../../src/newsletter/stories/amend-story.ts'
import { withdrawStory } from '../../src/newsletter/stories/withdraw-story.ts'
import { quiet } from '../store/temporary-home.ts'
import { issue, StoryHome } from './story-home.ts'

/** A name of a code that no new form makes. */
const earlier = { hash: 'e'.repeat(64), words: 2, where: 'issue' as const }

const form = (more = '') => `
language: es
obtained: {by: R. Reader, on: 2024-11-20, how: "in person, in Spanish"}
minor: no
purpose: to show what second chances mean
scope: {channels: [email], languages: [en, es]}
emailIrrevocable: yes
identity: {form: pseudonym, shownAs: Marisol, face: yes, voice: no, place: state}
keepOut: {names: ["Rosa Ejemplo"], others: ["Testville"]}
photo: {allowed: yes}
starts: 2024-11-01
expires: 2025-06-30
${more}`

async function amend(home: StoryHome, words = form(), id = 's-001') {
  home.write('.gitignore', '.wayforward/\nnew.yaml\n')
  home.write('new.yaml', words)
  return amendStory(home.config, { id, form: 'new.yaml', by: 'B. Reader', warn: quiet, now: home.time })
}

const recordOf = async (home: StoryHome) => {
  const found = await home.with(({ stories }) => stories.find('s-001'))
  return found?.kind === 'given' ? found.record : expect.fail()
}

it('an amended record has the terms of the new form, and the number, the approvals, the codes and the past of the old', async () => {
  const home = await StoryHome.agreed({ denied: [earlier] })
  const old = await recordOf(home)
  const words = form('details: [convictions]\nattorneyReview: {by: A. Torney, on: 2024-11-19, pendingCase: no}\n')
  const amended = await amend(home, words)
  expect(amended).toMatchObject({
    kind: 'amended',
    id: 's-001',
    before: old.expires,
    expires: '2025-06-30',
    problems: [],
  })
  const record = await recordOf(home)
  expect(record).toMatchObject({
    ...{ id: 's-001', starts: '2024-11-01', expires: '2025-06-30', details: ['convictions'] },
    ...{ approved: old.approved, attorneyReview: { by: 'A. Torney', on: '2024-11-19' } },
    scope: { channels: ['email'] },
  })
  expect(record.denied).toContainEqual(earlier)
  expect(record.denied.length).toBeGreaterThan(3)
  expect(record.history.slice(0, -1)).toEqual(old.history)
  expect(record.history.at(-1)).toMatchObject({
    at: home.time,
    by: 'B. Reader',
    what: expect.stringMatching(/^amended/),
  })
  // What they heard before is still what they agreed to.
  expect((await home.send()).found).toEqual([])
})

it('what an amendment no longer allows does not go out, also of an issue that is frozen', async () => {
  const home = await StoryHome.agreed()
  await home.freeze()
  await amend(home, form().replace('[email]', '[web]'))
  await home.send()
  expect(await home.mailed()).toBe(0)
  expect((await home.with(({ ledger }) => ledger.find(issue)))?.state).not.toBe('done')
})

it('a code that is looked for all over an issue goes on being so when the new form is milder', async () => {
  const home = await StoryHome.agreed()
  await amend(home)
  const whole = (await recordOf(home)).denied.filter(({ where }) => where === 'issue')
  expect(whole.length).toBeGreaterThan(0)
  await amend(
    home,
    form().replace('names: ["Rosa Ejemplo"], others: ["Testville"]', 'names: ["Rosa"], others: ["Rosa Ejemplo"]'),
  )
  expect((await recordOf(home)).denied).toEqual(expect.arrayContaining(whole))
})

it('is refused for a record that was withdrawn or never was, and changes nothing where the form has errors', async () => {
  const home = await StoryHome.agreed()
  const old = await recordOf(home)
  expect(await amend(home, form().replace('minor: no', 'minor: perhaps'))).toMatchObject({ kind: 'unready' })
  expect(await recordOf(home)).toEqual(old)
  await expect(amend(home, form(), 's-009')).rejects.toMatchObject({ code: 'story_unknown' })
  for (const keep of [true, false]) {
    await withdrawStory(home.config, 's-001', { keep, confirm: async () => true, warn: quiet, now: () => home.time })
    await expect(amend(home)).rejects.toMatchObject({ code: 'story_withdrawn' })
  }
})
