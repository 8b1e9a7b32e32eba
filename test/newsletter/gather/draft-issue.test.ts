import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkIssue } from '../../../src/newsletter/check-issue.ts'
import { draftIssue } from '../../../src/newsletter/draft-issue.ts'
import { Gathering } from './gathering.ts'

const standing: Record<string, string> = {
  en: ':::figure{#who-we-are}\n![A hand holds a door open.](images/door.png)\n\nWe are neighbors.\n:::',
  es: ':::figure{#who-we-are}\n![Una mano sostiene una puerta.](images/door.png)\n\nSomos vecinas y vecinos.\n:::',
  vi: ':::figure{#who-we-are}\n![Một bàn tay giữ cửa mở.](images/door.png)\n\nChúng ta là láng giềng.\n:::',
}

/** Add a block to a shipped issue, in all three languages. */
function addTo(gathering: Gathering, issue: string, blockOf: (language: string) => string): void {
  for (const language of ['en', 'es', 'vi']) {
    const file = join(gathering.folder, 'issues', issue, `${language}.md`)
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n\n${blockOf(language)}\n`)
  }
}

const april = '2024-04-second-chances'
const october = '2024-10-descheduling'

describe('a new issue', () => {
  it('takes over what the last two issues both carried word for word, and events still to come, with their pictures', async () => {
    await using gathering = await Gathering.start()
    for (const issue of [april, october]) addTo(gathering, issue, (language) => standing[language] ?? '')
    for (const [id, day] of [
      ['march', '2024-11-20'],
      ['vigil', '2024-10-05'],
    ]) {
      const event = `:::event{#${id} start="${day}T18:00"}\n## Come along\n\nBring a friend.\n:::`
      addTo(gathering, october, () => event)
    }
    const picture = readFileSync(join(gathering.folder, 'issues', october, 'images/off-the-list.png'))
    writeFileSync(join(gathering.folder, 'issues', october, 'images/door.png'), picture)
    const drafted = await draftIssue(gathering.config, '2024-11', 'carried', { offline: true })
    expect(drafted.standing).toEqual(['who-we-are', 'march'])
    expect(drafted.gathered).toBeNull()
    const folder = join(gathering.folder, 'issues', drafted.issue)
    const es = readFileSync(join(folder, 'es.md'), 'utf8')
    expect(es).toContain(standing.es)
    expect(es).toContain('#march')
    expect(es).not.toMatch(/#vigil|#two-words/)
    expect(existsSync(join(folder, 'images/door.png'))).toBe(true)
    const { problems } = await checkIssue(gathering.config, drafted.issue, () => undefined)
    expect(problems.filter(({ severity }) => severity === 'error').map(String)).toEqual([])
  })

  it('does not take over what was changed since, what was gathered, or what one language lacks', async () => {
    await using gathering = await Gathering.start()
    addTo(gathering, april, (language) => standing[language] ?? '')
    addTo(gathering, october, (language) => standing[language]?.replace('!', '!') ?? '')
    const en = join(gathering.folder, 'issues', october, 'en.md')
    writeFileSync(en, readFileSync(en, 'utf8').replace('We are neighbors.', 'We are your neighbors.'))
    const gathered = () => ':::resources{#gathered}\n## From our network\n\nWords.\n:::'
    for (const issue of [april, october]) addTo(gathering, issue, gathered)
    const alone = (language: string) => (language === 'vi' ? '' : ':::quote{#q speaker="org:ijn"}\nWords.\n:::')
    for (const issue of [april, october]) addTo(gathering, issue, alone)
    const { standing: ids } = await draftIssue(gathering.config, '2024-11', 'carried', { offline: true })
    expect(ids).toEqual([])
  })

  it('puts a standing block in the place of the starter’s of the same id', async () => {
    await using gathering = await Gathering.start()
    const read = (language: string) =>
      `:::resources{#read}\n## ${language}\n\n- [Our library](https://example.org/library)\n:::`
    for (const issue of [april, october]) addTo(gathering, issue, read)
    const { issue } = await draftIssue(gathering.config, '2024-11', 'carried', { offline: true })
    const text = readFileSync(join(gathering.folder, 'issues', issue, 'en.md'), 'utf8')
    expect(text.match(/#read\b/g)).toHaveLength(1)
    expect(text).toContain('Our library')
  })

  it('has the last monthly issue’s template, and what the members have posted since', async () => {
    await using gathering = await Gathering.start()
    const en = join(gathering.folder, 'issues', october, 'en.md')
    writeFileSync(en, readFileSync(en, 'utf8').replace('template: monthly', 'template: alert'))
    for (const name of ['en.md', 'es.md', 'vi.md']) gathering.edit(name, 'title: November', 'title: Other')
    gathering.edit('en.md', 'date: 2024-11-01', 'date: 2023-11-01')
    const { issue, gathered } = await draftIssue(gathering.config, '2024-11', 'carried')
    expect(readFileSync(join(gathering.folder, 'issues', issue, 'en.md'), 'utf8')).toContain('template: alert')
    expect(gathered?.languages.map(({ added }) => added)).toEqual([5, 6, 5])
    const { problems } = await checkIssue(gathering.config, issue, () => undefined)
    expect(problems.filter(({ severity }) => severity === 'error').map(String)).toEqual([])
  })
})
