import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { buildIssue } from '../../src/newsletter/build-issue.ts'
import { addStory } from '../../src/newsletter/stories/add-story.ts'
import { formatProblems } from '../../src/problem/report.ts'
import { quiet } from '../store/temporary-home.ts'
import { temporaryFolder } from '../store/temporary-store.ts'
import { issue, noon, StoryHome } from './story-home.ts'

const english = `issues/${issue}/en.md`
const door = `issues/${issue}/images/door.png`

/** The errors that stop the build, which must not have written anything then; none when it built. */
async function build({ config }: StoryHome): Promise<string[]> {
  const { problems, built } = await buildIssue(config, { warn: quiet })
  const errors = problems.filter(({ severity }) => severity === 'error')
  expect(built === undefined).toBe(errors.length > 0)
  expect(existsSync(join(config.dataFolder, 'build', issue))).toBe(built !== undefined)
  return [...new Set(errors.map(({ code }) => code))]
}

describe('a build stops, and says why, when a story', () => {
  it('has no record, or its text was not read to the teller in each language', async () => {
    const home = await StoryHome.begin()
    home.edit(english, 's-001', 's-014')
    expect(await build(home)).toEqual(['consent_missing'])
    home.edit(english, 's-014', 's-001')
    await home.approve('en')
    expect(await build(home)).toEqual(['consent_text_unapproved'])
    await home.approve('es')
    expect(await build(home)).toEqual([])
    const manifest = readFileSync(join(home.config.dataFolder, 'build', issue, 'manifest.json'), 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({ issue, consent: 'verified' })
  })

  it('has consent that has run out, or not begun, on the issue’s own date', async () => {
    const late = await StoryHome.agreed({ expires: '2024-11-21' })
    expect(await build(late)).toEqual(['consent_expired'])
    const early = await StoryHome.agreed({ starts: '2024-11-23' })
    expect(await build(early)).toEqual(['consent_not_begun'])
    const lastDay = await StoryHome.agreed({ starts: '2024-11-22', expires: '2024-11-22' })
    expect(await build(lastDay)).toEqual([])
  })

  it('is told in a language or on a channel that the teller did not agree to', async () => {
    const scope = { channels: ['email' as const], languages: ['en'], social: [] }
    const home = await StoryHome.begin({ scope })
    await home.approve('en')
    await expect(home.approve('es')).rejects.toMatchObject({ code: 'story_language_outside' })
    expect(await build(home)).toContain('consent_language')
    const webOnly = await StoryHome.agreed({ scope: { channels: ['web'], languages: ['en', 'es'], social: [] } })
    expect(await build(webOnly)).toEqual(['consent_channel'])
  })

  it('was edited after the teller heard it, or its picture was; another line wrap is no edit', async () => {
    const home = await StoryHome.agreed()
    home.edit(english, 'was open', 'was\nopen')
    expect(await build(home)).toEqual([])
    const other = await StoryHome.agreed()
    other.edit(english, 'was open', 'stood open')
    expect(await build(other)).toEqual(['consent_text_changed'])
    other.edit(english, 'stood open', 'was open')
    other.write(door, await sharp(join(other.folder, door)).negate().png().toBuffer())
    expect(await build(other)).toEqual(['consent_text_changed'])
  })

  it('was withdrawn', async () => {
    const home = await StoryHome.agreed()
    await home.withdraw()
    expect(await build(home)).toEqual(['consent_withdrawn'])
  })

  it('has the real name in its text or in a picture’s metadata, and the report does not print it', async () => {
    const home = new StoryHome()
    await home.writeFiles()
    const form = join(temporaryFolder(), 'consent.yaml')
    writeFileSync(form, aForm)
    expect(await addStory(home.config, form, { warn: quiet, now: noon })).toMatchObject({ kind: 'added', id: 's-001' })
    const portrait = sharp(join(home.folder, door)).withExif({ IFD0: { ImageDescription: 'Portrait of ROSA EJEMPLO' } })
    const [plain, named] = [readFileSync(join(home.folder, door)), await portrait.png().toBuffer()]
    for (const [picture, words] of [
      [named, 'The door'],
      [plain, 'Ms Ejemplo’s door, said Rosa Ejémplo,'],
    ] as const) {
      home.write(door, picture)
      home.edit(english, 'The door was', `${words} was`)
      for (const language of ['en', 'es']) await home.approve(language)
      expect(await build(home)).toEqual(['consent_name'])
      const { problems } = await buildIssue(home.config, { warn: quiet })
      const sources = new Map([[english, readFileSync(join(home.folder, english), 'utf8')]])
      expect(formatProblems(problems, { colour: false, sources })).not.toMatch(/rosa|ejemplo/i)
      home.edit(english, `${words} was`, 'The door was')
    }
  })
})

const aForm = `
language: es
obtained: {by: R. Reader, on: 2024-01-05, how: "in person, in Spanish"}
minor: no
purpose: to show what second chances mean
scope: {channels: [email, web], languages: [en, es]}
emailIrrevocable: yes
identity: {form: pseudonym, shownAs: Marisol, face: yes, voice: no, place: state}
keepOut: {names: ["Rosa Ejemplo"], others: ["Testville"]}
photo: {allowed: yes}
`
