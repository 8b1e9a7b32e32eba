/** What the sealed columns of editors, approvals and notices are bound to. */
export function editorPurpose(column: 'address' | 'name', addressHash: Uint8Array): string {
  return `editor:${column}:${Buffer.from(addressHash).toString('hex')}`
}

export function approvalPurpose(issue: string, contentHash: string, editor: number): string {
  return `approval:${issue}:${contentHash}:${editor}`
}

export function noticePurpose(key: string): string {
  return `notice:${key}`
}
