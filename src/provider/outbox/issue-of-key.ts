/** The issue a key `wf/<list id>/<issue folder>/<batch>/<generation>` belongs to; empty for mail outside an issue. */
export function issueOfKey(key: string): string {
  const [prefix, , issue, ...rest] = key.split('/')
  return prefix === 'wf' && issue !== undefined && rest.length === 2 ? issue : ''
}
