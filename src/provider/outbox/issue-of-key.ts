const noticePrefix = 'notice/'

/**
 * What a key belongs to: the issue of `wf/<list id>/<issue folder>/<batch>/<generation>`, or `notice/<kind>` of
 * `wn/<list id>/<kind>/<digest>`, which no folder can be called; empty for any other.
 */
export function issueOfKey(key: string): string {
  const [prefix, , name, ...rest] = key.split('/')
  if (name === undefined) return ''
  if (prefix === 'wf' && rest.length === 2) return name
  return prefix === 'wn' && rest.length === 1 ? ofNotices(name) : ''
}

/** Under which the outbox keeps notices of a kind. */
export function ofNotices(kind: string): string {
  return `${noticePrefix}${kind}`
}

/** The kind of notice that the outbox keeps under this; undefined for an issue. */
export function kindOfNotices(issue: string): string | undefined {
  return issue.startsWith(noticePrefix) ? issue.slice(noticePrefix.length) : undefined
}
