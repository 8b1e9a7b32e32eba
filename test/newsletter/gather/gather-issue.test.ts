import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { itemOf } from '../../outside/feeds/feed-server.ts'
import { Gathering } from './gathering.ts'

const zero = { added: 0, updated: 0, kept: 0, edited: 0, deleted: 0 }

/** What a language's list says, without addresses and summaries: headings, lines above lists, titles. */
function outlineOf(markdown: string): string[] {
  const [, block = ''] = markdown.split('{#gathered}\n')
  return block
    .split('\n:::')[0]
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^- \[(.*?)\]\(.*$/, '- $1')) as string[]
}

describe('gathering', () => {
  it('lists each new post once, in the reader’s language where it is there, and passes check without a finding', async () => {
    await using gathering = await Gathering.start()
    const { feeds, since, posts, languages, problems } = await gathering.gather()
    expect({ feeds, since, posts, problems }).toEqual({ feeds: 5, since: '2024-10-01', posts: 6, problems: [] })
    expect(languages.map(({ language, added }) => [language, added])).toEqual([
      ['en', 5],
      ['es', 6],
      ['vi', 5],
    ])
    expect(outlineOf(gathering.read('es.md'))).toEqual([
      '## De nuestra red',
      '### Immigrant Justice Network',
      '- Informe: Memorando de las Prioridades de Deportación',
      'En inglés:',
      '- The immigrant justice movement calls for descheduling, not rescheduling',
      '- Immigrant Justice Network Vote Recommendations on H.R. 5717 and H.R. 7909',
      '### National Immigration Project',
      '- Detención obligatoria',
      'En inglés:',
      '- 3 Principles on Criminalization',
    ])
    // Paired with none, so Spanish readers alone have it.
    expect(gathering.read('es.md')).toContain(':::resources{#gathered-es only="es" because="')
    expect(gathering.read('en.md')).not.toContain('Tres principios')
    const text = ['en.md', 'es.md', 'vi.md'].map((name) => gathering.read(name)).join()
    expect(text).not.toMatch(/utm_|google\.com|appeared first|publicó primero|\[…\]|&hellip;|Second Chance/)
    expect(text).toContain('immigration “enforcement priorities” – creating')
    expect(await gathering.check()).toEqual([])
  })

  it('again changes nothing, and asks no file to be written', async () => {
    await using gathering = await Gathering.start()
    await gathering.gather()
    const before = ['en.md', 'es.md', 'vi.md', 'gathered.json'].map((name) => gathering.read(name))
    const { languages } = await gathering.gather()
    expect(['en.md', 'es.md', 'vi.md', 'gathered.json'].map((name) => gathering.read(name))).toEqual(before)
    expect(languages.map(({ kept }) => kept)).toEqual([5, 6, 5])
    expect(readdirSync(gathering.path('')).sort()).toEqual(['en.md', 'es.md', 'gathered.json', 'vi.md'])
  })

  it('again adds what is new where it belongs, changes what changed in the feed, and touches nothing edited', async () => {
    await using gathering = await Gathering.start()
    await gathering.gather()
    gathering.edit('en.md', /(vote-recommendations\/\)): .*/, '$1: in our own words.')
    gathering.edit('en.md', /- \[3 Principles.*\n/, '')
    gathering.edit('en.md', 'Hello in en.', 'A letter of our own.')
    gathering.serve('ijn-en.rss.xml', (feed) =>
      feed
        .replace('The federal government is moving', 'The government is moving')
        .replace('your boss to vote NO', 'everybody to vote NO')
        .replace('<item>', `${itemOf('brand-new', 'Wed, 30 Oct 2024 10:00:00 GMT')}<item>`),
    )
    const { languages } = await gathering.gather()
    expect(languages).toMatchObject([
      { ...zero, language: 'en', added: 1, updated: 1, kept: 2, edited: 1, deleted: 1 },
      { ...zero, language: 'es', added: 1, updated: 2, kept: 4 },
      { ...zero, language: 'vi', added: 1, updated: 2, kept: 3 },
    ])
    const en = gathering.read('en.md')
    expect(en).toContain('A letter of our own.')
    expect(en).toContain('(https://ijn.example.org/vote-recommendations/): in our own words.\n')
    expect(en).toContain('The government is moving')
    expect(en).not.toContain('3 Principles')
    expect(outlineOf(en).slice(0, 6)).toEqual([
      '## From our network',
      '### Immigrant Justice Network',
      '- The immigrant justice movement calls for descheduling, not rescheduling',
      '- Immigrant Justice Network Vote Recommendations on H.R. 5717 and H.R. 7909',
      '- DHS Enforcement of Deportation Priorities Explainer',
      '- brand-new',
    ])
    expect(outlineOf(gathering.read('es.md')).slice(3, 7)).toEqual([
      'En inglés:',
      '- The immigrant justice movement calls for descheduling, not rescheduling',
      '- Immigrant Justice Network Vote Recommendations on H.R. 5717 and H.R. 7909',
      '- brand-new',
    ])
    // Deleted once is deleted for ever.
    expect((await gathering.gather()).languages[0]).toMatchObject({ added: 0, deleted: 1, edited: 1, kept: 4 })
  })

  it('puts a translation in the place of the original when it comes, unless that was edited', async () => {
    await using gathering = await Gathering.start()
    gathering.serve('nipnlg-es.atom.xml', (feed) => feed.replace(/<entry>[\s\S]*<\/entry>/, ''))
    await gathering.gather()
    expect(outlineOf(gathering.read('es.md')).slice(-3)).toEqual([
      'En inglés:',
      '- Mandatory Detention Backgrounder',
      '- 3 Principles on Criminalization',
    ])
    gathering.serve('nipnlg-es.atom.xml', (feed) => feed)
    const { languages } = await gathering.gather()
    expect(languages[1]).toMatchObject({ added: 1, updated: 1, kept: 4 })
    expect(outlineOf(gathering.read('es.md')).slice(-4)).toEqual([
      '### National Immigration Project',
      '- Detención obligatoria',
      'En inglés:',
      '- 3 Principles on Criminalization',
    ])
    expect(await gathering.check()).toEqual([])
  })

  it('does not make a block again that was taken out or renamed, and says so', async () => {
    await using gathering = await Gathering.start()
    await gathering.gather()
    for (const name of ['en.md', 'es.md', 'vi.md']) gathering.edit(name, '{#gathered}', '{#from-members}')
    gathering.serve('ijn-en.rss.xml', (feed) =>
      feed.replace('<item>', `${itemOf('new', '2024-10-30T10:00:00Z')}<item>`),
    )
    const before = gathering.read('en.md')
    const { problems, languages } = await gathering.gather()
    expect(problems.map(({ severity, code, file }) => `${severity} ${code} ${file}`)).toEqual(
      ['en', 'es', 'vi'].map((language) => `warn gathered_block_gone issues/2024-11-second-wind/${language}.md`),
    )
    expect(problems[0]?.reason).toContain('one new post')
    expect(gathering.read('en.md')).toBe(before)
    expect(languages[0]).toMatchObject({ added: 0, kept: 5 })
    // Put back, it goes on.
    gathering.edit('en.md', '{#from-members}', '{#gathered}')
    expect((await gathering.gather()).languages[0]).toMatchObject({ added: 1, kept: 5 })
  })

  it('leaves out what last month’s issue linked to, what its writer has put in by hand, and what is too old', async () => {
    await using gathering = await Gathering.start()
    const october = join(gathering.folder, 'issues/2024-10-descheduling/en.md')
    writeFileSync(
      october,
      readFileSync(october, 'utf8').replace(
        '](https://www.ilrc.org)',
        '](http://ijn.example.org/descheduling?utm_source=x)',
      ),
    )
    gathering.edit('en.md', 'Hello in en.', 'Read [this](https://www.ijn.example.org/deportation-priorities).')
    const { languages } = await gathering.gather()
    expect(languages[0]).toMatchObject({ added: 3, edited: 1 })
    expect(gathering.read('en.md')).not.toContain('calls for descheduling')
    expect(gathering.read('en.md').match(/deportation-priorities/g)).toHaveLength(1)
  })

  it('takes up what a run had written that was stopped before it could remember', async () => {
    await using gathering = await Gathering.start()
    await gathering.gather()
    const remembered = gathering.read('gathered.json')
    gathering.write('gathered.json', '{"wayforward": 1, "documents": {}}\n')
    expect((await gathering.gather()).languages.map(({ kept }) => kept)).toEqual([5, 6, 5])
    expect(JSON.parse(gathering.read('gathered.json')).documents.en.posts).toEqual(
      JSON.parse(remembered).documents.en.posts,
    )
  })

  it('keeps every byte of the rest: line ends of Windows, letters in pieces', async () => {
    await using gathering = await Gathering.start()
    const own = gathering.read('vi.md').replace('Hello in vi.', 'Tiếng Việt'.normalize('NFD')).replaceAll('\n', '\r\n')
    gathering.write('vi.md', own)
    await gathering.gather()
    expect(gathering.read('vi.md').startsWith(own)).toBe(true)
    expect(gathering.read('vi.md').replaceAll('\r\n', '')).not.toContain('\n')
    expect((await gathering.gather()).languages[2]).toMatchObject({ added: 0, kept: 5 })
  })

  it('touches no file whose blocks are broken, and no issue that was sent', async () => {
    await using gathering = await Gathering.start()
    gathering.edit('es.md', 'Hello in es.', ':::story{#a}\nNever closed.')
    const broken = gathering.read('es.md')
    const { problems, languages } = await gathering.gather()
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warn gather_file_broken'])
    expect(gathering.read('es.md')).toBe(broken)
    expect(languages.map(({ language }) => language)).toEqual(['en', 'vi'])
    gathering.write('sent.json', '{}')
    await expect(gathering.gather()).rejects.toMatchObject({ code: 'gather_sent' })
  })

  it('does not guess what was gathered from a broken memory', async () => {
    await using gathering = await Gathering.start()
    await gathering.gather()
    const before = gathering.read('en.md')
    gathering.write('gathered.json', '{"wayforward": 1,')
    await expect(gathering.gather()).rejects.toMatchObject({ code: 'gathered_file_broken' })
    expect(gathering.read('en.md')).toBe(before)
  })

  it('says what a feed without dates holds, and that a member’s feed is dead; the rest is gathered', async () => {
    await using gathering = await Gathering.start()
    gathering.server.answers.delete('/ijn-vi.rss.xml')
    gathering.serve('nipnlg-es.atom.xml', (feed) => feed.replaceAll(/<(published|updated)>.*<\/\1>/g, ''))
    const { problems, languages } = await gathering.gather()
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warn feed_dead', 'warn feed_undated'])
    expect(languages.map(({ added }) => added)).toEqual([5, 5, 5])
  })

  it('makes nothing where there is nothing new', async () => {
    await using gathering = await Gathering.start()
    const before = gathering.read('en.md')
    for (const name of [
      'ijn-en.rss.xml',
      'ijn-es.rss.xml',
      'ijn-vi.rss.xml',
      'nipnlg-en.atom.xml',
      'nipnlg-es.atom.xml',
    ]) {
      gathering.serve(name, (feed) => feed.replaceAll('2024', '2023'))
    }
    expect((await gathering.gather()).posts).toBe(0)
    expect(gathering.read('en.md')).toBe(before)
    expect(existsSync(gathering.path('gathered.json'))).toBe(false)
  })
})
