/** One answered request, without its path, its address or anything it carried. */
export interface RequestEntry {
  method: string
  route: string
  status: number
  ms: number
  failure?: string
}

export type RequestLog = (entry: RequestEntry) => void

/** A line of JSON for each request; times are ISO instants. */
export function createRequestLog(write: (line: string) => void, now: () => number = Date.now): RequestLog {
  return (entry) => write(JSON.stringify({ at: new Date(now()).toISOString(), ...entry }))
}
