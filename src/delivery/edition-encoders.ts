import { createEncoder, type Encoder } from './encoder.ts'
import type { FrozenIssue, Ledger } from './ledger.ts'

/** The encoders of an issue's editions, each made once in a run. */
export class EditionEncoders {
  readonly #known = new Map<string, Encoder>()

  constructor(
    readonly frozen: Pick<FrozenIssue, 'issue' | 'envelope'>,
    readonly ledger: Pick<Ledger, 'edition'>,
  ) {}

  /** Undefined when the issue was cancelled before anything was armed: its parts are gone. */
  async of(edition: string): Promise<Encoder | undefined> {
    const known = this.#known.get(edition)
    if (known) return known
    const frozen = await this.ledger.edition(this.frozen.issue, edition)
    if (!frozen) return undefined
    const encoder = createEncoder(this.frozen.issue, this.frozen.envelope, frozen.parts)
    this.#known.set(edition, encoder)
    return encoder
  }
}
