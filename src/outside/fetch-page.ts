/** What an address answered, or why it did not. */
export type FetchedPage =
  | { kind: 'answered'; status: number; type: string; body: Buffer }
  | { kind: 'failed'; why: string }

const timeoutMs = 20_000
const bytesMost = 10_000_000

/** Fetch an address as a reader's device would: redirects are followed, no cookie is kept. Never throws. */
export async function fetchPage(url: string): Promise<FetchedPage> {
  // Held here and not AbortSignal.timeout: on Node 20 that may be collected before it fires.
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  try {
    const response = await fetch(url, { signal: controller.signal, headers: { 'user-agent': 'wayforward' } })
    const body = Buffer.from(await response.arrayBuffer())
    if (body.length > bytesMost) return { kind: 'failed', why: 'the answer is far too large' }
    return { kind: 'answered', status: response.status, type: response.headers.get('content-type') ?? '', body }
  } catch (error) {
    return { kind: 'failed', why: controller.signal.aborted ? 'no answer in time' : reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : 'no answer'
}
