import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { type PreparedIssue, prepareIssue } from '../../src/newsletter/prepare-issue.ts'

export const shippedIssues = ['2024-04-second-chances', '2024-06-keeping-families-together', '2024-10-descheduling']
const origin = 'https://news.example.org'

/** Prepare a shipped issue with either template, in a copy of the workspace. */
export async function prepareShipped(issue: string, template: string): Promise<PreparedIssue> {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-shipped-'))
  try {
    for (const part of ['issues', 'templates']) cpSync(resolve(part), join(folder, part), { recursive: true })
    const source = join(folder, 'issues', issue, 'en.md')
    writeFileSync(source, readFileSync(source, 'utf8').replace(/^template: .*$/m, `template: ${template}`))
    const { prepared, problems } = await prepareIssue(readConfig({}, folder), origin, issue)
    // April and October are samples that nobody has reviewed, and say so; nothing else may be found.
    const others = problems.filter(({ code }) => code !== 'translation_unreviewed')
    if (!prepared || others.length > 0) throw new Error(problems.map(String).join('\n'))
    return prepared
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
