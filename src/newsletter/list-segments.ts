import { readSegments } from '../audience/segment.ts'
import type { Config } from '../config.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { hasList, openList } from './workspace.ts'

export interface SegmentsResult {
  problems: Problem[]
  /** `readers` is null without a list. */
  segments: { name: string; rule: string; readers: number | null }[]
  everyone: number | null
}

/** Every segment of newsletter.yaml with the number of people in it now. */
export async function listSegments(config: Config, warn: (message: string) => void): Promise<SegmentsResult> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) return { problems, segments: [], everyone: null }
  const { segments, problems: rules } = readSegments(newsletter)
  const found = [...problems, ...rules]
  const written = [...segments].map(([name, rule]) => ({ name, rule, text: newsletter.segments[name] ?? '' }))
  if (!hasList(config)) {
    return {
      problems: found,
      segments: written.map(({ name, text }) => ({ name, rule: text, readers: null })),
      everyone: null,
    }
  }
  const list = await openList(config, warn)
  try {
    const counted: SegmentsResult['segments'] = []
    for (const { name, rule, text } of written) {
      counted.push({ name, rule: text, readers: await list.audience.countRule(rule, Date.now()) })
    }
    return { problems: found, segments: counted, everyone: await list.audience.countAll() }
  } finally {
    await list.close()
  }
}
