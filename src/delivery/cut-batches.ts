import type { Recipient } from './batch.ts'
import type { Encoder } from './encoder.ts'
import { deliveryTooLarge } from './problems.ts'

/** The provider takes 100 e-mails in one call; no documented limit in bytes, so we keep to 4 MB (reference/resend.md). */
export const batchLimits = { deliveries: 100, bytes: 4_000_000 } as const

/**
 * Cuts a stream of recipients of one edition into batches, in order.
 *
 * @throws Problem `delivery_too_large` when a single e-mail exceeds a batch.
 */
export class BatchCutter {
  #members: Recipient[] = []
  #bytes = 2
  readonly #deliveriesMost: number

  constructor(
    readonly edition: string,
    readonly encoder: Encoder,
    /** A batch goes out whole or not at all: a tenth of a day's room leaves little of it unused. */
    dailyCap = Number.POSITIVE_INFINITY,
  ) {
    this.#deliveriesMost = Math.min(batchLimits.deliveries, Math.ceil(dailyCap / 10))
  }

  /** Add a recipient; returns a full batch when this one did not fit into it any more. */
  add(recipient: Recipient): Recipient[] | undefined {
    const size = this.encoder.sizeOf(recipient)
    if (size + 2 > batchLimits.bytes) throw deliveryTooLarge({ edition: this.edition, bytes: size })
    const full = this.#members.length >= this.#deliveriesMost || this.#bytes + size > batchLimits.bytes
    const batch = full ? this.rest() : undefined
    this.#members.push(recipient)
    this.#bytes += size
    return batch
  }

  /** What is left; empties the cutter. */
  rest(): Recipient[] {
    const members = this.#members
    this.#members = []
    this.#bytes = 2
    return members
  }
}
