import { existsSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import type { Config } from '../../config.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { openRepository } from '../../outside/git.ts'
import { Problem } from '../../problem/problem.ts'
import type { Channel } from '../../stories/record.ts'
import { readStatus } from '../issue-status.ts'
import { dataPaths, type List } from '../workspace.ts'
import { findTold } from './find-told.ts'

/** What went out of a story by mail, of one issue as the ledger names it. */
export interface MailedStory {
  issue: string
  /** ISO instant of the freeze. */
  at: string
  languages: string[]
  provider: string
  state: string
  /** Of the editions in these languages: accepted by the provider, perhaps accepted, and still to go. */
  submitted: number
  held: number
  pending: number
}

/** Where a story is or went, as far as this workspace can tell. Paths are from its folder. */
export interface Remains {
  /** The newsletter's, for showing days; UTC where nobody can say which it is. */
  timezone: string
  mails: MailedStory[]
  /** Issues whose proof was mailed to the editors. */
  proofs: string[]
  /** Other channels it was given to. */
  elsewhere: { channel: Channel; where: string; at: string }[]
  /** Blocks that still tell it, or issues that name it and cannot be read (without a line). */
  texts: { file: string; line: number | null }[]
  /** The pictures those blocks show. */
  pictures: string[]
  /** What `build` wrote of issues that tell it. */
  copies: string[]
  /** Pictures that stay, because something else shows them too: their addresses, `/i/<name>`. */
  shared: string[]
  /** Null where there is no git, or it remembers nothing. */
  history: { commits: number; since: { commit: string; at: string }; files: string[] } | null
  /** What could not be looked at, in sentences. */
  unseen: string[]
}

/** Find everything a story left behind. */
export async function findRemains(config: Config, list: List, record: string): Promise<Remains> {
  const uses = await list.stories.uses(record)
  const unseen: string[] = []
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const { texts, pictures } = await findFiles(config, newsletter, record, unseen)
  const base = (issue: string): string => issue.replace(/^proof\//, '').replace(/_wave-\d+$/, '')
  const issues = new Set([
    ...uses.map(({ issue }) => base(issue)),
    ...texts.map(({ file }) => posix.dirname(file).split('/').at(-1) ?? ''),
  ])
  const { build } = dataPaths(config)
  const shared: string[] = []
  for (const name of await list.stories.pictures(record)) {
    if (!(await list.stories.isWithdrawnPicture(name))) shared.push(`/i/${name}`)
  }
  return {
    timezone: newsletter?.timezone ?? 'utc',
    mails: await findMails(list, record),
    proofs: [...new Set(uses.flatMap(({ issue }) => (issue.startsWith('proof/') ? [base(issue)] : [])))],
    elsewhere: uses.flatMap(({ channel, issue, at }) =>
      channel === 'email' ? [] : [{ channel, where: issue, at: new Date(at).toISOString() }],
    ),
    texts,
    pictures,
    copies: [...issues]
      .sort()
      .map((issue) => join(build, issue))
      .filter((folder) => existsSync(folder))
      .map((folder) => fromRoot(config, folder)),
    shared,
    history: await findHistory(config, record, { texts, pictures }, unseen),
    unseen,
  }
}

async function findMails({ stories, ledger }: List, record: string): Promise<MailedStory[]> {
  const languages = new Map<string, string[]>()
  for (const { issue, language, channel } of await stories.uses(record)) {
    if (channel === 'email') languages.set(issue, [...(languages.get(issue) ?? []), language])
  }
  const mails: MailedStory[] = []
  for (const [issue, told] of languages) {
    const frozen = await ledger.find(issue)
    // A proof, or a freeze that was undone: nothing of it went to readers.
    if (!frozen || frozen.state === 'freezing') continue
    const editions = (await readStatus(ledger, issue)).editions.filter(({ language }) => told.includes(language))
    const sum = (key: 'submitted' | 'held' | 'pending'): number =>
      editions.reduce((total, edition) => total + edition[key], 0)
    mails.push({
      ...{ issue, at: new Date(frozen.frozenAt).toISOString(), languages: told, provider: frozen.provider },
      ...{ state: frozen.state, submitted: sum('submitted'), held: sum('held'), pending: sum('pending') },
    })
  }
  return mails
}

async function findFiles(
  config: Config,
  newsletter: Newsletter | undefined,
  record: string,
  unseen: string[],
): Promise<Pick<Remains, 'texts' | 'pictures'>> {
  if (!newsletter) {
    unseen.push('issues/newsletter.yaml cannot be read, so the files of the repository were not looked through.')
    return { texts: [], pictures: [] }
  }
  try {
    const told = await findTold(config, newsletter, record)
    const pictures = told.texts.flatMap(({ file, pictures: paths }) =>
      paths.map((path) => posix.join(posix.dirname(file), path)),
    )
    return {
      texts: [
        ...told.texts.map(({ file, place }) => ({ file, line: place.start.line })),
        ...told.unread.map((issue) => ({ file: `${fromRoot(config, config.issuesFolder)}/${issue}`, line: null })),
      ],
      pictures: [...new Set(pictures)].sort(),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    unseen.push(`The files of the repository could not be looked through: ${error.reason}`)
    return { texts: [], pictures: [] }
  }
}

async function findHistory(
  config: Config,
  record: string,
  { texts, pictures }: Pick<Remains, 'texts' | 'pictures'>,
  unseen: string[],
): Promise<Remains['history']> {
  try {
    const repository = await openRepository(config.root)
    if (!repository) return null
    const named = await repository.mentions(record, [fromRoot(config, config.issuesFolder)])
    const shown = await repository.touched(pictures)
    const changes = [...named, ...shown]
    const [first] = changes.toSorted((a, b) => a.at - b.at)
    if (!first) return null
    return {
      commits: new Set(changes.map(({ commit }) => commit)).size,
      since: { commit: first.commit.slice(0, 12), at: new Date(first.at).toISOString() },
      // A translation tells the story without naming the record.
      files: [
        ...new Set([
          ...changes.flatMap(({ files }) => files),
          ...texts.flatMap(({ file, line }) => (line === null ? [] : [file])),
        ]),
      ].sort(),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    unseen.push(error.reason)
    return null
  }
}

function fromRoot({ root }: Config, path: string): string {
  return relative(root, path).split(sep).join('/')
}
