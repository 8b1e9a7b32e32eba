import type { Config } from '../../config.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { resolveOrigin } from '../origin.ts'
import type { Preparation, PreparedIssue } from '../prepare-issue.ts'

/** As `send` would mail it. */
type Prepared = Preparation & { origin: string }

const keptMost = 3
const keptMs = 10 * 60 * 1000

/**
 * Issues prepared for the desk, one at a time and each once however many ask: a server has readers to answer meanwhile. The
 * files are read anew every time; the rendered editions, which are the slow part, are kept while the content is the same.
 */
export class PreparedIssues {
  readonly #config: Config
  readonly #now: () => number
  #last: Promise<unknown> = Promise.resolve()
  readonly #under = new Map<string, Promise<Prepared>>()
  readonly #kept = new Map<string, { prepared: PreparedIssue; since: number }>()

  constructor(config: Config, now: () => number) {
    this.#config = config
    this.#now = now
  }

  /**
   * Prepare an issue as `send` would mail it.
   *
   * @param issue the name of a folder that is there.
   * @throws Problem issue_unknown, public_url_missing, public_url_unsafe, port_invalid
   */
  async prepare(issue: string): Promise<Prepared> {
    const under = this.#under.get(issue)
    if (under) return await under
    const preparing = this.inTurn(() => this.#prepare(issue))
    this.#under.set(issue, preparing)
    try {
      return await preparing
    } finally {
      this.#under.delete(issue)
    }
  }

  /** Do some other slow work in the same row, such as rendering. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return await done
  }

  async #prepare(issue: string): Promise<Prepared> {
    const { prepareIssue } = await import('../prepare-issue.ts')
    const { newsletter } = await readNewsletter(this.#config.issuesFolder)
    const origin = resolveOrigin(this.#config, this.#config.providerOverride ?? newsletter?.provider ?? 'outbox')
    const fresh = { ...(await prepareIssue(this.#config, origin, issue)), origin }
    for (const [name, { since }] of this.#kept) if (this.#now() - since > keptMs) this.#kept.delete(name)
    if (!fresh.prepared) return fresh
    const kept = this.#kept.get(issue)
    if (kept?.prepared.contentHash === fresh.prepared.contentHash) {
      // What the hash does not cover (sign-offs, the schedule) is new; what it covers renders the same.
      return { ...fresh, prepared: { ...fresh.prepared, render: kept.prepared.render } }
    }
    this.#kept.delete(issue)
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined && this.#kept.size >= keptMost) this.#kept.delete(oldest)
    this.#kept.set(issue, { prepared: fresh.prepared, since: this.#now() })
    return fresh
  }
}
