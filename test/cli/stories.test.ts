import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { commit, git, newRepository } from '../outside/git-workshop.ts'
import { temporaryFolder } from '../store/temporary-store.ts'
import { stackTrace, Workspace } from './workspace.ts'

const issue = '2024-11-thanks'
const file = `issues/${issue}/en.md`

/** As somebody fills it in who sits with the teller; dates far from any clock. */
const form = `
language: es
obtained: {by: R. Reader, on: 2024-01-05, how: "in person, in Spanish"}
minor: no
purpose: to show what second chances mean
scope: {channels: [email, web], languages: [en, es]}
emailIrrevocable: yes
identity: {form: pseudonym, shownAs: Marisol, face: yes, voice: no, place: state}
keepOut: {names: ["Rosa Ejemplo"], others: ["Testville"]}
photo: {allowed: yes}
reach: evenings, under the number on the card
starts: 2024-11-01
expires: 2024-11-30
`

const text = `---
title: Thanks
subject: "Thanks, and two deadlines"
preheader: Who came home this autumn, and two calls that help
date: 2024-11-22
kind: monthly
template: monthly
---

Dear friends,

We keep families together.

:::story{#coming-home speaker="s-001"}
## Coming home

![A blue door.](images/door.png)

The door was open when I came home.
:::
`

const door = sharp({ create: { width: 40, height: 30, channels: 3, background: '#2244cc' } })

class StoryWorkspace extends Workspace {
  /** Outside the workspace, as it should be. */
  readonly form = join(temporaryFolder(), 'consent.yaml')

  static async begin(words = form): Promise<StoryWorkspace> {
    const workspace = new StoryWorkspace()
    for (const name of ['2024-04-second-chances', '2024-06-keeping-families-together', '2024-10-descheduling']) {
      rmSync(workspace.path('issues', name), { recursive: true })
    }
    mkdirSync(workspace.path('issues', issue, 'images'), { recursive: true })
    writeFileSync(workspace.path(file), text)
    writeFileSync(workspace.path(`issues/${issue}/images/door.png`), await door.png().toBuffer())
    writeFileSync(workspace.form, words)
    return workspace
  }

  /** With the record s-001, whose teller heard the English text. */
  static async agreed(words = form): Promise<StoryWorkspace> {
    const workspace = await StoryWorkspace.begin(words)
    await workspace.ok(['stories', 'add', workspace.form])
    await workspace.approve()
    return workspace
  }

  async ok(args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args)
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`)
    return stdout
  }

  approve(language = 'en') {
    return this.run(['stories', 'approve', 's-001', '--language', language, '--by', 'R. Reader', '--how', 'read aloud'])
  }

  /** The errors that stop the build, and what the manifest says of consent. */
  async build(): Promise<{ errors: string[]; consent?: string }> {
    const { code, stdout } = await this.run(['build', '--json'])
    const { problems, consent } = JSON.parse(stdout)
    const found = problems.filter(({ severity }: { severity: string }) => severity === 'error')
    const errors = [...new Set<string>(found.map((problem: { code: string }) => problem.code))]
    expect(code).toBe(errors.length > 0 ? 1 : 0)
    return { errors, consent }
  }
}

describe('a story on the command line', () => {
  it('is built once its teller has heard it, and never again once they took it back', async () => {
    using workspace = await StoryWorkspace.begin()
    const laptop = await workspace.build()
    expect([laptop.errors, laptop.consent]).toEqual([[], 'unverified'])
    expect((await workspace.run(['approve', issue, '--by', 'Ana'])).stderr).toContain('list_missing')
    await workspace.ok(['stories', 'add', workspace.form])
    expect((await workspace.build()).errors).toEqual(['consent_text_unapproved'])
    await workspace.approve()
    const home = await workspace.build()
    expect([home.errors, home.consent]).toEqual([[], 'verified'])
    await workspace.ok(['stories', 'withdraw', 's-001', '--yes'])
    expect((await workspace.build()).errors).toEqual(['consent_withdrawn'])
  })
})

describe('wayforward stories', () => {
  it('prints a form that can be filled in, takes it, and shows what was agreed, without what is kept out', async () => {
    using workspace = await StoryWorkspace.begin()
    const blank = await workspace.ok(['stories', 'add', '--blank'])
    expect(blank).toContain('keepOut:')
    const added = await workspace.ok(['stories', 'add', workspace.form])
    expect(added).toContain('Added s-001')
    expect(added).toContain('Now delete the form')
    const shown = await workspace.ok(['stories', 'show', 'S-1'])
    expect(shown).toContain('shown as Marisol')
    expect(shown).toContain('Nobody has read the text in en to the teller yet.')
    expect(shown).not.toMatch(/rosa|ejemplo|testville|evenings/i)
    expect(await workspace.ok(['stories', 'show', 's-001', '--show-reach'])).toContain('evenings')
    const json = JSON.parse(await workspace.ok(['stories', 'show', 's-001', '--json']))
    expect(json).toMatchObject({ id: 's-001', expires: '2024-11-30', uses: [], record: { hasReach: true } })
    expect(JSON.stringify(json)).not.toMatch(/denied|evenings/)
    const list = JSON.parse(await workspace.ok(['stories', 'list', '--json']))
    expect(list.stories).toMatchObject([{ id: 's-001', state: 'expired', languages: ['en', 'es'], approved: [] }])
  })

  it('reads no form that git keeps or would keep, and takes it once git ignores it', async () => {
    using workspace = await StoryWorkspace.begin()
    newRepository(workspace.folder)
    writeFileSync(workspace.path('consent.yaml'), form)
    const refused = await workspace.run(['stories', 'add', 'consent.yaml'])
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('consent_form_tracked')])
    git(workspace.folder, 'add', '--all')
    commit(workspace.folder, { name: 'Ben', address: 'ben@example.org' }, 'Begin', {})
    expect((await workspace.run(['stories', 'add', 'consent.yaml'])).stderr).toContain('consent_form_tracked')
    expect(existsSync(workspace.path('.wayforward/wayforward.db'))).toBe(false)
    git(workspace.folder, 'rm', '-q', '--cached', 'consent.yaml')
    writeFileSync(workspace.path('.gitignore'), 'consent.yaml\n.wayforward/\n')
    expect(await workspace.ok(['stories', 'add', 'consent.yaml'])).toContain('Added s-001')
  })

  it('says what is wrong with a form without repeating what is in it, and keeps nothing', async () => {
    using workspace = await StoryWorkspace.begin(form.replace('minor: no', 'minor: Rosa Ejemplo').replace('en, es', ''))
    const { code, stdout, stderr } = await workspace.run(['stories', 'add', workspace.form])
    expect(code).toBe(1)
    expect(stdout + stderr).not.toMatch(/Testville/i)
    expect(stdout).toContain('Nothing was kept')
    expect((await workspace.run(['stories', 'add', 'nowhere.yaml'])).stderr).toContain('consent_form_unreadable')
    expect((await workspace.run(['stories', 'add'])).stderr).toContain('consent_form_unnamed')
    writeFileSync(workspace.path('.wayforward-latin1'), Buffer.from('purpose: ni\u00f1os\n', 'latin1'))
    writeFileSync(workspace.path('.wayforward-long'), '#'.repeat(1_000_001))
    for (const [file, why] of [
      ['.', 'it is not a file'],
      ['/dev/zero', 'it is not a file'],
      ['.wayforward-latin1', 'it is not text in UTF-8'],
      ['.wayforward-long', 'it is far too long for a form'],
    ] as const) {
      expect((await workspace.run(['stories', 'add', file])).stderr, file).toContain(why)
    }
  })

  it('amends a record from a new form, under the same care as the first', async () => {
    using workspace = await StoryWorkspace.agreed(form.replace('2024-11-30', '2029-01-01'))
    const amend = (...more: string[]) => workspace.run(['stories', 'amend', 's-001', workspace.form, ...more])
    expect((await amend()).stderr).toContain('--by')
    writeFileSync(workspace.form, `${form}details: [convictions]\n`)
    const { stdout } = await amend('--by', 'B. Reader')
    expect(stdout).toContain('Amended s-001; its last day is 2024-11-30 (2029-01-01 before).')
    expect(stdout).toMatch(/run out already.+consent_run_out.+stories renew s-001/s)
    expect(stdout).not.toMatch(/ejemplo|testville/i)
    const shown = await workspace.ok(['stories', 'show', 's-001'])
    expect(shown).toMatch(/may tell +convictions.+en of 2024-11-thanks.+added.+amended: .+\(B\. Reader\)/s)
    const tomorrow = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
    writeFileSync(workspace.form, form.replace('2024-11-01', tomorrow).replace('2024-11-30', '2029-01-01'))
    const json = JSON.parse((await amend('--by', 'B. Reader', '--json')).stdout)
    expect(Object.keys(json)).toEqual(['kind', 'id', 'expires', 'problems'])
    expect(json).toMatchObject({ kind: 'amended', problems: [{ code: 'consent_not_begun_yet', severity: 'warn' }] })

    newRepository(workspace.folder)
    writeFileSync(workspace.path('consent.yaml'), form)
    const tracked = await workspace.run(['stories', 'amend', 's-001', 'consent.yaml', '--by', 'B. Reader'])
    expect([tracked.code, tracked.stderr]).toEqual([1, expect.stringContaining('consent_form_tracked')])
  })

  it('says that consent has run out already, and whether a renewal is longer or shorter', async () => {
    using workspace = await StoryWorkspace.begin()
    expect(await workspace.ok(['stories', 'add', workspace.form])).toMatch(
      /run out already.+Added s-001; its last day/s,
    )
    const renew = (days: number) => {
      const until = new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
      return workspace.ok(['stories', 'renew', 's-001', '--until', until, '--by', 'R. Reader', '--how', 'on the phone'])
    }
    expect(await renew(300)).toContain('(longer: 2024-11-30 before)')
    expect(await renew(100)).toContain('(shorter: ')
    expect(await renew(100)).toContain('(as before)')
  })

  it('refuses what cannot be: unknown numbers, empty names, days that are none, a change after the end', async () => {
    using workspace = await StoryWorkspace.agreed()
    const refusal = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await workspace.run(['stories', ...args])
      expect(code).toBe(1)
      expect(stderr).not.toMatch(stackTrace)
      return stderr
    }
    const said = ['--by', 'R. Reader', '--how', 'read aloud']
    expect(await refusal('show', 's-010')).toMatch(/story_unknown\s+Did you mean s-001/)
    expect(await refusal('approve', 's-001', '--language', 'en', '--by', ' ', '--how', 'x')).toContain(
      'story_word_missing',
    )
    expect(await refusal('approve', 's-001', '--language', 'fr', ...said)).toContain('language_unknown')
    expect(await refusal('approve', 's-001', '--language', 'es', ...said)).toContain('story_not_told')
    expect(await refusal('renew', 's-001', '--until', '2031-02-30', ...said)).toContain('story_day_impossible')
    expect(await refusal('renew', 's-001', '--until', '2020-01-01', ...said)).toContain('story_day_useless')
    expect(await refusal('renew', 's-001', '--until', '2199-01-01', ...said)).toContain('story_day_useless')
    expect(await refusal('withdraw', 's-001')).toContain('decision_needs_yes')
    await workspace.ok(['stories', 'withdraw', 's-001', '--yes'])
    const tomorrow = new Date(Date.now() + 864e5).toISOString().slice(0, 10)
    expect(await refusal('renew', 's-001', '--until', tomorrow, ...said)).toContain('story_withdrawn')
    expect(await refusal('approve', 's-001', '--language', 'en', ...said)).toContain('story_withdrawn')
  })

  it('withdraw lists where the story went: rehearsals, files, pictures, git, copies', async () => {
    using workspace = await StoryWorkspace.agreed(form.replace('2024-11-30', '2029-01-01'))
    writeFileSync(workspace.path('.gitignore'), '.wayforward/\n')
    newRepository(workspace.folder)
    commit(workspace.folder, { name: 'Ben', address: 'ben@example.org' }, 'Begin', {})
    writeFileSync(
      workspace.path('people.csv'),
      'email,name,language,region,topics,consented_at,consent_source\na@example.org,A,en,,,2024-01-01,sheet\n',
    )
    await workspace.ok(['subscribers', 'import', 'people.csv'])
    await workspace.ok(['build'])
    await workspace.ok(['send', issue, '--now'])
    const out = await workspace.ok(['stories', 'withdraw', 's-001', '--yes'])
    for (const said of [`${file}:14`, `issues/${issue}/images/door.png`, 'in 1 commit since', '.wayforward/build']) {
      expect(out).toContain(said)
    }
    const again = JSON.parse(await workspace.ok(['stories', 'withdraw', 's-001', '--keep', '--json']))
    expect(again).toMatchObject({
      ...{ kind: 'withdrawn', id: 's-001', again: true, halted: [] },
      remains: {
        mails: [{ issue, languages: ['en'], provider: 'outbox', submitted: 1, pending: 0 }],
        texts: [{ file, line: 14 }],
        pictures: [`issues/${issue}/images/door.png`],
        history: { commits: 1, files: [file, `issues/${issue}/images/door.png`] },
        copies: [`.wayforward/build/${issue}`],
      },
    })
  })
})
