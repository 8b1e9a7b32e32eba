import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../../../src/config.ts'
import { checkIssue } from '../../../src/newsletter/check-issue.ts'
import { type GatheredIssue, gatherIssue } from '../../../src/newsletter/gather/gather-issue.ts'
import { FeedServer } from '../../outside/feeds/feed-server.ts'

const feeds: Record<string, Record<string, string>> = {
  ijn: { en: 'ijn-en.rss.xml', es: 'ijn-es.rss.xml', vi: 'ijn-vi.rss.xml' },
  nipnlg: { en: 'nipnlg-en.atom.xml', es: 'nipnlg-es.atom.xml' },
}

const november = '2024-11-second-wind'

/** A newsletter whose members' feeds are the fixtures, with an issue of November to gather into. */
export class Gathering {
  readonly folder = mkdtempSync(join(tmpdir(), 'wayforward-gather-'))
  readonly server: FeedServer
  readonly config: Config

  private constructor(server: FeedServer) {
    this.server = server
    for (const part of ['issues', 'templates']) cpSync(resolve(part), join(this.folder, part), { recursive: true })
    const file = join(this.folder, 'issues/newsletter.yaml')
    let yaml = readFileSync(file, 'utf8')
    for (const [member, byLanguage] of Object.entries(feeds)) {
      const lines = Object.entries(byLanguage).map(([language, name]) => `      ${language}: ${server.url(`/${name}`)}`)
      yaml = yaml.replace(
        new RegExp(`^  ${member}:\n(.*\n.*\n)`, 'm'),
        `  ${member}:\n$1    feed:\n${lines.join('\n')}\n`,
      )
      for (const name of Object.values(byLanguage))
        server.serve(`/${name}`, readFileSync(`test/fixtures/feeds/${name}`))
    }
    writeFileSync(file, yaml)
    this.config = readConfig({}, this.folder)
  }

  static async start(): Promise<Gathering> {
    const gathering = new Gathering(await FeedServer.start())
    mkdirSync(gathering.path(''), { recursive: true })
    const front = (language: string) =>
      `---\ntitle: November\nsubject: "November news"\npreheader: What happened this month, and one thing that helps\n${language === 'en' ? 'date: 2024-11-01\nkind: monthly\ntemplate: monthly\n' : 'reviewed: "R. Reader, 2024-10-30"\n'}---\n\nHello in ${language}.\n`
    for (const language of ['en', 'es', 'vi']) gathering.write(`${language}.md`, front(language))
    return gathering
  }

  path(name: string): string {
    return join(this.folder, 'issues', november, name)
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8')
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text)
  }

  /** Change a file as its writer would. */
  edit(name: string, from: string | RegExp, to: string): void {
    const text = this.read(name)
    const edited = text.replace(from, to)
    if (edited === text) throw new Error(`nothing to edit in ${name}`)
    this.write(name, edited)
  }

  gather(): Promise<GatheredIssue> {
    return gatherIssue(this.config, november)
  }

  /** What `check` finds in the issue, as codes. */
  async check(): Promise<string[]> {
    const { problems } = await checkIssue(this.config, november, () => undefined)
    return problems.map(({ severity, code, reason }) => `${severity} ${code} ${reason}`)
  }

  /** Change what a feed answers. */
  serve(name: string, change: (feed: string) => string): void {
    this.server.serve(`/${name}`, change(readFileSync(`test/fixtures/feeds/${name}`, 'utf8')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
