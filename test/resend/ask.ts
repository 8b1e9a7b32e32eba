import { keys } from './keys.ts'

export interface Asked {
  status: number
  headers: Headers
  text: string
  /** The parsed body; null where it is no JSON. */
  json: Record<string, unknown> | null
}

/** One request to the strict server, with the full key and as JSON unless told otherwise. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { body, key = keys.full, headers = {} }: { body?: unknown; key?: string; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}
