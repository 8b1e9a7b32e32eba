/** What happened on the wire, as far as it is known: the SDK folds most of this into one `application_error`. */
export interface Exchange {
  /** False only when it is certain that no connection was made. */
  reached: boolean
  /** Null when no status line arrived. */
  status: number | null
  /** Lower-case names; empty when no status line arrived. */
  headers: Record<string, string>
  /** The body as it came, null when it did not arrive whole. */
  text: string | null
  /** What stopped the exchange: a system error code such as ECONNRESET, `timeout` or `aborted`; null if nothing did. */
  stopped: string | null
}

/** An object's string field, whatever the object is. */
function field(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'string' ? found : undefined
}

/**
 * The system error behind a rejected fetch (undici wraps it in a TypeError), and whether it shows that the connection was
 * never made. Only name resolution and connect() prove that; a reset or an unreachable host may come after the request.
 */
export function readFetchError(error: unknown): { stopped: string; reached: boolean } {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const stopped = field(cause, 'code') ?? field(cause, 'name') ?? 'unknown'
  // Node tries every address of a name: an AggregateError holds one connect() error for each.
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
  const neverMade = causes.every(
    (one) =>
      field(one, 'syscall') === 'connect' ||
      field(one, 'syscall') === 'getaddrinfo' ||
      field(one, 'code') === 'UND_ERR_CONNECT_TIMEOUT',
  )
  return { stopped, reached: !(neverMade && causes.length > 0) }
}
