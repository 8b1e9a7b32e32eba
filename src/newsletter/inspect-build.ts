import type { Config } from '../config.ts'
import { sampleValues } from '../edition/describe-edition.ts'
import type { Edition } from '../edition/edition.ts'
import { inspectMarkup } from '../edition/inspect/markup/inspect-markup.ts'
import { fill } from '../edition/slots.ts'
import type { Problem } from '../problem/problem.ts'
import type { PreparedIssue } from './prepare-issue.ts'
import { dataPaths } from './workspace.ts'

/**
 * How an issue's mails are built: what mail programs cannot show, unsound HTML, words too pale for their ground. All
 * are warnings, so that only what a person reads asks for them; a freeze does not.
 */
export function inspectBuild(
  config: Config,
  prepared: PreparedIssue,
  editions: readonly Edition[],
): Promise<Problem[]> {
  const name = config.templateOverride ?? prepared.issue.meta.template
  // The content hash knows the template by its file.
  const known = Object.keys(prepared.contentParts)
  const file = ['mjml', 'tsx'].map((ending) => `templates/${name}.${ending}`).find((path) => known.includes(path))
  const values = sampleValues('https://example.org')
  const mails = editions.map(({ html }) => fill(html, values))
  return inspectMarkup(mails, { file: file ?? `templates/${name}` }, dataPaths(config).cache)
}
