import { type Response as Answer, Resend } from 'resend'
import { type Exchange, readFetchError } from './exchange.ts'

type Failure = NonNullable<Answer<unknown>['error']>

interface ResendClientOptions {
  apiKey: string
  /** Without a slash at the end: the SDK joins by concatenation. */
  baseUrl: string
  /** For one whole exchange, the answer's body included. The SDK has no timeout of its own. */
  timeoutMs: number
}

/**
 * The official client with one method replaced. Every resource of the SDK goes through `fetchRequest`, so all of them gain
 * a timeout, follow no redirect (the SDK would post body and key to wherever a 307 points) and keep what was on the wire.
 */
export class ResendClient extends Resend {
  readonly #timeoutMs: number
  readonly #exchanges = new WeakMap<object, Exchange>()

  constructor({ apiKey, baseUrl, timeoutMs }: ResendClientOptions) {
    // Both options are given so that the SDK reads neither from the environment. Without a user agent Resend answers 403.
    super(apiKey, { baseUrl, userAgent: 'wayforward (resend-node)' })
    this.#timeoutMs = timeoutMs
  }

  /** What was on the wire behind an answer of this client. */
  exchangeOf(answer: Answer<unknown>): Exchange {
    const exchange = this.#exchanges.get(answer)
    if (!exchange) throw new TypeError('This answer did not come from this client.')
    return exchange
  }

  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<Answer<T>> {
    // As in the SDK: an id of `..` must not name another resource.
    if (path.split(/[/?]/).some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
      return this.#answer<T>(notSent('invalid_path'), null, failure('invalid_parameter', null))
    }
    const exchange = await this.#exchange(path, options)
    const ok = exchange.status !== null && exchange.status >= 200 && exchange.status < 300
    const parsed = parseJson(exchange.text)
    if (ok && parsed !== undefined) return this.#answer<T>(exchange, parsed as T, null)
    const error = isFailure(parsed) ? parsed : failure('application_error', exchange.status)
    return this.#answer<T>(exchange, null, error)
  }

  async #exchange(path: string, options: RequestInit): Promise<Exchange> {
    const outer = options.signal
    if (outer?.aborted) return notSent('aborted')
    // One controller held here, not AbortSignal.any over AbortSignal.timeout: on Node 20 that pair can be collected
    // before it fires, and the request would hang.
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    const timer = setTimeout(abort, this.#timeoutMs)
    outer?.addEventListener('abort', abort, { once: true })
    let status: number | null = null
    let headers: Record<string, string> = {}
    try {
      const response = await fetch(`${this.baseUrl}${path}`, {
        ...options,
        redirect: 'manual',
        signal: controller.signal,
      })
      status = response.status
      headers = Object.fromEntries(response.headers)
      return { reached: true, status, headers, text: await response.text(), stopped: null }
    } catch (error) {
      if (controller.signal.aborted) {
        return { reached: true, status, headers, text: null, stopped: outer?.aborted ? 'aborted' : 'timeout' }
      }
      const read = readFetchError(error)
      return { reached: status !== null || read.reached, status, headers, text: null, stopped: read.stopped }
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    }
  }

  #answer<T>(exchange: Exchange, data: T | null, error: Failure | null): Answer<T> {
    const headers = exchange.status === null ? null : exchange.headers
    const answer = error === null ? { data: data as T, error: null, headers } : { data: null, error, headers }
    this.#exchanges.set(answer, exchange)
    return answer
  }
}

function notSent(stopped: string): Exchange {
  return { reached: false, status: null, headers: {}, text: null, stopped }
}

function failure(name: Failure['name'], statusCode: number | null): Failure {
  return { name, statusCode, message: 'Resend gave no answer that can be read.' }
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value
}
