import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Workspace } from './workspace.ts'

describe('wayforward init', () => {
  const settings = [
    ...['--name', 'Riverside Together', '--list-id', 'riverside', '--sender', 'news@riverside.example'],
    ...['--postal-address', 'Riverside Together|1 River Road|Riverside, CA 92501', '--languages', 'en,es'],
    ...['--site', 'https://riverside.example', '--provider', 'resend'],
  ]

  it('writes the settings, keeps the comments, removes the sample as asked, and the next issue passes check', async () => {
    using workspace = new Workspace()
    const { code, stdout } = await workspace.run(['init', ...settings, '--remove-issues'])
    expect(stdout).toContain('wrote issues/newsletter.yaml')
    expect(code).toBe(0)
    const newsletter = readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')
    expect(newsletter).toContain('name: Riverside Together')
    expect(newsletter).toContain('replyTo: news@riverside.example')
    expect(newsletter).toContain('# ')
    expect(readFileSync(workspace.path('templates/brand.yaml'), 'utf8')).toContain('1 River Road')
    expect(readdirSync(workspace.path('issues')).filter((name) => /^\d/.test(name))).toEqual([])
    await workspace.run(['new', '2025-01'])
    const { problems } = JSON.parse((await workspace.run(['check', '--json'])).stdout)
    expect(new Set(problems.map(({ code }: { code: string }) => code))).toEqual(
      new Set(['starter_words', 'translation_unreviewed']),
    )
    expect(readFileSync(workspace.path('issues/2025-01-newsletter/en.md'), 'utf8')).toContain('speaker="org:riverside"')
  })

  it('writes nothing when a setting is wrong', async () => {
    using workspace = new Workspace()
    const before = readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')
    const { code, stdout } = await workspace.run(['init', '--sender', 'foo', '--site', 'example.org', '--name', 'X'])
    expect(code).toBe(1)
    expect(stdout).toContain('--sender cannot be “foo”; write an address such as news@example.org')
    expect(stdout).toContain('--site cannot be “example.org”; write a whole web address such as https://example.org')
    expect(readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')).toBe(before)
    expect(existsSync(workspace.path('issues/2024-10-descheduling/en.md'))).toBe(true)
  })
})

describe('wayforward init and the sample', () => {
  const mine = 'issues/2024-10-descheduling/en.md'

  it('leaves the sample issues, with what somebody wrote in them, until it is asked to remove them', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path(mine), `${readFileSync(workspace.path(mine), 'utf8')}\nA sentence of my own.\n`)
    mkdirSync(workspace.path('.wayforward/demo'), { recursive: true })
    const { code, stderr } = await workspace.run(['init', '--name', 'Riverside Together'])
    expect(code).toBe(0)
    expect(stderr).toContain('kept issues/2024-10-descheduling')
    expect(stderr).toContain('--remove-issues')
    expect(readFileSync(workspace.path(mine), 'utf8')).toContain('A sentence of my own.')
    expect(existsSync(workspace.path('.wayforward/demo'))).toBe(false)
    const newsletter = readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')
    expect((await workspace.run(['init', '--remove-issues'])).code).toBe(0)
    expect(existsSync(workspace.path(mine))).toBe(false)
    expect(readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')).toBe(newsletter)
  })

  it('changes nothing when nothing is asked', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(['init'])
    expect(code).toBe(2)
    expect(stderr).toContain('nothing to change')
    expect(existsSync(workspace.path(mine))).toBe(true)
  })

  it('takes only languages that exist and have their fixed phrases, and keeps the fallbacks of those that stay', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['init', '--languages', 'english'])).stdout).toContain(
      '--languages cannot be “english”',
    )
    const { code, stdout } = await workspace.run(['init', '--languages', 'en,fr'])
    expect(code).toBe(1)
    expect(stdout).toContain('Copy templates/words/en.yaml to templates/words/fr.yaml')
    await workspace.run(['init', '--languages', 'en,es'])
    expect(readFileSync(workspace.path('issues/newsletter.yaml'), 'utf8')).toMatch(/fallback:\n\s+es: en\n/)
  })

  it('says what is wrong with settings files it cannot change', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('issues/newsletter.yaml'), 'name: [\n')
    const { code, stdout, stderr } = await workspace.run(['init', '--name', 'Riverside'])
    expect(code).toBe(1)
    expect(stderr).toContain('issues/newsletter.yaml:')
    expect(stdout + stderr).not.toMatch(/mistake in Wayforward/)
  })
})
