/**
 * The tags of a DKIM key or a DMARC policy in order: `name=value`, separated by semicolons (RFC 6376, 3.2). Undefined when
 * a part has no such form, or a name comes twice.
 */
export function readTags(record: string): [name: string, value: string][] | undefined {
  const parts = record.split(';').map((part) => part.trim())
  if (parts.at(-1) === '') parts.pop()
  const tags: [string, string][] = []
  for (const part of parts) {
    const [, name, value] = /^([A-Za-z]\w*)\s*=\s*(.*)$/s.exec(part) ?? []
    if (name === undefined || value === undefined || tags.some(([known]) => known === name)) return undefined
    tags.push([name, value.trim()])
  }
  return tags
}
