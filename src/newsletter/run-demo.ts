import type { Config } from '../config.ts'
import { findIssue } from '../issue/find-issue.ts'
import { importList } from './import-list.ts'
import { sampleDataFolder, sampleListFile } from './sample.ts'
import { type SendResult, sendIssue } from './send-issue.ts'
import type { SendOptions } from './send-options.ts'
import { openList } from './workspace.ts'

/**
 * The sample's own configuration: its own store and key, the outbox, no provider's key, whatever the environment holds.
 */
function demoConfig(config: Config): Config {
  return {
    ...config,
    dataFolder: sampleDataFolder(config.root),
    key: undefined,
    publicUrl: undefined,
    resend: {},
    port: 3000,
    providerOverride: 'outbox',
  }
}

export interface DemoResult {
  config: Config
  /** People on the sample list. */
  people: number
  result: SendResult
}

/** The main job on the sample list: load it, check and build the newest issue, freeze, deliver to the outbox. */
export async function runDemo(config: Config, on: SendOptions['on']): Promise<DemoResult> {
  const demo = demoConfig(config)
  const quiet = (): void => undefined
  const list = await openList(demo, quiet)
  let people: number
  try {
    people = await list.audience.countAll()
  } finally {
    await list.close()
  }
  if (people === 0) people = (await importList(demo, { file: sampleListFile(config.root), warn: quiet })).report.added
  const name = await findIssue(config.issuesFolder)
  return { config: demo, people, result: await sendIssue(demo, { name, now: true, on }) }
}
