import type { Config } from '../../config.ts'
import { readBrand } from '../../edition/read-brand.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { Problem } from '../../problem/problem.ts'
import { inspectStore } from '../../store/inspect-store.ts'
import { dataPaths, hasList, openList } from '../workspace.ts'
import type { Consultation, ListFacts, Outside, StoreFacts } from './consultation.ts'

/** Read the workspace, before anything is asked of the outside: a large store keeps this process busy. */
export async function consult(config: Config, outside: Outside): Promise<Consultation> {
  const [{ newsletter, problems: newsletterProblems }, { brand, problems: brandProblems }] = await Promise.all([
    readNewsletter(config.issuesFolder),
    readBrand(config.templatesFolder),
  ])
  const store = await readStore(config)
  const address = newsletter?.sender.address ?? ''
  const senderDomain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return {
    config,
    outside,
    newsletter,
    newsletterProblems,
    brand,
    brandProblems,
    store,
    senderDomain,
    domain: once(async () => await outside.domain?.(senderDomain)),
    health: once(async () => {
      const { publicUrl } = config
      if (publicUrl === undefined || !/^https?:\/\/./.test(publicUrl) || !URL.canParse(publicUrl)) return undefined
      return await outside.probe(`${publicUrl}/health`)
    }),
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask()
    return asked
  }
}

async function readStore(config: Config): Promise<StoreFacts> {
  if (!hasList(config)) return { kind: 'none' }
  try {
    const inspection = await inspectStore(dataPaths(config).store)
    // Opening would change an older one, and cannot open a newer or a damaged one.
    const opens = inspection.behind.length === 0 && inspection.newer.length === 0 && inspection.damage === undefined
    return { kind: 'read', inspection, ...(opens && { facts: await readFacts(config) }) }
  } catch (error) {
    if (error instanceof Problem) return { kind: 'unusable', problem: error }
    throw error
  }
}

async function readFacts(config: Config): Promise<ListFacts> {
  const list = await openList(config, () => undefined)
  try {
    const [people, editors, issues, stories] = await Promise.all([
      list.audience.countAll(),
      list.editors.list(),
      list.ledger.list(),
      list.stories.list(),
    ])
    return { people, editors, issues: issues.length, stories }
  } finally {
    await list.close()
  }
}
