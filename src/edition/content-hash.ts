import { createHash } from 'node:crypto'

/** One file an edition depends on. */
export interface HashedPart {
  /** A name that is the same on every machine: a path from the repository's root, with `/`. */
  name: string
  bytes: Uint8Array
}

/**
 * The hash an approval names: over the parts sorted by name, each with its length, so that moving bytes from one file
 * to another changes it. Text counts with LF line ends, as a checkout on Windows has the same words.
 */
export function hashContent(parts: readonly HashedPart[]): string {
  const hash = createHash('sha256')
  const sorted = [...parts].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const { name, bytes } of sorted) {
    const content = withPlainLineEnds(bytes)
    hash.update(`${Buffer.byteLength(name)}:${name}:${content.length}:`)
    hash.update(content)
  }
  return hash.digest('hex')
}

/** A digest of each part by its name, counted as `hashContent` counts, to tell later which one changed. */
export function digestParts(parts: readonly HashedPart[]): Record<string, string> {
  return Object.fromEntries(
    parts.map(({ name, bytes }) => [
      name,
      createHash('sha256').update(withPlainLineEnds(bytes)).digest('hex').slice(0, 24),
    ]),
  )
}

/** Bytes with a NUL in them are no text and stay as they are. */
function withPlainLineEnds(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.includes(0) || !buffer.includes('\r\n')) return buffer
  // latin1 maps each byte to one character and back, so that no other byte can change.
  return Buffer.from(buffer.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}
