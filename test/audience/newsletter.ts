import type { Newsletter } from '../../src/issue/newsletter.ts'
import { parseNewsletter } from '../../src/issue/read-newsletter.ts'

/** A newsletter with these segments, as its file would be read. */
export function newsletterWith(segments: Record<string, string> = {}): Newsletter {
  const lines = Object.entries(segments).map(([name, rule]) => `  ${name}: '${rule.replaceAll("'", "''")}'`)
  const source = [
    'name: Way Forward',
    'listId: way-forward',
    'sender: {name: Way Forward, address: news@example.org, replyTo: hello@example.org}',
    'timezone: America/New_York',
    'languages: [en, es, vi]',
    'fallback: {es: en, vi: wait}',
    'provider: outbox',
    'topics: [policy, organizing, legal]',
    ...(lines.length > 0 ? ['segments:', ...lines] : []),
  ].join('\n')
  const { newsletter, problems } = parseNewsletter(`${source}\n`, 'issues/newsletter.yaml')
  if (!newsletter) throw new Error(problems.join('\n'))
  return newsletter
}
