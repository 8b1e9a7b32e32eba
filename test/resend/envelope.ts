/** An answer before it is written: what faults may replace. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** Resend's error envelope, in its key order: https://resend.com/docs/api-reference/errors */
export function apiError(status: number, name: string, message: string, headers: Record<string, string> = {}): Answer {
  return json(status, { statusCode: status, name, message }, headers)
}
