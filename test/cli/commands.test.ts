import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stackTrace, Workspace } from './workspace.ts'

describe('wayforward new', () => {
  it('starts an issue that passes check as it is, dated by the schedule', async () => {
    using workspace = new Workspace()
    const { code, stdout } = await workspace.run(['new', '2024-11', 'Giving Thanks'])
    expect(code).toBe(0)
    expect(stdout).toContain('issues/2024-11-giving-thanks/vi.md')
    expect(readFileSync(workspace.path('issues/2024-11-giving-thanks/en.md'), 'utf8')).toContain('date: 2024-11-01')
    const check = await workspace.run(['check', '--json'])
    const { issue, problems } = JSON.parse(check.stdout)
    expect(issue).toBe('2024-11-giving-thanks')
    expect(check.code).toBe(0)
    // Nothing is wrong with it but that the words are not the writer's yet, in each language, and nobody has read the
    // translations.
    expect(problems.map(({ code, severity }: Record<string, string>) => `${severity} ${code}`).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'warn starter_words'),
      ...Array.from({ length: 2 }, () => 'warn translation_unreviewed'),
    ])
  })

  it('leaves a folder that is there alone, and refuses what is no month', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['new', '2024-10', 'descheduling'])).stderr).toContain('issue_exists')
    expect((await workspace.run(['new', '2024-13'])).stderr).toContain('month_malformed')
    expect((await workspace.run(['new', '../../etc'])).stderr).toContain('month_malformed')
  })

  it('keeps the letters of a name, and shows the month that was meant', async () => {
    using workspace = new Workspace()
    expect((await workspace.run(['new', '2024-12', 'Año Nuevo'])).stdout).toContain('issues/2024-12-ano-nuevo/es.md')
    const again = await workspace.run(['new', '2024-12', 'Año Nuevo'])
    expect(again.stderr).toContain('wayforward new 2024-12 another-name')
    expect((await workspace.run(['new', '2025/3'])).stderr).toContain('wayforward new 2025-03')
  })
})

describe('wayforward build', () => {
  it('writes every edition, its pictures and a manifest; two processes write the same bytes', async () => {
    using workspace = new Workspace()
    const runs = await Promise.all([
      workspace.run(['build', '2024-10', '--out', 'one', '--json'], { TZ: 'Asia/Ho_Chi_Minh', LANG: 'vi_VN.UTF-8' }),
      workspace.run(['build', '2024-10', '--out', 'two'], { TZ: 'America/New_York', LANG: 'C' }),
    ])
    for (const { code } of runs) expect(code).toBe(0)
    const files = (folder: string) => readdirSync(workspace.path(folder), { recursive: true }).map(String).sort()
    expect(files('one')).toEqual(files('two'))
    for (const name of files('one').filter((file) => /\.\w+$/.test(file))) {
      const [one, two] = ['one', 'two'].map((folder) => readFileSync(workspace.path(folder, name)))
      expect(one?.equals(two ?? Buffer.alloc(0)), name).toBe(true)
    }
    const manifest = JSON.parse(readFileSync(workspace.path('one/manifest.json'), 'utf8'))
    expect(Object.keys(manifest)).toEqual(['issue', 'hash', 'consent', 'editions'])
    expect(manifest.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(Object.keys(manifest.editions[0])).toEqual([
      ...['id', 'language', 'segments', 'blocks', 'html', 'text', 'bytes', 'quotedPrintableBytes'],
    ])
    const html = readFileSync(workspace.path('one/en.html'), 'utf8')
    for (const [, name] of html.matchAll(/http:\/\/localhost:3000\/i\/([\w.]+)/g)) {
      expect(existsSync(workspace.path('one/i', name ?? ''))).toBe(true)
    }
  })

  it('changes the hash when a word changes, and when the origin does', async () => {
    using workspace = new Workspace()
    const hash = async (env = {}) => JSON.parse((await workspace.run(['build', '2024-06', '--json'], env)).stdout).hash
    const first = await hash()
    expect(await hash()).toBe(first)
    expect(await hash({ PUBLIC_URL: 'https://news.example.org' })).not.toBe(first)
    writeFileSync(workspace.path('package-lock.json'), '{"lockfileVersion": 3}')
    expect(await hash()).not.toBe(first)
    rmSync(workspace.path('package-lock.json'))
    expect(await hash()).toBe(first)
    const file = workspace.path('issues/2024-06-keeping-families-together/es.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n$/, '\n\n'))
    expect(await hash()).not.toBe(first)
  })

  it('writes nothing, and says why, when there is an error', async () => {
    using workspace = new Workspace()
    const file = workspace.path('issues/2024-10-descheduling/en.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace(':::story', ':::stroy'))
    const { code, stdout, stderr } = await workspace.run(['build', '2024-10'])
    expect(code).toBe(1)
    expect(stdout).toContain('story')
    expect(stdout + stderr).not.toMatch(stackTrace)
    expect(existsSync(workspace.path('.wayforward/build'))).toBe(false)
  })
})

describe('wayforward segments and subscribers', () => {
  it('counts live, and names a broken rule with its place', async () => {
    using workspace = new Workspace()
    const add = (address: string, topics: string) =>
      workspace.run([...['subscribers', 'add', address, '--language', 'en', '--source', 'by hand', '--topics', topics]])
    await add('one@example.org', 'policy')
    await add('two@example.org', 'policy;legal')
    const { stdout } = await workspace.run(['segments', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      everyone: 2,
      segments: expect.arrayContaining([{ name: 'legal', rule: 'topic:legal', readers: 1 }]),
    })
    const file = workspace.path('issues/newsletter.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace("'topic:legal'", "'topik:legal'"))
    const broken = await workspace.run(['segments'])
    expect(broken.code).toBe(1)
    expect(broken.stdout).toMatch(/issues\/newsletter\.yaml:\d+:\d+ error .*topik/)
  })

  it('never brings back who was forgotten', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email,language\nA.Person@Example.org,en\nb@example.org,es\n')
    const importing = [
      'subscribers',
      'import',
      'people.csv',
      '--source',
      'sheet',
      '--consented-at',
      '2024-01-01',
      '--json',
    ]
    expect(JSON.parse((await workspace.run(importing)).stdout)).toMatchObject({ added: 2 })
    await workspace.run(['subscribers', 'forget', 'a.person@example.org'])
    expect(JSON.parse((await workspace.run(importing)).stdout)).toMatchObject({ added: 0, suppressed: 1, unchanged: 1 })
  })

  it('reports bad rows by line, and writes them to a file that can be mended and imported', async () => {
    using workspace = new Workspace()
    writeFileSync(workspace.path('people.csv'), 'email;idioma\r\n"ok@example.org";es\r\nno-address;es\r\n')
    const importing = ['subscribers', 'import', 'people.csv', '--source', 'sheet', '--consented-at', '2024-01-01']
    const dry = await workspace.run([...importing, '--dry-run'])
    expect(dry.stdout).toContain('1 would be added')
    expect(existsSync(workspace.path('people.rejects.csv'))).toBe(false)
    const { code, stderr } = await workspace.run(importing)
    expect(code).toBe(1)
    expect(stderr).toContain('people.csv:3')
    expect(readFileSync(workspace.path('people.rejects.csv'), 'utf8')).toContain('no-address')
  })

  it('takes the sample list nowhere but into the sample', async () => {
    using workspace = new Workspace()
    const { code, stderr } = await workspace.run(['subscribers', 'import', 'scripts/sample/subscribers.csv'])
    expect(code).toBe(1)
    expect(stderr).toContain('sample_elsewhere')
  })
})

describe('npm start', () => {
  it('delivers the sample into its own outbox whatever the environment holds, once', async () => {
    using workspace = new Workspace()
    const newsletter = workspace.path('issues/newsletter.yaml')
    writeFileSync(newsletter, readFileSync(newsletter, 'utf8').replace('provider: outbox', 'provider: resend'))
    const hostile = {
      ...{ RESEND_API_KEY: 're_real', RESEND_BASE_URL: 'http://127.0.0.1:9', DATABASE_URL: 'postgres://elsewhere' },
      ...{ WAYFORWARD_DATA: workspace.path('mine'), WAYFORWARD_KEY: 'x', PUBLIC_URL: 'https://real.example.org' },
    }
    const first = await workspace.run(['demo'], hostile)
    expect(first.stdout + first.stderr).not.toMatch(stackTrace)
    expect(first.code, first.stderr).toBe(0)
    expect(first.stdout).toMatch(/250 candidates = 2 excluded \+ 248 submitted \+ 0 failed \+ 0 held \+ 0 pending/)
    expect(existsSync(workspace.path('mine'))).toBe(false)
    const second = await workspace.run(['demo'], hostile)
    expect(second.stdout).toContain('delivered nothing again')
  })
})

describe('the help', () => {
  it.each([
    'init',
    'new',
    'check',
    'build',
    'send',
    'status',
    'outbox',
    'subscribers',
    'segments',
  ])('wayforward %s --help says how to use it', async (command) => {
    using workspace = new Workspace()
    const { code, stdout } = await workspace.run([command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: wayforward ${command}`)
  })
})
