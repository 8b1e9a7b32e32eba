import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { parseIssue } from '../../document/parse-issue.ts'
import { listIssues } from '../../issue/find-issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readIssue } from '../../issue/read-issue.ts'
import { listTellings, type Telling } from '../../stories/tellings.ts'

/** A story as a file of the repository tells it. */
export interface ToldText extends Telling {
  issue: string
  /** The block as it stands in the file. */
  markdown: string
}

/** Where a record is told, the newest issue first; and issues that name it and cannot be read. */
export interface Told {
  texts: ToldText[]
  unread: string[]
}

/** Find every text of the repository that tells a record. Issues that do not name it are not parsed. */
export async function findTold(config: Config, newsletter: Newsletter, record: string, only?: string): Promise<Told> {
  const told: Told = { texts: [], unread: [] }
  for (const folder of only === undefined ? await listIssues(config.issuesFolder) : [only]) {
    if (!(await names(join(config.issuesFolder, folder), record))) continue
    const { issue } = await readIssue(join(config.issuesFolder, folder), newsletter)
    if (!issue) {
      told.unread.push(folder)
      continue
    }
    const { documents } = parseIssue(issue, newsletter)
    const found = listTellings(issue, documents).filter((telling) => telling.record === record)
    if (found.length === 0) told.unread.push(folder)
    for (const telling of found) {
      const block = documents
        .find(({ language }) => language === telling.language)
        ?.blocks.find(({ id }) => id === telling.block)
      const source = issue.texts.find(({ language }) => language === telling.language)?.source ?? ''
      const { start, end } = block?.position ?? telling.place
      const markdown = source
        .split('\n')
        .slice(start.line - 1, end.line)
        .join('\n')
      told.texts.push({ ...telling, issue: folder, markdown })
    }
  }
  return told
}

/** Whether a file of an issue's folder names a record at all. */
async function names(folder: string, record: string): Promise<boolean> {
  const files = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith('.md'))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return texts.some((text) => new RegExp(`(?<![\\w-])${record}(?![\\w])`, 'i').test(text))
}
